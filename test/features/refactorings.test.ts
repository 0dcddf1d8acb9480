/** Refactorings and sorting: text in, text out, and the same records before and after. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import type { CodeAction } from "../../server/src/features/action.js";
import { refactorings } from "../../server/src/features/refactorings.js";
import { sortRecords } from "../../server/src/features/sortRecords.js";
import { applyEdits } from "../../server/src/text/edit.js";
import type { ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { tokenize } from "../../server/src/syntax/scanner.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const apply = (text: string, action: CodeAction | undefined): string =>
  applyEdits(
    text,
    (action?.edits ?? []).map(({ start, end, text: written }) => ({ start, end, text: written })),
  );

const recordsOf = (text: string): string[] =>
  [...readText(text, { origin: "corpus.example." }).zone.records()].map(
    ({ owner, ttl, class: recordClass, type, rdata, words }) =>
      `${owner.text} ${ttl ?? "?"} ${recordClass} ${type.code} ${rdata.canonical ?? words.map(({ raw }) => raw).join(" ")}`,
  );

/** The line with the cursor after the refactoring whose title holds `title`. */
function refactored(line: string, title: string): string {
  const { snapshot, text, offset } = zoneSnapshot(`$ORIGIN example.com.\n$TTL 300\n${line}\n`);
  const actions = refactorings(snapshot, offset);
  const action = actions.find((candidate) => candidate.title.includes(title));
  if (action === undefined) return `none of ${actions.map((one) => one.title).join(", ")}`;
  if (action.disabled !== undefined) return action.disabled;
  return apply(text, action).slice("$ORIGIN example.com.\n$TTL 300\n".length, -1);
}

describe("refactorings", () => {
  it.each([
    ["a CNAME ma<|>il", "absolute", "a CNAME mail.example.com."],
    ["a CNAME ma<|>il.example.com.", "relative", "a CNAME mail"],
    ["a CNAME ex<|>ample.com.", "relative", "a CNAME @"],
    ["a<|> A 192.0.2.1", "absolute", "a.example.com. A 192.0.2.1"],
    ["a 36<|>00 A 192.0.2.1", "1h", "a 1h A 192.0.2.1"],
    ["a 1h3<|>0m A 192.0.2.1", "5400", "a 5400 A 192.0.2.1"],
    ["@ SOA a b 1 72<|>00 3600 1209600 300", "2h", "@ SOA a b 1 2h 3600 1209600 300"],
    ['a TXT "abc<|>def"', "Split", 'a TXT "abc" "def"'],
    ['a TXT "a\\1<|>00f"', "Split", "The cursor is within an escape"],
    ['a TXT<|> "abc" def "g\\"h"', "Join", 'a TXT "abcdefg\\"h"'],
    [
      `a TXT<|> "${"x".repeat(200)}" "${"y".repeat(50)}" "${"z".repeat(10)}"`,
      "Join into 2",
      `a TXT "${"x".repeat(200)}${"y".repeat(50)}zzzzz" "zzzzz"`,
    ],
    ['a TXT<|> ( "abc" ; one\n "def" )', "Join", 'a TXT ( "abcdef" ; one\n  )'],
    ['a TXT<|> ( "abc"\n "def" ) ; note', "one line", 'a TXT "abc" "def" ; note'],
    ["@ SOA<|> a b ( 1 ; serial\n 2 3 4 5 )", "one line", "Comments stand between its lines"],
    [
      "@ SOA<|> a b 2026010101 7200 3600 1209600 300 ; zone",
      "in parentheses",
      "@ SOA a b (\n      2026010101 ; serial\n      7200       ; refresh\n      3600       ; retry\n      1209600    ; expire\n      300        ; minimum\n      ) ; zone",
    ],
    ['a TXT<|> "abc" "def"', "in parentheses", 'a TXT (\n      "abc"\n      "def" )'],
    ['a HTTPS<|> 1 . alpn="h2"', "in parentheses", 'a HTTPS (\n        1\n        .\n        alpn="h2" )'],
    ['a HTTPS<|> ( 1 .\n alpn="h2" )', "one line", 'a HTTPS 1 . alpn="h2"'],
    ["a MX<|> 10 mail", "RFC 3597", "a TYPE15 \\# 20 000A046D61696C076578616D706C6503636F6D00"],
    ['a TXT<|> "a\\200" bc', "RFC 3597", "a TYPE16 \\# 6 0261C8026263"],
    ["a A<|> 192.0.2.1", "RFC 3597", "a TYPE1 \\# 4 C0000201"],
    ["a TYPE15<|> \\# 20 000a046d61696c076578616d706c6503636f6d00", "Write as MX", "a MX 10 mail.example.com."],
    ["a A<|> ( 192.0.2.1 )", "RFC 3597", "Parentheses or comments stand between its fields"],
    [
      "$GENERATE<|> 1-3 h$ IN A 192.0.2.$ ; hosts",
      "$GENERATE",
      "; hosts\nh1 IN A 192.0.2.1\nh2 IN A 192.0.2.2\nh3 IN A 192.0.2.3",
    ],
    ["$ORIGIN sub\na CNAME ma<|>il.sub.example.com.", "relative", "$ORIGIN sub\na CNAME mail"],
    ["a CNAME ma<|>il.example.net.", "relative", "It is not below the origin, example.com."],
    ["a CNAME .<|>", "relative", "none of Write in the generic form of RFC 3597"],
    [
      `a TXT<|> "${"x".repeat(200)}" "${"y".repeat(100)}"`,
      "Join",
      "A string holds 255 octets: no fewer strings hold these",
    ],
    ["a MX<|> mail", "RFC 3597", "The record can't be read"],
    ["a A6<|> 64 ::1 prefix", "RFC 3597", "The prefix length of A6 can't be packed here"],
    ["$GENERATE<|> 1-x h$ A 192.0.2.$", "$GENERATE", "The line can't be read"],
    ["$GENERATE<|> 1-2 h$ A 192.0.2.$\n  MX mail", "$GENERATE", "The record that follows can't be read"],
    ["$GENERATE<|> 1-5000 h$ A 192.0.2.1", "$GENERATE", "It makes 5000 records, more than 4096"],
  ])("%s, %s", (line, title, expected) => expect(refactored(line, title)).toBe(expected));
});

describe("of the selected lines", () => {
  const zone = `
    $ORIGIN example.com.
    $TTL 3600
    @ SOA ns1 hostmaster.example.com. 1 2h 30m 4w 300
    <|>www.example.com. 60 CNAME host
    host 1h MX 10 mail.example.com. ; exchange
      NS ns.example.net.
    <|>last.example.com. 7200 A 192.0.2.1
  `;
  const lines = (title: string): string => {
    const { snapshot, text, offsets } = zoneSnapshot(zone);
    const [start = 0, end = 0] = offsets;
    const action = refactorings(snapshot, start, end).find((one) => one.title === title);
    return apply(text, action).slice(start);
  };
  it("writes names and times in either form, and leaves the others", () => {
    expect(lines("Write 2 names relative to the origin")).toBe(
      "www 60 CNAME host\nhost 1h MX 10 mail ; exchange\n  NS ns.example.net.\nlast.example.com. 7200 A 192.0.2.1\n",
    );
    expect(lines("Write 2 names as absolute ones")).toContain(
      "www.example.com. 60 CNAME host.example.com.\nhost.example.com. 1h MX",
    );
    expect(lines("Write 1 time with units")).toContain("www.example.com. 1m CNAME");
    expect(lines("Write 1 time in seconds")).toContain("host 3600 MX");
  });
  it("is too much for a whole huge zone", () => {
    const { snapshot, text } = zoneSnapshot(`$ORIGIN example.com.\n${"a.example.com. 60 A 192.0.2.1\n".repeat(8000)}`);
    const [action] = refactorings(snapshot, 0, text.length);
    expect(action?.disabled).toBe("It has more than 200000 characters");
  });
});

describe("disabled refactorings", () => {
  it("say that the origin is not known", () => {
    const { snapshot, offset } = zoneSnapshot("a 60 MX 10 ma<|>il\n");
    const action = refactorings(snapshot, offset).find(({ title }) => title === "Write the absolute name");
    expect(action?.disabled).toBe("The origin is not known: set it first");
  });
});

const sorted = (marked: string): string => {
  const { snapshot, text } = zoneSnapshot(marked);
  return apply(text, sortRecords(snapshot));
};

describe("sortRecords", () => {
  it("sorts each block, writes owners that would be lost, and keeps comments with their record", () => {
    expect(
      sorted(`
        $ORIGIN example.com.
        $TTL 300
        www A 192.0.2.1
            AAAA 2001:db8::1
        ; the mail host
        mail A 192.0.2.2 ; here
        www TXT "x"
        @ NS ns1
        @ SOA ns1 hostmaster 1 7200 3600 1209600 300

             TXT "of the apex"
        b A 192.0.2.3
        a A 192.0.2.4
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        $TTL 300
        @ SOA ns1 hostmaster 1 7200 3600 1209600 300
        @ NS ns1
        ; the mail host
        mail A 192.0.2.2 ; here
        www A 192.0.2.1
            AAAA 2001:db8::1
        www TXT "x"

        example.com.     TXT "of the apex"
        a A 192.0.2.4
        b A 192.0.2.3
      `),
    );
  });

  it("keeps a heading at the head", () => {
    expect(sorted("$ORIGIN example.com.\n$TTL 300\n; hosts\nb A 192.0.2.1\na A 192.0.2.2")).toBe(
      "$ORIGIN example.com.\n$TTL 300\n; hosts\na A 192.0.2.2\nb A 192.0.2.1\n",
    );
  });

  it("leaves alone records that take their TTL from the one before", () => {
    const text = "$ORIGIN example.com.\nb 300 A 192.0.2.1\na A 192.0.2.2\n";
    expect(sorted(text)).toBe(text);
  });

  it("says why it sorts nothing", () =>
    expect(
      sortRecords(zoneSnapshot("$ORIGIN example.com.\nb 300 A 192.0.2.1\na A 192.0.2.2\n").snapshot)?.disabled,
    ).toBe("Records take their TTL or class from the one before, or can't be read"));

  it("keeps Windows line ends, in sections of another origin too", () =>
    expect(sorted("$TTL 300\r\n$ORIGIN sub.example.com.\r\nb A 192.0.2.1 ; b\r\n  AAAA ::1\r\na A 192.0.2.2\r\n")).toBe(
      "$TTL 300\r\n$ORIGIN sub.example.com.\r\na A 192.0.2.2\r\nb A 192.0.2.1 ; b\r\n  AAAA ::1\r\n",
    ));

  it("is not offered where all is in order", () => {
    expect(
      sortRecords(zoneSnapshot("$ORIGIN example.com.\n$TTL 300\na A 192.0.2.1\nb A 192.0.2.2\n").snapshot),
    ).toBeUndefined();
  });
});

const corpus = new URL("../../../shared/corpus/", import.meta.url);
const present = existsSync(corpus);
if (!present) console.log("skipped: the corpus of zone files is not there");

/** Only what sorting looks at. */
const snapshotOf = (text: string): ZoneSnapshot => {
  const reading = readText(text, { origin: "corpus.example." });
  return {
    ...zoneSnapshot("").snapshot,
    uri: reading.zone.uri,
    reading,
    zone: reading.zone,
    text: reading.documents()[0]?.text ?? zoneSnapshot("").snapshot.text,
  };
};

const commentsOf = (text: string): string[] =>
  tokenize(text, 0, text.length)
    .filter(({ kind }) => kind === "comment")
    .map(({ start, end }) => text.slice(start, end))
    .sort();

describe.skipIf(!present)("the corpus", () => {
  const files = present
    ? readdirSync(corpus, { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile() && entry.parentPath.includes("/files"),
      )
    : [];

  it("is sorted without a change of any record or comment", () => {
    let changed = 0;
    const wrong: string[] = [];
    for (const file of files) {
      const text = readFileSync(`${file.parentPath}/${file.name}`, "latin1");
      if (text.length > 200_000) continue;
      const action = sortRecords(snapshotOf(text));
      if (action === undefined || action.disabled !== undefined) continue;
      changed++;
      const after = apply(text, action);
      const same = (read: (of: string) => string[]): boolean =>
        read(after).sort().join("\n") === read(text).sort().join("\n");
      if (!same(recordsOf)) wrong.push(`${file.name}: records differ`);
      if (!same(commentsOf)) wrong.push(`${file.name}: comments differ`);
      if ((sortRecords(snapshotOf(after))?.edits.length ?? 0) > 0) wrong.push(`${file.name}: not idempotent`);
    }
    console.log(`${files.length} files, ${changed} sorted`);
    expect(wrong).toEqual([]);
    expect(changed).toBeGreaterThan(100);
  });

  it("keeps its records under every refactoring that writes the same", () => {
    const wrong: string[] = [];
    let done = 0;
    for (const file of files.filter((_, index) => index % 12 === 0)) {
      const text = readFileSync(`${file.parentPath}/${file.name}`, "latin1");
      if (text.length > 20_000) continue;
      const snapshot = snapshotOf(text);
      const before = recordsOf(text).join("\n");
      const starts = [...text.matchAll(/\S+/g)].map(({ index }) => index).filter((_, index) => index % 7 === 0);
      for (const at of starts.slice(0, 12))
        for (const action of refactorings(snapshot, at)) {
          if (action.disabled !== undefined || /Join|Split|GENERATE/.test(action.title)) continue;
          done++;
          if (recordsOf(apply(text, action)).join("\n") !== before)
            wrong.push(`${file.name}: ${action.title} at ${at}`);
        }
    }
    console.log(`${done} refactorings`);
    expect(wrong).toEqual([]);
    expect(done).toBeGreaterThan(200);
  });
});
