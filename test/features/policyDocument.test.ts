/** The policy file as a document of a language: outline, selections, folds, colors, links, the way to the zone, hover, completion. */
import { describe, expect, it } from "vitest";
import { completion } from "../../server/src/features/completion.js";
import { definition, implementation } from "../../server/src/features/definition.js";
import { hover } from "../../server/src/features/hover.js";
import {
  formatPolicyRanges,
  policyDefinition,
  policyFolding,
  policyHighlights,
  policyLinks,
  policySelections,
  policySymbols,
  policyTokens,
} from "../../server/src/features/policyDocument.js";
import { references } from "../../server/src/features/references.js";
import { prepareRename, rename } from "../../server/src/features/rename.js";
import { parseMtaStsPolicy } from "../../server/src/mail/mtaStsPolicy.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { policySnapshot, zoneSnapshot } from "../support/features.js";

const zone = [
  "$ORIGIN example.com.",
  "$TTL 3600",
  "@ SOA ns1 hostmaster 1 7200 3600 1209600 300",
  "@ MX 10 mail",
  "@ MX 20 mx2.backup.example.net.",
  "@ MX 30 mx3.backup.example.net.",
  "mail A 192.0.2.1",
  '_mta-sts TXT "v=STSv1; id=1"',
  "",
].join("\n");
const zones = { "file:///zone": zone };
const policy =
  "version: STSv1\r\nmode: testing\r\nmx: mail.example.com\r\nmx: *.backup.example.net\r\nmax_age: 604800\r\n";
const at = (text: string, mark: string): string => text.replace(mark, `‸${mark}`);
const open = (marked: string) => policySnapshot(marked, "example.com.", { zones });
const shown = (found: readonly { uri: string; at: { start: number; end: number } }[]): string[] =>
  found.map(
    ({ uri, at: { start, end } }) => `${uri.slice(8)} ${(uri === "file:///zone" ? zone : policy).slice(start, end)}`,
  );

it("has each line in its outline", () => {
  expect(policySymbols(open(policy).snapshot).map(({ name, detail }) => `${name} ${detail}`)).toEqual([
    "version STSv1",
    "mode testing",
    "mx mail.example.com",
    "mx *.backup.example.net",
    "max_age 604800",
  ]);
});

it("selects label, host, line, the mx lines and document", () => {
  const { snapshot, offset } = open(policy.replace("mail.exa", "mail.e‸xa"));
  expect(policySelections(snapshot, offset).map(({ start, end }) => policy.slice(start, end))).toEqual([
    "example",
    "mail.example.com",
    "mx: mail.example.com",
    "mx: mail.example.com\r\nmx: *.backup.example.net",
    policy,
  ]);
  const key = open(policy.replace("mode", "mo‸de"));
  expect(policySelections(key.snapshot, key.offset).map(({ start, end }) => policy.slice(start, end))).toEqual([
    "mode",
    "mode: testing",
    policy,
  ]);
});

it("folds mx lines that follow each other", () => {
  const folds = (text: string): string[] =>
    policyFolding(open(text).snapshot).map(({ start, end }) => text.slice(start, end));
  expect(folds(policy)).toEqual(["mx: mail.example.com\r\nmx: *.backup.example.net"]);
  expect(folds("mx: a.example\nmode: none\nmx: b.example\nmx: c.example\nmx: d.example\n")).toEqual([
    "mx: b.example\nmx: c.example\nmx: d.example",
  ]);
});

it("colors keys and values, and what senders pass over as a comment", () => {
  const text = `${policy}note: the star\r\nno key at all\r\nmx:\r\n`;
  const tokens = (start?: number, end?: number): string[] =>
    Array.from(policyTokens(open(text).snapshot, start, end), (one) => `${one.type} ${text.slice(one.start, one.end)}`);
  expect(tokens()).toEqual([
    "property version",
    "enumMember STSv1",
    "property mode",
    "enumMember testing",
    "property mx",
    "variable mail.example.com",
    "property mx",
    "operator *",
    "variable .backup.example.net",
    "property max_age",
    "number 604800",
    "comment note: the star",
    "property mx",
  ]);
  const wrong = "version: 1\nmode: on\nmx: a b\nmax_age: 1d\n";
  expect(Array.from(policyTokens(open(wrong).snapshot), ({ type }) => type)).toEqual(
    ["property", "string"].concat(["property", "string"], ["property", "string"], ["property", "string"]),
  );
  const mode = text.indexOf("mode");
  expect(tokens(mode, mode + 2)).toEqual(["property mode", "enumMember testing"]);
});

it("lays out the lines that are asked for", () => {
  const text = "version:STSv1\nmode:testing\nmx:a.example\nmax_age: 86400\n";
  const edits = formatPolicyRanges(open(text).snapshot, [
    { start: 0, end: 5 },
    { start: text.indexOf("mx"), end: text.indexOf("mx") + 4 },
  ]);
  expect(applyEdits(text, edits)).toBe("version: STSv1\nmode:testing\nmx: a.example\nmax_age: 86400\n");
});

it("links to where senders fetch it", () => {
  expect(policyLinks(open(policy).snapshot).map(({ target }) => target)).toEqual([
    "https://mta-sts.example.com/.well-known/mta-sts.txt",
  ]);
});

describe("to the zone and back", () => {
  it("goes from an mx line to the MX records that it covers", () => {
    const one = open(at(policy, "mail.example.com"));
    expect(shown(policyDefinition(one.snapshot, one.offset))).toEqual(["zone mail"]);
    const several = open(at(policy, "*.backup"));
    expect(shown(policyDefinition(several.snapshot, several.offset))).toEqual([
      "zone mx2.backup.example.net.",
      "zone mx3.backup.example.net.",
    ]);
  });

  it("goes to the records of a host that is in no MX record, and to its addresses", () => {
    const text = policy.replace("mail.example.com", "host.example.net");
    const other = zone.replace("mail A", "host.example.net. MX 0 .\nhost.example.net. A");
    const { snapshot, offset } = policySnapshot(at(text, "host.example"), "example.com.", {
      zones: { "file:///zone": other },
    });
    const lines = (found: readonly { at: { start: number } }[]): string[] =>
      found.map(({ at: { start } }) => other.slice(start).split("\n")[0] ?? "");
    expect(lines(policyDefinition(snapshot, offset))).toEqual([
      "host.example.net. MX 0 .",
      "host.example.net. A 192.0.2.1",
    ]);
    expect(lines(implementation(snapshot, offset))).toEqual(["host.example.net. A 192.0.2.1"]);
  });

  it("finds what a pattern covers", () => {
    const { snapshot, offset } = open(at(policy, "*.backup"));
    expect(shown(references(snapshot, offset, true))).toEqual([
      "mta-sts.txt *.backup.example.net",
      "zone mx2.backup.example.net.",
      "zone mx3.backup.example.net.",
    ]);
  });

  it("shows where else a host is listed or covered, and where else a key stands", () => {
    const text = "mx: a.example.com\nmx: *.example.com\nmx: b.example.com\nmx: A.example.com\nmode: none\nmode: none\n";
    const lines = (mark: string): number[] => {
      const { snapshot, offset } = open(at(text, mark));
      return policyHighlights(snapshot, offset).map(({ start }) => text.slice(0, start).split("\n").length);
    };
    expect(lines("a.example")).toEqual([1, 2, 4]);
    expect(lines("*.example")).toEqual([1, 2, 3, 4]);
    expect(lines("mx")).toEqual([1, 2, 3, 4]);
    expect(lines("none")).toEqual([5]);
    expect(lines("mode")).toEqual([5, 6]);
  });

  it("goes from the version to the record of the zone, and from there to the file", () => {
    const { snapshot, offset } = open(at(policy, "STSv1"));
    expect(shown(policyDefinition(snapshot, offset))).toEqual(["zone _mta-sts"]);
    const record = zoneSnapshot(at(zone, "id=1"), { policies: { "example.com.": policy } });
    expect(definition(record.snapshot, record.offset).map(({ uri }) => uri)).toEqual([
      "file:///mta-sts.example.com.txt",
    ]);
  });

  it("finds the host of an mx line in the zones, and the line from the zone", () => {
    const { snapshot, offset } = open(at(policy, "mail.example.com"));
    expect(shown(references(snapshot, offset, true))).toEqual([
      "zone mail",
      "zone mail",
      "mta-sts.txt mail.example.com",
    ]);
    expect(references(snapshot, offset, false)).toHaveLength(2);
    const target = zoneSnapshot(zone.replace("MX 10 mail", "MX 10 m‸ail"), { policies: { "example.com.": policy } });
    const found = references(target.snapshot, target.offset, false);
    expect(found.map(({ uri }) => uri)).toEqual(["file:///example.com.zone", "file:///mta-sts.example.com.txt"]);
    const line = found[1];
    expect(line && policy.slice(line.at.start, line.at.end)).toBe("mail.example.com");
  });
});

describe("hover", () => {
  const said = (marked: string, domain = "example.com."): string => {
    const { snapshot, offset } = policySnapshot(marked, domain, { zones });
    return hover(snapshot, offset)?.markdown ?? "nothing";
  };

  it("names the mail servers that a line covers", () => {
    expect(said(at(policy, "*.backup"))).toMatchInlineSnapshot(`
      "\`mx: *.backup.example.net\`: Covers any host one label below backup.example.net, not backup.example.net itself.

      Covers the domain's mail servers \`mx2.backup.example.net\`, \`mx3.backup.example.net\`.

      [RFC 8461 section 3.2](https://www.rfc-editor.org/rfc/rfc8461#section-3.2)

      ---

      | Policy of example.com | Meaning |
      | --- | --- |
      | \`version: STSv1\` | The only version |
      | \`mode: testing\` | Senders deliver all the same, and report failures by TLS-RPT |
      | \`mx: mail.example.com\` | Covers the host mail.example.com |
      | \`mx: *.backup.example.net\` | Covers any host one label below backup.example.net, not backup.example.net itself |
      | \`max_age: 604800\` | Senders keep the policy for 7 days |

      **What a sender does with this:** Senders deliver as without a policy and report what would have failed."
    `);
    expect(said(at(policy.replace("mail.example.com", "other.example.com"), "other"))).toContain(
      "None of the domain's mail servers matches: they are `mail.example.com`, ",
    );
  });

  it("names the mail servers that no line covers", () => {
    expect(said(at(policy.replace("mx: *.backup.example.net\r\n", ""), "testing"))).toContain(
      "**Not covered:** `mx2.backup.example.net`, `mx3.backup.example.net`; enforced, the policy would stop mail to them.",
    );
  });

  it("says of other keys that they are passed over", () => {
    expect(said(`${policy}f‸oo: bar\r\n`)).toBe("`foo`: Not a key of this standard; senders pass over it.");
  });
});

describe("completion", () => {
  const labels = (marked: string): string[] => {
    const { snapshot, offset } = open(marked);
    return completion(snapshot, offset, { snippets: false }).map(({ label }) => label);
  };
  /** The text after the item of that label was chosen. */
  const chosen = (marked: string, label: string): string => {
    const { snapshot, text, offset } = open(marked);
    const item = completion(snapshot, offset, { snippets: false }).find((one) => one.label === label);
    if (item === undefined) throw new Error(`${label} is not offered`);
    return applyEdits(text, [{ ...item.span, text: item.insert }]);
  };

  it.each([
    ["an empty file", "‸", ["policy in testing mode", "version", "mode", "mx", "max_age"]],
    ["a word begun", "v‸", ["policy in testing mode", "version", "mode", "mx", "max_age"]],
    ["a new line", "version: STSv1\r\n‸", ["mode", "mx", "max_age"]],
    ["a line between", "version: STSv1\r\n‸\r\nmax_age: 1\r\n", ["mode", "mx"]],
    ["a key that is half there", "version: STSv1\nmo‸\n", ["mode", "mx", "max_age"]],
    ["the end of a whole policy", `${policy}‸`, ["mx"]],
    ["after the colon", "version: STSv1\nmode:‸", ["enforce", "testing", "none"]],
    ["a value half there", "mode: en‸", ["enforce", "testing", "none"]],
    ["within a value", "mode: en‸force", ["enforce", "testing", "none"]],
    ["ages", "max_age: ‸", ["86400", "604800", "1209600", "2592000", "31557600"]],
    [
      "hosts of the zone",
      "mx: ‸",
      ["mail.example.com", "mx2.backup.example.net", "mx3.backup.example.net", "*.backup.example.net"],
    ],
  ])("%s", (_name, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  it("writes what was chosen in its place", () => {
    expect(chosen("mode:‸", "enforce")).toBe("mode: enforce");
    expect(chosen("mode: en‸force\n", "testing")).toBe("mode: testing\n");
    expect(chosen("mo‸de: none\n", "mode")).toBe("mode: none\n");
    expect(chosen("mx:‸\n", "*.backup.example.net")).toBe("mx: *.backup.example.net\n");
    expect(chosen("mx: mai‸l\n", "mail.example.com")).toBe("mx: mail.example.com\n");
    const whole = chosen("ver‸", "policy in testing mode");
    expect(whole).toBe(
      "version: STSv1\nmode: testing\nmx: mail.example.com\nmx: mx2.backup.example.net\nmx: mx3.backup.example.net\nmax_age: 604800\n",
    );
    expect(parseMtaStsPolicy(whole).problems.map(({ rule }) => rule)).toEqual(["mta-sts/policy-testing"]);
  });
});

it("nothing throws, wherever the cursor is, whatever the file", () => {
  for (const text of [policy, "", "mx", "mx:", ":", "mode enforce\n\n  mx : a", "\u{1f600}: x\r"])
    for (let offset = 0; offset <= text.length; offset++) {
      const { snapshot } = open(text);
      policySelections(snapshot, offset);
      policyDefinition(snapshot, offset);
      references(snapshot, offset, true);
      policyHighlights(snapshot, offset);
      implementation(snapshot, offset);
      prepareRename(snapshot, offset);
      rename(snapshot, offset, "x.example");
      hover(snapshot, offset);
      for (const { span } of completion(snapshot, offset, { snippets: true }))
        expect(span.start <= offset && offset <= span.end).toBe(true);
    }
});
