/** DMARC beyond the record's grammar: fixes, advice, words, completions, destinations of reports. */
import { describe, expect, test } from "vitest";
import { describeDmarcAt, dmarcCompletions, parseDmarc } from "../../server/src/mail/dmarc.js";
import { adviseDmarc, explainDmarc, externalDestinations } from "../../server/src/mail/dmarcAdvice.js";
import { explainDmarcReport, parseDmarcReport } from "../../server/src/mail/dmarcReport.js";
import { plainMapped } from "../../server/src/text/mapped.js";
import { fixed, marks, moxVectors, rules } from "./support.js";

const read = (text: string) => parseDmarc(plainMapped(text));

describe("the first fix", () => {
  test.each([
    ["v=dmarc1; p=none", "v=DMARC1; p=none"],
    ["v=DMARC1 p=none", "v=DMARC1; p=none"],
    ["DMARC1; p=none", "v=DMARC1; p=none"],
    ["p=none", "v=DMARC1; p=none"],
    ["p=none; v=DMARC1", "v=DMARC1; p=none"],
    [" v=DMARC1; p=none", "v=DMARC1; p=none"],
    ["v=DMARC1; p=rejct", "v=DMARC1; p=reject"],
    ["v=DMARC1; p=none; sp=block", "v=DMARC1; p=none; sp=reject"],
    ["v=DMARC1; p=none; fo:1", "v=DMARC1; p=none; fo=1"],
    ["v=DMARC1; p=none; fo=0:1:d", "v=DMARC1; p=none; fo=1:d"],
    ["v=DMARC1; p=none; aspf=strict", "v=DMARC1; p=none; aspf=s"],
    ["v=DMARC1; p=none; pct=100; sp=none", "v=DMARC1; p=none; sp=none"],
    ["v=DMARC1; p=none; pct=100", "v=DMARC1; p=none"],
    ["v=DMARC1; p=reject; pct=0", "v=DMARC1; p=reject; t=y"],
    ["v=DMARC1; p=none; p=none;", "v=DMARC1; p=none;"],
    ["v=DMARC1;; p=none", "v=DMARC1; p=none"],
    ["v=DMARC1; p=none; rau=mailto:a@example.com", "v=DMARC1; p=none; rua=mailto:a@example.com"],
    ["v=DMARC1; p=none; rua=a@example.com", "v=DMARC1; p=none; rua=mailto:a@example.com"],
    [
      "v=DMARC1; p=none; rua=mailto:a@example.com mailto:b@example.com",
      "v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com",
    ],
    ["v=DMARC1; p=none; rua=mailto: a@example.com", "v=DMARC1; p=none; rua=mailto:a@example.com"],
    [
      "v=DMARC1; p=none; rua=mailto:a@example.com; mailto:b@example.com",
      "v=DMARC1; p=none; rua=mailto:a@example.com, mailto:b@example.com",
    ],
    ["v=DMARC1; p=none; rua=mailto:a@example.com!10m", "v=DMARC1; p=none; rua=mailto:a@example.com"],
    ["v=DMARC1; p=none; rua=mailto:a@example.com,", "v=DMARC1; p=none; rua=mailto:a@example.com"],
    ["v=DMARC1; rua=mailto:a@example.com", "v=DMARC1; p=none; rua=mailto:a@example.com"],
  ])("%s", (text, expected) => {
    expect(fixed(text, read(text).problems)).toEqual([expected]);
  });
});

test("problems stand under what is wrong", () => {
  const text = "v=DMARC1; p=rejct; sp=none; rau=x; adkim=q; rua=mailto:a@b.example!1m,c@d.example";
  expect(marks(text, read(text).problems)).toEqual([
    "dmarc/bad-policy [rejct]",
    "dmarc/bad-uri [c@d.example]",
    "dmarc/bad-value [q]",
    "dmarc/report-size [!1m]",
    "dmarc/unknown-tag [rau]",
  ]);
});

describe("advice", () => {
  const rua = "rua=mailto:d@example.com";
  test.each([
    [`v=DMARC1; p=reject; ${rua}`, []],
    ["v=DMARC1; p=reject", ["no-reports"]],
    [`v=DMARC1; p=none; ${rua}`, ["monitoring-only"]],
    [`v=DMARC1; p=none; sp=none; ${rua}`, ["monitoring-only", "no-np"]],
    [`v=DMARC1; p=reject; sp=none; ${rua}`, ["no-np", "weaker-subdomains"]],
    [`v=DMARC1; p=reject; sp=none; np=reject; ${rua}`, ["weaker-subdomains"]],
    [`v=DMARC1; p=reject; np=none; ${rua}`, ["weaker-subdomains"]],
    [`v=DMARC1; p=quarantine; ${rua}`, ["no-np"]],
    [`v=DMARC1; p=reject; t=y; ${rua}`, ["testing"]],
    [`v=DMARC1; p=none; t=y; ${rua}`, ["monitoring-only", "no-effect"]],
    [`v=DMARC1; p=reject; fo=1; ${rua}`, ["no-effect"]],
    [`v=DMARC1; p=reject; fo=1; ruf=mailto:f@example.com; ${rua}`, ["failure-reports"]],
    [`v=DMARC1; p=reject; psd=y; ${rua}`, ["public-suffix"]],
    [`v=DMARC1; p=rejct; ${rua}`, []],
  ])("%s", (text, expected) => {
    expect(rules(adviseDmarc(read(text).value))).toEqual(expected.map((slug) => `dmarc/${slug}`));
  });
});

test("the record in words", () => {
  const words = explainDmarc(read("v=DMARC1; p=quarantine; adkim=s; x=1").value);
  expect(words.map(({ text, meaning }) => `${text}: ${meaning}`)).toEqual([
    "v=DMARC1: This is a DMARC record",
    "p=quarantine: Receivers are asked to treat failing mail as suspicious: the spam folder, most often",
    "adkim=s: Strict: the domain must be the very one in From",
    "x=1: Not a tag of this standard: receivers pass over it",
    ": Mail that fails DMARC is treated as suspicious; from names below it is treated as suspicious, and from names that do not exist treated as suspicious",
  ]);
});

test("the tag or value under the cursor", () => {
  const { value } = read("v=DMARC1; p=reject; fo=1:d");
  const at = (index: number) => describeDmarcAt(value, index)?.title;
  expect([at(3), at(10), at(13), at(20), at(23), at(25)]).toEqual(["v=DMARC1", "p", "p=reject", "fo", "fo=1", "fo=d"]);
});

describe("completions", () => {
  test.each([
    ["‸", "v=DMARC1"],
    ["v=D‸", "DMARC1"],
    ["v=DMARC1; p=‸", "none quarantine reject"],
    ["v=DMARC1; p=re‸", "none quarantine reject"],
    ["v=DMARC1; p=none; sp=none; np=none; rua=mailto:a@b.example; ‸", "ruf adkim aspf fo t psd"],
    ["v=DMARC1; p=none; t=y; psd=n; a‸; rua=x", "sp np ruf adkim aspf fo"],
    ["v=DMARC1; fo=1:‸", "0 d s"],
  ])("%s", (marked, labels) => {
    const { items } = dmarcCompletions(plainMapped(marked.replace("‸", "")), marked.indexOf("‸"));
    expect(items.map(({ label }) => label).join(" ")).toBe(labels);
  });
});

test("destinations that must allow reports", () => {
  const { value } = read(
    "v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@reports.example.net,mailto:c@mail.example.com; ruf=mailto:d@Example.ORG.",
  );
  expect(
    externalDestinations(value, "Example.com.").map(({ tag, verificationName }) => `${tag} ${verificationName}`),
  ).toEqual(["rua example.com._report._dmarc.reports.example.net", "ruf example.com._report._dmarc.example.org"]);
});

test("a permission to send reports needs no policy", () => {
  expect(rules(parseDmarcReport(plainMapped("v=DMARC1"), "").problems)).toEqual(["dmarc/no-semicolon"]);
  expect(rules(parseDmarcReport(plainMapped("v=DMARC1;"), "").problems)).toEqual([]);
  expect(rules(parseDmarcReport(plainMapped("v=DMARC1; p=none"), "").problems)).toEqual(["dmarc/report-record"]);
  const { value } = parseDmarcReport(plainMapped("v=DMARC1;"), "");
  expect(explainDmarcReport(value, "*._report._dmarc.example.net.")[0]?.meaning).toBe(
    "Reports on mail of any domain may be sent to addresses at example.net",
  );
});

/** mox reads RFC 7489. Where RFC 9989 says otherwise: the input, whether receivers have a record, and why. */
const regraded: readonly (readonly [input: string, valid: boolean, why: string])[] = [
  ["v=DMARC1; sp=reject; p=reject", true, "p need not be second"],
];

const vectors = moxVectors("dmarc");

describe.skipIf(vectors.length === 0)("mox vectors", () => {
  test("all but those that RFC 9989 grades anew are graded alike", () => {
    const changed = new Map(regraded.map(([input, valid]) => [input, valid]));
    const wrong = vectors
      .map(({ input, valid }) => ({
        input,
        expected: changed.get(input) ?? valid,
        found: read(input).value.effect !== "ignored",
      }))
      .filter(({ expected, found }) => expected !== found);
    expect(wrong).toEqual([]);
    expect(vectors.length).toBe(41);
  });
});
