/** What holds for every mail standard: kinds, the text itself, strings of a zone file, totality, and the corpus of checkdmarc. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caaRules, parseCaaIssuer } from "../../server/src/mail/caaMail.js";
import { mailCompletions, readMail, type TaggedKind } from "../../server/src/mail/mail.js";
import { mailKindOf } from "../../server/src/mail/mailKind.js";
import { mailRules } from "../../server/src/mail/mailRules.js";
import {
  describeMtaStsPolicyAt,
  formatMtaStsPolicy,
  mtaStsPolicyCompletions,
  parseMtaStsPolicy,
} from "../../server/src/mail/mtaStsPolicy.js";
import { checkTextHygiene } from "../../server/src/mail/textHygiene.js";
import { decodeWords } from "../../server/src/syntax/characterString.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { plainMapped, type Mapped } from "../../server/src/text/mapped.js";
import { faults, fixed, marks, rules, suite } from "./support.js";

const known = new Set([...mailRules, ...caaRules].map(({ id }) => id));
const kinds: readonly TaggedKind[] = ["dkim", "dmarc", "dmarc-report", "mta-sts", "tls-rpt", "bimi"];

/** The joined text of the quoted strings of a document. */
function strings(document: string): Mapped {
  const words = Array.from(document.matchAll(/"((?:[^"\\]|\\.)*)"/gs), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    raw: match[1] ?? "",
    quoted: true,
  }));
  return decodeWords(words, "utf-8").mapped;
}

test("every rule is in the table once, and summed up in a sentence without final period", () => {
  expect(known.size).toBe(mailRules.length + caaRules.length);
  expect(mailRules.filter(({ summary }) => summary.length > 100 || summary.endsWith("."))).toEqual([]);
});

describe("kinds", () => {
  test.each([
    ["_dmarc.example.com.", "v=DMARC1; p=none", "dmarc"],
    ["_dmarc.example.com.", "v=dmarc1; p=none", "dmarc"],
    ["_dmarc.example.com.", "p=none", "dmarc"],
    ["_dmarc.example.com.", "v=spf1 -all", "spf"],
    ["example.com.", "v=DMARC1; p=none", "dmarc"],
    ["example.com.", "v=DMRAC1; p=none", "dmarc"],
    ["example.com.", "v = DMARC1 ; p=none", "dmarc"],
    ["example.com.", "v=spf1 -all", "spf"],
    ["example.com.", "v=SPF1 -all", "spf"],
    ["example.com.", "v=spf -all", "spf"],
    ["example.com.", "v=spf2 -all", "spf"],
    ["example.com.", "v=spf1include:a.example -all", undefined],
    ["example.com.", "spf1 include:a.example -all", "spf"],
    ["example.com.", "\u201cv=spf1 -all\u201d", "spf"],
    ["example.com.", "google-site-verification=abc", undefined],
    ["example.com.", "MS=ms12345678", undefined],
    ["example.com.", "hello world", undefined],
    ["example.com.", "", undefined],
    ["example.com.", "v=verifydomain", undefined],
    ["example.com.", "v=1", undefined],
    ["s1._domainkey.example.com.", "p=MIGf", "dkim"],
    ["s1._domainkey.example.com.", "dkim.example.net", "dkim"],
    ["_domainkey.example.com.", "o=~; t=y", undefined],
    ["_adsp._domainkey.example.com.", "dkim=all", undefined],
    ["_report._domainkey.example.com.", "r=a", undefined],
    ["example.com.", "k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA", "dkim"],
    ["_mta-sts.example.com.", "v=STSv1; id=1", "mta-sts"],
    ["mta-sts.example.com.", "v=STSv1; id=1", "mta-sts"],
    ["_smtp._tls.example.com.", "v=TLSRPTv1; rua=mailto:a@example.com", "tls-rpt"],
    ["_smtp-tlsrpt.example.com.", "v=TLSRPTv1; rua=mailto:a@example.com", "tls-rpt"],
    ["example.com.", "v=TLSRPT1; rua=mailto:a@example.com", "tls-rpt"],
    ["default._bimi.example.com.", "v=BIMI1; l=", "bimi"],
    ["example.com._report._dmarc.example.net.", "v=DMARC1;", "dmarc-report"],
    ["*._report._dmarc.example.net.", "v=DMARC1", "dmarc-report"],
  ])("%s %s", (owner, text, expected) => {
    expect(mailKindOf(owner, text)).toBe(expected);
  });
});

describe("the text itself", () => {
  test.each([
    ["v=DMARC1; p=none", [], undefined],
    ["\u201cv=DMARC1; p=none\u201d", ["curly-quote"], "v=DMARC1; p=none"],
    ["v=DMARC1;\u00a0p=none", ["odd-space"], "v=DMARC1; p=none"],
    ["v=DMARC1;\u00c2\u00a0p=none", ["odd-space"], "v=DMARC1; p=none"],
    ["v=DMARC1; p=none\u200b", ["invisible-character"], "v=DMARC1; p=none"],
    ["\ufeffv=DMARC1; p=none", ["invisible-character"], "v=DMARC1; p=none"],
    ['"v=DMARC1; p=none"', ["doubled-quotes"], "v=DMARC1; p=none"],
    ["'v=DMARC1; p=none'", ["doubled-quotes"], "v=DMARC1; p=none"],
    ["v=DMARC1\\; p=none\\;", ["literal-backslash"], "v=DMARC1; p=none;"],
    ["v=DMARC1; p=n\u043ene", ["non-ascii"], undefined],
    ["\u201cv=DMARC1;\u00a0p=none\u201d", ["curly-quote", "odd-space"], "v=DMARC1;\u00a0p=none"],
  ])("%s", (text, expected, repaired) => {
    const problems = checkTextHygiene(plainMapped(text));
    expect(rules(problems)).toEqual(expected.map((slug) => `mail/${slug}`));
    expect(faults(text, problems, known)).toEqual([]);
    if (repaired !== undefined) expect(fixed(text, problems)[0]).toBe(repaired);
  });

  test("a tag that is split between strings", () => {
    const text = 'TXT "v=DMARC1; p=none; ru" "a=mailto:a@example.com"';
    expect(marks(text, checkTextHygiene(strings(text)))).toEqual(['mail/split-tag [ru" "a]']);
    expect(checkTextHygiene(strings('TXT "v=DMARC1; p=none; rua=mail" "to:a@example.com"'))).toEqual([]);
  });
});

describe("strings of a zone file", () => {
  test.each([
    ['TXT ( "v=DMARC1; p=re"\n  "jct" ) ; note', "dmarc", 'TXT ( "v=DMARC1; p=reject"\n  "" ) ; note'],
    ['TXT "v=DMARC1\\; p=none\\; pct=100"', "dmarc", 'TXT "v=DMARC1\\; p=none"'],
    ['TXT "v=DMARC1" "p=none"', "dmarc", 'TXT "v=DMARC1; " "p=none"'],
    ['TXT "v=STSv1; id=a-b"', "mta-sts", 'TXT "v=STSv1; id=ab"'],
    ['TXT "v=TLSRPTv1; rua=" "a@example.com"', "tls-rpt", 'TXT "v=TLSRPTv1; rua=" "mailto:a@example.com"'],
  ] as const)("%s", (document, kind, expected) => {
    const { problems } = readMail(kind, strings(document), "example.com.");
    const repaired =
      fixed(
        document,
        problems.filter(({ rule }) => known.has(rule)),
      )[0] ?? "";
    expect(strings(repaired).text).toBe(strings(expected).text);
  });
});

test("nothing throws, spans and fixes hold, whatever the text", () => {
  const pieces = [
    "v=",
    "DMARC1",
    "DKIM1",
    "STSv1",
    "TLSRPTv1",
    "BIMI1",
    ";",
    "=",
    " ",
    "p=",
    "none",
    "rejct",
    "rua=",
    "mailto:",
    "a@example.com",
    ",",
    "!",
    "10m",
    "l=",
    "https://e.example/x.svg",
    "id=",
    "MIGfMA0G",
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "k=ed25519",
    "\\",
    '"',
    "\u00a0",
    "\u201c",
    "%2",
    "*.",
  ];
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((list) => list.join("")),
    fc.string({ maxLength: 60, unit: "binary" }),
  );
  fc.assert(
    fc.property(texts, fc.nat(60), (text, at) => {
      const mapped = plainMapped(text);
      const index = Math.min(at, text.length);
      const all = [...checkTextHygiene(mapped), ...parseCaaIssuer("issuemail", mapped).problems];
      for (const kind of kinds) {
        const reading = readMail(kind, mapped, "a._report._dmarc.b.");
        all.push(...reading.problems);
        reading.explain();
        reading.describeAt(index);
        const { from, to } = mailCompletions[kind](mapped, index);
        expect(from <= index && index <= to && to <= text.length).toBe(true);
      }
      expect(faults(text, all, known)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("messages keep their length, however long the words are", () => {
  const long = ["x".repeat(200), "9".repeat(200), `${"y".repeat(60)}.`.repeat(4), "é".repeat(120)];
  const templates = [
    "v=#",
    "v=DMARC1; p=#",
    "v=DMARC1; p=none; #=1; #=2",
    "v=DMARC1; p=none; sp=#; adkim=#; pct=#; ri=#; fo=#; rf=#",
    "v=DMARC1; p=none; rua=#",
    "v=DMARC1; p=none; rua=#:a@example.com, mailto:#, mailto:a@#, mailto:a@example.com!#, #://#",
    "v=DMARC1; p=none #",
    "v=DKIM1; k=#; h=#; s=#; t=#; p=#; n=#; g=#; #=#",
    "v=STSv1; id=#; #=#; #",
    "v=TLSRPTv1; rua=#:a@example.com,https://#,mailto:#; #=#; #",
    "v=BIMI1; l=#; a=#; avp=#; #=#; #",
    "v=BIMI1; l=https://#/#.svg; a=#://#",
  ];
  const wrong = templates.flatMap((template) =>
    long.flatMap((word) =>
      kinds.flatMap((kind) => {
        const text = template.replaceAll("#", word);
        return faults(text, readMail(kind, plainMapped(text), "a._report._dmarc.b.").problems, known);
      }),
    ),
  );
  expect([...new Set(wrong)]).toEqual([]);
});

test("nothing throws for policies, and the format is stable and keeps what they say", () => {
  const pieces = [
    "version",
    "mode",
    "mx",
    "max_age",
    ":",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "STSv1",
    "enforce",
    "none",
    "86400",
    "*.",
    "a.example",
    ",",
  ];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((list) => list.join(""));
  const said = (text: string) => parseMtaStsPolicy(text).value.entries.map(({ key, value }) => `${key}:${value}`);
  fc.assert(
    fc.property(texts, fc.nat(60), (text, at) => {
      const { value, problems } = parseMtaStsPolicy(text);
      expect(faults(text, problems, known)).toEqual([]);
      const offset = Math.min(at, text.length);
      describeMtaStsPolicyAt(value, offset);
      const { from, to } = mtaStsPolicyCompletions(text, offset);
      expect(from <= offset && offset <= to).toBe(true);
      const formatted = applyEdits(text, formatMtaStsPolicy(text));
      expect(said(formatted)).toEqual(said(text));
      expect(formatMtaStsPolicy(formatted)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("a text of ten thousand tags has no more problems than a thousand tags have", () => {
  for (const kind of kinds)
    expect(readMail(kind, plainMapped("a=1;".repeat(10_000)), "example.com.").problems.length).toBeLessThan(3000);
});

interface Corpus {
  readonly [family: string]: readonly { readonly records: readonly string[]; readonly raises: readonly string[] }[];
}

const isCorpus = (value: unknown): value is Corpus => typeof value === "object" && value !== null;
const corpus = suite("checkdmarc-vectors/vectors.json", isCorpus);
const severities = new Map(mailRules.map(({ id, severity }) => [id, severity]));

/** What checkdmarc's own tests call right or wrong of a record's text, and we otherwise. */
const regraded: readonly (readonly [text: string, error: boolean, why: string])[] = [
  ["v=DMARC1; p=reject; psd=x", false, "RFC 9989 section 4.8: a bad value is dropped for the default, a warning"],
  ["v=DMARC1; p=reject; t=x", false, "the same"],
  ["v=DMARC1; p=reject; fo=invalid_value", false, "the same"],
  ["v=DMARC1; p=reject; fo=x", false, "the same"],
  ["v=DMARC1; p=invalid", true, "RFC 9989 section 4.10.1: without rua there is no DMARC"],
  ["v=DMARC1", true, "the same; in a permission for reports it would be right"],
  ["v=DMARC1; p=reject; rua=", true, "no report is sent"],
  ["v=DMARC1; p=reject; rua=mailto:dmarc@example.com; ruf=", true, "the same"],
  ["v=STSv1; id=foo; id=bar", false, "RFC 8461 section 3.1: the first of a repeated field counts"],
  [
    "version: STSv1\r\nmode: enforce\r\nmode: testing\r\nmax_age: 86400\r\nmx: mail.example.com\r\n",
    false,
    "RFC 8461 section 3.2: the same",
  ],
  [
    "version: STSv1\r\nmode: enforce\r\nmax_age: 86400\r\nmx: mail.example.com\r\nbadkey: badvalue\r\n",
    false,
    "RFC 8461 section 3.2: keys that are not known are passed over",
  ],
  ["version: STSv1", true, "mode and max_age are missing"],
  ["v=TLSRPTv1; rua=mailto:a@example.com; rua=mailto:b@example.com", false, "RFC 8460 section 3 allows several fields"],
  ["v=BIMI1; lps=news,billing,support", true, "l is required"],
  ["v=BIMI1; lps=news, billing, support", true, "l is required"],
  ["v=BIMI1; lps=News,Billing", true, "l is required"],
  ["v=BIMI1; lps=sales-team,help-desk,info123", true, "l is required"],
  ["v=BIMI1; lps=news", true, "l is required"],
  ["v=BIMI1; avp=brand", true, "l is required"],
  ["v=BIMI1; l=; a=https://example.com/cert.pem", true, "evidence for no logo"],
  ["v=BIMI1; l=; avp=bogus", false, "a bad preference leaves the record in force"],
];

describe.skipIf(corpus === undefined)("the corpus of checkdmarc", () => {
  const families = { dmarc: "dmarc", mta_sts: "mta-sts", smtp_tls_reporting: "tls-rpt", bimi: "bimi" } as const;
  /** About the name, other records or the network, not about the text. */
  const elsewhere = /Location|Multiple|Unrelated|Unverified|NotFound|MX|DNS/;

  test("is graded alike but for the differences above", () => {
    const changed = new Map(regraded.map(([text, error]) => [text, error]));
    const different: string[] = [];
    let count = 0;
    for (const [family, kind] of Object.entries(families))
      for (const { records, raises } of corpus?.[family] ?? [])
        for (const text of records) {
          count++;
          const mapped = plainMapped(text);
          const problems = text.startsWith("version:")
            ? parseMtaStsPolicy(text).problems
            : readMail(kind, mapped, "example.com.").problems;
          const error = problems.some(({ rule }) => severities.get(rule) === "error");
          const expected = changed.get(text) ?? raises.some((name) => !elsewhere.test(name));
          if (error !== expected)
            different.push(
              `${JSON.stringify(text)} ${error ? rules(problems).join() : "accepted"}, checkdmarc: ${raises.join()}`,
            );
        }
    expect(different).toEqual([]);
    expect(count).toBe(131);
  });
});
