/** MTA-STS and TLS-RPT records, BIMI, and CAA for mail: problems, fixes, words, and mox's strings. */
import { describe, expect, test } from "vitest";
import { bimiCompletions, bimiRules, explainBimi, parseBimi } from "../../server/src/mail/bimi.js";
import { caaRules, explainCaaIssuer, parseCaaIssuer } from "../../server/src/mail/caaMail.js";
import { explainMtaSts, mtaStsCompletions, mtaStsId, mtaStsRules, parseMtaSts } from "../../server/src/mail/mtaSts.js";
import { explainTlsRpt, parseTlsRpt, tlsRptCompletions, tlsRptRules } from "../../server/src/mail/tlsRpt.js";
import { plainMapped } from "../../server/src/text/mapped.js";
import { faults, fixed, moxVectors, rules } from "./support.js";

const ids = (...tables: readonly (readonly { readonly id: string }[])[]) => new Set(tables.flat().map(({ id }) => id));

type Case = [text: string, state: boolean | string, rules: string[], fixed?: string];

describe("MTA-STS", () => {
  test.each<Case>([
    ["v=STSv1; id=20160831085700Z;", true, []],
    ["v=STSv1;id=1", true, []],
    ["v=STSv1; id=1; ext=x", true, ["unknown-tag"]],
    ["v=STSv1; id=a; id=b", true, ["duplicate-tag"], "v=STSv1; id=a"],
    ["v=stsv1; id=1", false, ["version"], "v=STSv1; id=1"],
    ["v=STSV1; id=1;", false, ["version"], "v=STSv1; id=1;"],
    ["v=STSv2; id=1", false, ["version"], "v=STSv1; id=1"],
    ["v = STSv1; id=1", false, ["version"], "v=STSv1; id=1"],
    [" v=STSv1; id=1", false, ["version"], "v=STSv1; id=1"],
    ["v=STSv1 id=1", false, ["missing-id", "version"], "v=STSv1; id=1"],
    ["v=STSv1", false, ["missing-id"], "v=STSv1; id=1"],
    ["id=1; v=STSv1", false, ["version"], "v=STSv1; id=1"],
    ["id=1", false, ["version"], "v=STSv1; id=1"],
    ["v=STSv1; id = 1", false, ["syntax"], "v=STSv1; id=1"],
    ["v=STSv1; id:1", false, ["missing-id", "syntax"], "v=STSv1; id=1"],
    ["v=STSv1; ID=1", false, ["misspelt-tag"], "v=STSv1; id=1"],
    ["v=STSv1; id=2026-01-01", false, ["bad-id"], "v=STSv1; id=20260101"],
    ["v=STSv1; id=", false, ["bad-id"], "v=STSv1; id=1"],
    [
      "v=STSv1; id=012345678901234567890123456789012",
      false,
      ["bad-id"],
      "v=STSv1; id=01234567890123456789012345678901",
    ],
    ["v=STSv1;; id=1", false, ["empty-tag"], "v=STSv1; id=1"],
    ["", false, ["version"]],
  ])("%s", (text, valid, expected, repaired) => {
    const { value, problems } = parseMtaSts(plainMapped(text));
    expect({ valid: value.valid, rules: rules(problems) }).toEqual({
      valid,
      rules: expected.map((slug) => `mta-sts/${slug}`),
    });
    expect(faults(text, problems, ids(mtaStsRules))).toEqual([]);
    if (repaired !== undefined) expect(fixed(text, problems)).toContain(repaired);
  });

  test("an id made of a time", () => {
    expect(mtaStsId(1_472_633_820)).toBe("20160831085700Z");
  });

  test("words and completions", () => {
    expect(explainMtaSts(parseMtaSts(plainMapped("v=STSv1")).value).at(-1)?.meaning).toBe(
      "Senders ignore this record: the domain has no MTA-STS",
    );
    expect(mtaStsCompletions(plainMapped("v=STSv1; "), 9).items.map(({ insert }) => insert)).toEqual(["id="]);
  });
});

describe("TLS-RPT", () => {
  test.each<Case>([
    ["v=TLSRPTv1; rua=mailto:t@example.com", true, []],
    ["v=TLSRPTv1;rua=https://example.com/r,mailto:t@example.com;", true, []],
    ["v=TLSRPTv1; rua=mailto:t@example.com; ext=1", true, ["unknown-tag"]],
    [
      "v=TLSRPTv1; rua=mailto:t@example.com,mailto:t@example.com",
      true,
      ["duplicate-uri"],
      "v=TLSRPTv1; rua=mailto:t@example.com",
    ],
    ["v=TLSRPTV1; rua=mailto:t@example.com", false, ["version"], "v=TLSRPTv1; rua=mailto:t@example.com"],
    ["v=TLSRPT1; rua=mailto:t@example.com", false, ["version"], "v=TLSRPTv1; rua=mailto:t@example.com"],
    ["v=TLSRPTv1 rua=mailto:t@example.com", false, ["missing-rua", "version"], "v=TLSRPTv1; rua=mailto:t@example.com"],
    ["v=TLSRPTv1", false, ["missing-rua"]],
    ["v=TLSRPTv1; rua=", false, ["missing-rua"]],
    ["v=TLSRPTv1; rua=t@example.com", false, ["bad-uri"], "v=TLSRPTv1; rua=mailto:t@example.com"],
    ["v=TLSRPTv1; rua=http://example.com/r", false, ["uri-scheme"], "v=TLSRPTv1; rua=https://example.com/r"],
    ["v=TLSRPTv1; rua=mailto:a!b@example.com", false, ["bad-uri"], "v=TLSRPTv1; rua=mailto:a%21b@example.com"],
    ["v=TLSRPTv1; rau=mailto:t@example.com", false, ["misspelt-tag"], "v=TLSRPTv1; rua=mailto:t@example.com"],
    ["v=TLSRPTv1; rua=mailto:t@example.com;;", false, ["empty-tag"], "v=TLSRPTv1; rua=mailto:t@example.com;"],
  ])("%s", (text, valid, expected, repaired) => {
    const { value, problems } = parseTlsRpt(plainMapped(text));
    expect({ valid: value.valid, rules: rules(problems) }).toEqual({
      valid,
      rules: expected.map((slug) => `tls-rpt/${slug}`),
    });
    expect(faults(text, problems, ids(tlsRptRules))).toEqual([]);
    if (repaired !== undefined) expect(fixed(text, problems)).toContain(repaired);
  });

  test("words and completions", () => {
    const { value } = parseTlsRpt(plainMapped("v=TLSRPTv1; rua=mailto:t@example.com"));
    expect(explainTlsRpt(value).at(-1)?.meaning).toBe(
      "Senders report once a day on TLS, MTA-STS and DANE with this domain's hosts",
    );
    expect(tlsRptCompletions(plainMapped("v=TLSRPTv1; "), 12).items.map(({ insert }) => insert)).toEqual([
      "rua=mailto:",
    ]);
  });
});

describe("BIMI", () => {
  test.each<Case>([
    ["v=BIMI1; l=https://example.com/l.svg; a=https://example.com/c.pem", "usable", []],
    [
      "v=BIMI1; l=https://example.com/l.svg; a=https://example.com/c.pem; avp=personal; lps=news,alerts-eu",
      "usable",
      [],
    ],
    ["v=BIMI1; l=https://example.com/l.svg; a=", "usable", ["no-evidence"]],
    ["v=BIMI1; l=https://example.com/l.svgz?x=1", "usable", ["no-evidence"]],
    ["v=BIMI1; l=; a=", "declined", ["declined"]],
    ["v=BIMI1; l=;", "declined", ["declined"]],
    ["v=BIMI1; l=; a=https://example.com/c.pem", "ignored", ["bad-location"]],
    ["v=bimi1; l=", "ignored", ["declined", "version"], "v=BIMI1; l="],
    ["l=https://example.com/l.svg; v=BIMI1", "ignored", ["no-evidence", "version"]],
    ["v=BIMI1; a=", "ignored", ["missing-location"]],
    [
      "v=BIMI1; l=http://example.com/l.svg",
      "ignored",
      ["bad-location", "no-evidence"],
      "v=BIMI1; l=https://example.com/l.svg",
    ],
    ["v=BIMI1; l=https://example.com/l.png", "ignored", ["bad-location", "no-evidence"]],
    ["v=BIMI1; l=example.com/l.svg", "ignored", ["bad-location", "no-evidence"]],
    ["v=BIMI1; l=https://example.com/a,b.svg", "ignored", ["bad-location", "no-evidence"]],
    ["v=BIMI1; l=https://example.com/l.svg; a=http://example.com/c.pem", "ignored", ["bad-evidence"]],
    ["v=BIMI1; L=https://example.com/l.svg", "ignored", ["misspelt-tag"], "v=BIMI1; l=https://example.com/l.svg"],
    ["v=BIMI1; l=; l=", "ignored", ["declined", "duplicate-tag"]],
    ["v=BIMI1; l=; z=1", "declined", ["declined", "unknown-tag"]],
    ["v=BIMI1; l=; avp=mine", "declined", ["bad-value", "declined"]],
    ["v=BIMI1; l=; lps=a.b", "declined", ["bad-value", "declined"]],
    ["v=BIMI1;; l=", "declined", ["declined", "empty-tag"]],
    ["v=BIMI1; l", "ignored", ["missing-location", "syntax"]],
  ])("%s", (text, state, expected, repaired) => {
    const { value, problems } = parseBimi(plainMapped(text));
    const found = {
      state: value.list.named.has("l") || value.state === "ignored" ? value.state : "ignored",
      rules: rules(problems),
    };
    expect(found).toEqual({ state, rules: expected.map((slug) => `bimi/${slug}`) });
    expect(faults(text, problems, ids(bimiRules))).toEqual([]);
    if (repaired !== undefined) expect(fixed(text, problems)).toContain(repaired);
  });

  test("words and completions", () => {
    expect(explainBimi(parseBimi(plainMapped("v=BIMI1; l=")).value).at(-1)?.meaning).toBe(
      "The domain takes no part in BIMI: no logo is shown",
    );
    expect(bimiCompletions(plainMapped("v=BIMI1; avp="), 13).items.map(({ insert }) => insert)).toEqual([
      "brand",
      "personal",
    ]);
  });
});

describe("CAA", () => {
  test.each([
    ["ca.example.net", "ca.example.net", []],
    ["  ca.example.net ; account=1; x=y;", "ca.example.net", []],
    [";", undefined, []],
    ["", undefined, []],
    ["; policy=ev", undefined, []],
    ["https://letsencrypt.org", undefined, ["issuer"]],
    ["Let's Encrypt", undefined, ["issuer"]],
    ["ca.example.net; account", undefined, ["parameter"]],
    ["ca.example.net;; a=b", undefined, ["parameter"]],
  ])("%s", (text, issuer, expected) => {
    const { value, problems } = parseCaaIssuer("issuemail", plainMapped(text));
    expect({ issuer: value.issuer, rules: rules(problems) }).toEqual({
      issuer,
      rules: expected.map((slug) => `caa/${slug}`),
    });
    expect(faults(text, problems, ids(caaRules))).toEqual([]);
  });

  test("in words", () => {
    expect(explainCaaIssuer(parseCaaIssuer("issuevmc", plainMapped(";")).value)[0]?.meaning).toBe(
      "No authority may issue mark certificates for BIMI logos by this record",
    );
  });
});

const strings = { sts: moxVectors("mta-sts-txt"), tls: moxVectors("tlsrpt") };

describe.skipIf(strings.sts.length === 0)("mox vectors", () => {
  test("MTA-STS records are graded alike", () => {
    const wrong = strings.sts.filter(({ input, valid }) => parseMtaSts(plainMapped(input)).value.valid !== valid);
    expect(wrong).toEqual([]);
    expect(strings.sts.length).toBe(18);
  });

  test("TLS-RPT records are graded alike", () => {
    const wrong = strings.tls.filter(({ input, valid }) => parseTlsRpt(plainMapped(input)).value.valid !== valid);
    expect(wrong).toEqual([]);
    expect(strings.tls.length).toBe(20);
  });
});
