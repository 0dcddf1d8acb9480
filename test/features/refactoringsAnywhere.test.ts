/** Each refactoring anywhere in the examples: the records stay what they are, and so do comments and line ends. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import type { CodeAction } from "../../server/src/features/action.js";
import { refactorings } from "../../server/src/features/refactorings.js";
import { sortRecords } from "../../server/src/features/sortRecords.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { textOf } from "../../server/src/zone/record.js";
import { commentsOf } from "../support/corpusSnapshot.js";
import { dedent, zoneSnapshot } from "../support/features.js";

interface Sample {
  readonly name: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

const examples = new URL("../../examples/", import.meta.url);

function* exampleZones(): Iterable<Sample> {
  const read = (path: string): string => readFileSync(new URL(path, examples), "utf8");
  const files = Object.fromEntries(
    readdirSync(new URL("good/include/", examples)).map((name) => [`include/${name}`, read(`good/include/${name}`)]),
  );
  for (const folder of ["good", "broken"])
    for (const name of readdirSync(new URL(`${folder}/`, examples)))
      if (name.endsWith(".zone")) yield { name: `${folder}/${name}`, text: read(`${folder}/${name}`), files };
}

const files = { "hosts.inc": '  TXT "inherited" ; note\nh A 192.0.2.9 ; h\n$TTL 60\n$ORIGIN deep\nx A 192.0.2.8' };

const synthetic: Sample = {
  name: "synthetic",
  files,
  text: dedent(`
    $ORIGIN example.com. ; the zone
    $TTL 1h ; an hour
    ; start
    @ IN SOA ns1 hostmaster ( 1 ; serial
      2h 30m ; times
      4w 300 ) ; end
      NS ns1
      NS ns2.example.net. ; abroad
    www 300 IN A 192.0.2.1 ; first
      AAAA 2001:db8::1
      ; between
      TXT ( "a" ; one
        "b" ) ; two
    $INCLUDE hosts.inc sub ; hosts
      TXT "of the deepest"
    $ORIGIN sub ; section
    mail MX 10 mail.sub.example.com. ; exchange
      TXT "v=spf1 mx -all" " more"
    $GENERATE 1-3 g$ A 192.0.2.$ ; made
      AAAA 2001:db8::3
    txt TXT "${"x".repeat(200)}" "${"y".repeat(100)}"
    $ORIGIN example.com.
    svc HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.1 ; web
    raw TYPE15 \\# 8 000a046d61696c 00
    b A 192.0.2.4
    a A 192.0.2.5 ; sorted before b
  `),
};

/** What a record says: text by what its strings join to, so that splitting and joining them is no change. */
const recordsOf = (text: string, of: Readonly<Record<string, string>>): string[] =>
  Array.from(
    readText(text, { files: new Map(Object.entries(of)), origin: "example.com." }).zone.records(),
    (record) => {
      const { owner, ttl, class: recordClass, type, rdata } = record;
      const strings = type.name === "TXT" ? textOf(record)?.text : undefined;
      const said = strings ?? rdata.canonical ?? "can't be read";
      return `${owner.text} ${ttl ?? "?"} ${recordClass} ${type.code} ${said}`;
    },
  );

/** The actions at each word, each once, and for each run of three lines that is selected. */
function actionsOf({ text, files: found }: Sample): CodeAction[] {
  const { snapshot } = zoneSnapshot(text, { files: found, origin: "example.com." });
  const all: CodeAction[] = [];
  for (const { index, 0: word } of text.matchAll(/\S+/g))
    all.push(...refactorings(snapshot, index + (word.length >> 1)));
  const lines = [...text.matchAll(/^/gm)].map(({ index }) => index);
  lines.forEach((start, i) => {
    const end = lines[i + 3];
    if (i % 2 === 0 && end !== undefined) all.push(...refactorings(snapshot, start, end));
  });
  all.push(...[sortRecords(snapshot)].flatMap((action) => action ?? []));
  const unique = new Map(all.map((action) => [JSON.stringify([action.title, action.edits, action.files]), action]));
  return [...unique.values()].filter(({ disabled, title }) => disabled === undefined && !/PTR record/.test(title));
}

const isWithin = (wanted: readonly string[], found: readonly string[]): boolean => {
  const left = [...found];
  return wanted.every((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
};

/** What is wrong after an action; undefined where all is well. */
function faultOf(sample: Sample, before: readonly string[], action: CodeAction): string | undefined {
  const edits = action.edits.map(({ start, end, text }) => ({ start, end, text }));
  const after = applyEdits(sample.text, edits);
  const created: [string, string][] = (action.files ?? []).map(({ uri, text }) => [
    decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1)),
    text,
  ]);
  const now = recordsOf(after, { ...sample.files, ...Object.fromEntries(created) });
  const isSort = action.kind === "source.sortRecords.zonewright";
  const same = (a: readonly string[], b: readonly string[]): boolean =>
    isSort ? a.toSorted().join("\n") === b.toSorted().join("\n") : a.join("\n") === b.join("\n");
  if (!same(before, now)) {
    const i = before.findIndex((one, at) => one !== now[at]);
    return `${before[i]} became ${now[i]}`;
  }
  const whole = [after, ...created.map(([, text]) => text)].join("\n");
  if (!isWithin(commentsOf(sample.text), commentsOf(whole))) return "a comment is lost";
  const isWindows = /\r\n/.test(sample.text);
  return isWindows && /(?<!\r)\n/.test(after) ? "a line has lost its Windows line end" : undefined;
}

const samples = [synthetic, ...exampleZones()].flatMap((sample) => [
  sample,
  { ...sample, name: `${sample.name}, Windows line ends`, text: sample.text.replace(/\n/g, "\r\n") },
]);

describe("refactorings anywhere", () => {
  test.each(samples)("$name", (sample) => {
    const before = recordsOf(sample.text, sample.files);
    const actions = actionsOf(sample);
    const faults = actions.flatMap((action) => {
      const fault = faultOf(sample, before, action);
      return fault === undefined ? [] : [`${action.title} at ${action.edits[0]?.start}: ${fault}`];
    });
    expect(faults).toEqual([]);
    expect(actions.length).toBeGreaterThan(3);
  });
});
