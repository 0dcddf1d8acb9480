/** Hover and signature help at each token: of the examples, of every record type, of all that a zone file may hold. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { recordTypes } from "../../server/src/dns/recordTypes.js";
import { hover } from "../../server/src/features/hover.js";
import { signatureHelp } from "../../server/src/features/signatureHelp.js";
import { tokenize } from "../../server/src/syntax/scanner.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const examples = new URL("../../examples/", import.meta.url);
const zones = ["good", "broken", "good/include"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, examples))
    .filter((name) => /\.(?:zone|inc)$/.test(name))
    .map((name) => ({ name, text: readFileSync(new URL(`${folder}/${name}`, examples), "utf8") })),
);

const samples = readFileSync(new URL("../dns/fixtures/accepted.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => /^[A-Z]/.test(line))
  .map((line, i) => `x${i} 60 IN ${line}`);

const everything = dedent(`
  $TTL 1h ; time
  $ORIGIN example.com. ; zonewright-disable-line names/*, mail/spf-missing -- reason
  @ IN SOA ns1 hostmaster ( 1 2h 1h 4w 1h )
  www 5m IN CNAME host
  host CH A 192.0.2.1
  *.x A 192.0.2.1
  xn--bcher-kva A 192.0.2.2
  unknown TYPE65400 \\\\# 4 0a000001
  known TYPE1 \\\\# 4 0a000001
  $INCLUDE none.inc sub
  $INCLUDE "none.inc"
  $GENERATE 1-3/2 host-\${0,3,d} 5m IN A 192.0.2.$
  $GENERATE 1-x a 5m IN A 192.0.2.$
  $DATE 20260101
  $DOMAIN example.com.
  $TTL 1h more
  a 1y A 192.0.2.1
  a MXX 10 mail
  a A 192.0.2.1 extra
  a MX
  a..b A 192.0.2.1
  $ORIGIN a..b
  $TTL 1y
  $INCLUDE none.inc a..b
    MX 10 mail
`).replaceAll("\\\\", "\\");

/** Where in words and quoted strings nothing is said. Blanks, line ends and parentheses only lay a record out. */
function silent(text: string): string[] {
  const { snapshot } = zoneSnapshot(text, { origin: "example.com." });
  const found: string[] = [];
  for (const { kind, start, end } of tokenize(text, 0, text.length)) {
    if (kind !== "word" && kind !== "quoted") continue;
    // Of long words, such as keys, some places stand for all.
    for (let offset = start; offset < end; offset += Math.ceil((end - start) / 40)) {
      const said = hover(snapshot, offset);
      const fits = said !== undefined && said.span.start <= offset && offset < said.span.end;
      if (fits && said.markdown.trim() !== "") continue;
      found.push(`${text.slice(start, end)} at ${offset - start}`);
      break;
    }
  }
  return found;
}

describe("hover has something to say of each word", () => {
  test.each(zones)("$name", ({ text }) => expect(silent(text)).toEqual([]));
  test("every record type", () => expect(silent(`$ORIGIN example.com.\n${samples.join("\n")}\n`)).toEqual([]));
  test("directives, unknown words and what can't be read", () => expect(silent(everything)).toEqual([]));
});

describe("hover on comments", () => {
  const said = (marked: string): string => {
    const { snapshot, offset, text } = zoneSnapshot(marked);
    const found = hover(snapshot, offset);
    return found === undefined ? "nothing" : `[${text.slice(found.span.start, found.span.end)}] ${found.markdown}`;
  };
  const line = "www.example.com. 60 A 192.0.2.1";
  test("those for people say what they say", () => expect(said(`${line} ; no‸te\n`)).toBe("nothing"));
  test("those that allow findings say which and where", () => {
    expect(said(`${line} ; zonewright-dis‸able-line soa/missing -- moved\n`)).toMatchInlineSnapshot(
      `"[; zonewright-disable-line soa/missing -- moved] Allows \`soa/missing\` on this line."`,
    );
    expect(said(`; zonewright-disable-‸file\n${line}\n`)).toMatchInlineSnapshot(
      `"[; zonewright-disable-file] Allows whatever is found in this file."`,
    );
    expect(said(`; zonewright-disable-next-line names/miss‸ing-trailing-dot\n${line}\n`)).toMatchInlineSnapshot(`
      "[names/missing-trailing-dot] **names/missing-trailing-dot**: A name looks complete but lacks the final dot, so that the origin is appended to it.

      Allowed on the line after this one, and in the whole record that starts there.

      [RFC 1035 section 5.1](https://www.rfc-editor.org/rfc/rfc1035#section-5.1)"
    `);
    expect(said(`${line} ; zonewright-disable-line na‸mes/*\n`)).toMatch(/Allows [0-9]+ rules on this line: `names\//);
    expect(said(`${line} ; zonewright-disable-line no‸thing\n`)).toContain("No rule is called `nothing`");
  });
});

describe("signature help names the field that is written", () => {
  /** The active field of `type` with so many fields before it, while nothing stands there yet, and while something does. */
  const active = (line: string): string | undefined => {
    const { snapshot, offset } = zoneSnapshot(`$ORIGIN example.com.\n${line}\n`);
    const help = signatureHelp(snapshot, offset);
    const parameter = help?.parameters[help.active];
    return parameter && help.label.slice(parameter.start, parameter.end).slice(1, -1);
  };
  test("of every type, the empty last one among them", () => {
    const wrong: string[] = [];
    for (const { name, fields = [] } of recordTypes)
      fields.forEach((field, index) => {
        const before = `x 60 ${name} ${"1 ".repeat(index)}`;
        for (const line of [
          `${before}‸`,
          `${before}1‸`,
          `${before}‸ ; comment`,
          `${before.replace(name, `${name} (`)}‸ )`,
        ])
          if (active(line) !== field.name) wrong.push(`${line}: ${active(line) ?? "nothing"}, not ${field.name}`);
      });
    expect(wrong).toEqual([]);
  });
  test.each([
    ["$ORIGIN ‸", "am"],
    ["$TTL ‸", "im"],
    ["$INCLUDE a ‸", "origin"],
  ])("%s", (line, middle) => expect(active(line)).toContain(middle));
});
