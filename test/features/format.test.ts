/** Formatting: text in, text out; and over the corpus, that no record and no comment changes. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import { makeName } from "../../server/src/dns/name.js";
import { formatDocument, formatOnType, formatRange } from "../../server/src/features/format.js";
import { tokenize } from "../../server/src/syntax/scanner.js";
import { applyEdits } from "../../server/src/text/edit.js";
import type { ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { onlyZone } from "../../server/src/zone/zone.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const settings = { insertFinalNewline: true };

function formatted(marked: string): string {
  const { snapshot, text } = zoneSnapshot(marked);
  return applyEdits(text, formatDocument(snapshot, settings));
}

describe("formatDocument", () => {
  it("aligns the columns of a block and leaves other blocks to themselves", () => {
    expect(
      formatted(`
        $ORIGIN   example.com.  ; the origin
        $TTL 1h

        @ IN A 192.0.2.1
        www\t300 IN  A  192.0.2.2
           IN AAAA 2001:db8::1

        longer-name A 192.0.2.3
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com. ; the origin
        $TTL 1h

        @       IN A    192.0.2.1
        www 300 IN A    192.0.2.2
                IN AAAA 2001:db8::1

        longer-name A 192.0.2.3
      `),
    );
  });

  it("keeps the order of class and TTL, and aligns comments", () => {
    expect(
      formatted(`
        $ORIGIN example.com.
        a IN 300 A 192.0.2.1 ; one
        bcd IN 86400 A 192.0.2.22    ; two
                                     ; and more of two
        ; a line of its own
        e A 192.0.2.3;glued
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        a   IN 300   A 192.0.2.1  ; one
        bcd IN 86400 A 192.0.2.22 ; two
                                  ; and more of two
        ; a line of its own
        e            A 192.0.2.3;glued
      `),
    );
  });

  it("writes a field of an SOA record in parentheses on each line", () => {
    expect(
      formatted(`
        $ORIGIN example.com.
        @ 3600 IN SOA ns1 hostmaster ( 1 ; serial
          7200 3600
          1209600 ; expire
                  ; as advised
          300 )
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        @ 3600 IN SOA ns1 hostmaster (
                      1 ; serial
                      7200
                      3600
                      1209600 ; expire
                              ; as advised
                      300 )
      `).replace("1 ; serial", "1       ; serial"),
    );
  });

  it("keeps the lines of other records and their parentheses", () => {
    expect(
      formatted(`
        $ORIGIN example.com.
        $TTL 300
        key TXT ("v=DKIM1; "
        "p=abc"   "def"
        )
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        $TTL 300
        key TXT ( "v=DKIM1; "
                "p=abc" "def"
                )
      `),
    );
  });

  it("keeps Windows line ends and ends the file", () => {
    expect(formatted("$ORIGIN example.com.\r\n@   300  SOA a b (1 2 3\r\n4 5)  \r\nb  300 A 192.0.2.1")).toBe(
      "$ORIGIN example.com.\r\n@ 300 SOA a b (\r\n          1\r\n          2\r\n          3\r\n          4\r\n          5 )\r\nb 300 A   192.0.2.1\r\n",
    );
  });

  it("leaves alone what can't be read", () => {
    const text = '$ORIGIN example.com.\na   300  TXT   "open\nb   WHAT   is this\nc  300  A  ( 192.0.2.1\n';
    expect(formatted(text)).toBe(text);
  });
});

describe("formatRange and formatOnType", () => {
  const zone = `
    $ORIGIN example.com.
    $TTL 300
    long-name A 192.0.2.1
    <|>a  A   192.0.2.2<|>
    b   A   192.0.2.3
  `;
  it("formats the lines of the range, in the columns of the block", () => {
    const { snapshot, text, offsets } = zoneSnapshot(zone);
    expect(applyEdits(text, formatRange(snapshot, offsets[0] ?? 0, offsets[1] ?? 0))).toBe(
      text.replace("a  A   192.0.2.2", "a         A 192.0.2.2"),
    );
  });

  it("formats the entry whose parenthesis was closed", () => {
    const { snapshot, text, offset } = zoneSnapshot(
      "$ORIGIN example.com.\n$TTL 300\n@  SOA  a b ( 1 2\n3 4 5 )<|>\nb   A   192.0.2.3\n",
    );
    expect(applyEdits(text, formatOnType(snapshot, offset))).toBe(
      "$ORIGIN example.com.\n$TTL 300\n@ SOA a b (\n      1\n      2\n      3\n      4\n      5 )\nb   A   192.0.2.3\n",
    );
  });
});

const corpus = new URL("../../../shared/corpus/", import.meta.url);
const present = existsSync(corpus);
if (!present) console.log("skipped: the corpus of zone files is not there");

const commentsOf = (text: string): string[] =>
  tokenize(text, 0, text.length)
    .filter(({ kind }) => kind === "comment")
    .map(({ start, end }) => text.slice(start, end).trimEnd())
    .sort();

const origin = "corpus.example.";

function recordsOf(text: string): string[] {
  return [...readText(text, { origin }).zone.records()].map(
    ({ owner, ttl, class: recordClass, type, rdata, words }) =>
      `${owner.text} ${ttl ?? "?"} ${recordClass} ${type.name} ${rdata.canonical ?? words.map(({ raw }) => raw).join(" ")}`,
  );
}

function snapshotOf(text: string): ZoneSnapshot {
  const reading = readText(text, { origin });
  const { zone } = reading;
  const paged = reading.documents()[0]?.text;
  if (paged === undefined) throw new Error("no document");
  return {
    kind: "zone",
    uri: zone.uri,
    text: paged,
    reading,
    zone,
    zones: onlyZone(zone),
    origin: makeName(origin),
    originSource: "command",
    diagnostics: [],
    context: {
      zone,
      zones: onlyZone(zone),
      policyOf: () => undefined,
      server: "any",
      dmarc: "rfc9989",
      now: undefined,
    },
    policiesOf: () => [],
  };
}

describe.skipIf(!present)("the corpus", () => {
  const files = present
    ? readdirSync(corpus, { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile() && entry.parentPath.includes("/files"),
      )
    : [];

  it("is formatted without a change of any record or comment, and once is enough", () => {
    let changed = 0;
    const wrong: string[] = [];
    for (const file of files) {
      const text = readFileSync(`${file.parentPath}/${file.name}`, "latin1");
      if (text.length > 400_000) continue;
      const once = applyEdits(text, formatDocument(snapshotOf(text), settings));
      if (once !== text) changed++;
      const twice = applyEdits(once, formatDocument(snapshotOf(once), settings));
      const path = fileURLToPath(corpus);
      const name = `${file.parentPath}/${file.name}`.slice(path.length);
      if (twice !== once) wrong.push(`${name}: not idempotent`);
      if (recordsOf(once).join("\n") !== recordsOf(text).join("\n")) wrong.push(`${name}: records differ`);
      if (commentsOf(once).join("\n") !== commentsOf(text).join("\n")) wrong.push(`${name}: comments differ`);
    }
    console.log(`${files.length} files, ${changed} formatted`);
    expect(wrong).toEqual([]);
    expect(changed).toBeGreaterThan(500);
  });
});
