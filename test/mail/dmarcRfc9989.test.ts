/** Our suite for DMARC policy records, by section of RFC 9989: text in, effect and rules out. */
import { describe, expect, test } from "vitest";
import { parseDmarc } from "../../server/src/mail/dmarc.js";
import { adviseDmarc, effectivePolicy } from "../../server/src/mail/dmarcAdvice.js";
import { dmarcRules } from "../../server/src/mail/dmarcTable.js";
import { plainMapped } from "../../server/src/text/mapped.js";
import { faults } from "./support.js";

type Case = readonly [text: string, effect: "policy" | "degraded" | "ignored", ...rules: string[]];

const rua = "rua=mailto:d@example.com";

const sections: Readonly<Record<string, readonly Case[]>> = {
  "4.7 the version is first and exact": [
    [`v=DMARC1; p=none; ${rua}`, "policy"],
    [`v=DMARC1;p=none;${rua}`, "policy"],
    [`v = DMARC1 ; p = none ; ${rua}`, "policy"],
    [`v\t=\tDMARC1\t;\tp=none`, "policy"],
    [`V=DMARC1; p=none`, "policy", "tag-case"],
    [`v=dmarc1; p=none; ${rua}`, "ignored", "version"],
    [`v=Dmarc1; p=none`, "ignored", "version"],
    [`v=DMARC2; p=none`, "ignored", "version"],
    [`v=DMARC12; p=none`, "ignored", "version"],
    [`v=DMARC; p=none`, "ignored", "version"],
    [`v=DMARC1 p=none; ${rua}`, "ignored", "version"],
    [`v=DMARC1, p=none`, "ignored", "version"],
    [`DMARC1; p=none`, "ignored", "version"],
    [`v DMARC1; p=none`, "ignored", "version"],
    [`p=none; v=DMARC1`, "ignored", "version"],
    [`; v=DMARC1; p=none`, "ignored", "version", "empty-tag"],
    [`p=reject; ${rua}`, "ignored", "version"],
    [``, "ignored", "version"],
    [`   `, "ignored", "version"],
    [`;`, "ignored", "version", "empty-tag"],
    [`v=; p=none`, "ignored", "version"],
    [`v=spf1 -all`, "ignored", "version"],
    [` v=DMARC1; p=none`, "ignored", "version"],
  ],
  "4.8 separators and the end": [
    [`v=DMARC1; p=none;`, "policy"],
    [`v=DMARC1; p=none; `, "policy"],
    [`v=DMARC1; p=none ;`, "policy"],
    [`v=DMARC1;; p=none`, "policy", "empty-tag"],
    [`v=DMARC1; p=none;;`, "policy", "empty-tag"],
    [`v=DMARC1; ; ; p=none`, "policy", "empty-tag", "empty-tag"],
    [`v=DMARC1; p=none; sp`, "policy", "syntax"],
    [`v=DMARC1; p=none; fo:1`, "policy", "syntax"],
    [`v=DMARC1; p:none; ${rua}`, "degraded", "syntax", "missing-policy"],
    [`v=DMARC1; p none`, "ignored", "syntax", "no-policy"],
    [`v=DMARC1; p=none; =x`, "policy", "syntax"],
    [`v=DMARC1; p=none; a1=x`, "policy", "syntax"],
    [`v=DMARC1; p=none; a-b=x`, "policy", "syntax"],
    [`v=DMARC1; p=none; hello world`, "policy", "syntax"],
    [`v=DMARC1; p=none; ${rua}; mailto:b@example.com`, "policy", "syntax"],
    [`v=DMARC1; p=none; ${rua}; mailto:b@example.com?x=y`, "policy", "syntax"],
  ],
  "4.7 unknown and historic tags are ignored": [
    [`v=DMARC1; p=none; future=1`, "policy", "unknown-tag"],
    [`v=DMARC1; p=none; x=`, "policy", "unknown-tag"],
    [`v=DMARC1; p=none; aspff=r`, "policy", "misspelt-tag"],
    [`v=DMARC1; p=none; adkm=r`, "policy", "misspelt-tag"],
    [`v=DMARC1; p=none; rau=mailto:d@example.com`, "policy", "misspelt-tag"],
    [`v=DMARC1; p=none; pct=100`, "policy", "removed-tag"],
    [`v=DMARC1; p=none; pct=`, "policy", "removed-tag"],
    [`v=DMARC1; p=none; pct=bogus`, "policy", "removed-tag"],
    [`v=DMARC1; p=none; pct=110`, "policy", "removed-tag"],
    [`v=DMARC1; p=reject; pct=99`, "policy", "partial-percentage"],
    [`v=DMARC1; p=reject; pct=0`, "policy", "partial-percentage"],
    [`v=DMARC1; p=none; rf=afrf`, "policy", "removed-tag"],
    [`v=DMARC1; p=none; rf=`, "policy", "removed-tag"],
    [`v=DMARC1; p=none; ri=86400`, "policy", "removed-tag"],
    [`v=DMARC1; p=none; ri=-1`, "policy", "removed-tag"],
    [`v=DMARC1; p=none; ri=1; rf=afrf; pct=50`, "policy", "partial-percentage", "removed-tag", "removed-tag"],
  ],
  "RFC 6376 3.2: a tag that stands twice": [
    [`v=DMARC1; p=none; p=none`, "ignored", "duplicate-tag"],
    [`v=DMARC1; p=none; p=reject`, "ignored", "duplicate-tag"],
    [`v=DMARC1; p=none; P=reject`, "ignored", "duplicate-tag", "tag-case"],
    [`v=DMARC1; p=none; ${rua}; ${rua}`, "ignored", "duplicate-tag"],
    [`v=DMARC1; v=DMARC1; p=none`, "ignored", "duplicate-tag"],
    [`v=DMARC1; p=none; x=1; x=2`, "ignored", "duplicate-tag", "unknown-tag", "unknown-tag"],
    [`v=DMARC1; p=none; fo=1; fo=0; fo=d`, "ignored", "duplicate-tag", "duplicate-tag"],
  ],
  "4.10.1 a bad p, sp or np": [
    [`v=DMARC1`, "ignored", "no-policy"],
    [`v=DMARC1;`, "ignored", "no-policy"],
    [`v=DMARC1; ${rua}`, "degraded", "missing-policy"],
    [`v=DMARC1; sp=reject`, "ignored", "no-policy"],
    [`v=DMARC1; sp=reject; ${rua}`, "degraded", "missing-policy"],
    [`v=DMARC1; np=reject; ${rua}`, "degraded", "missing-policy"],
    [`v=DMARC1; p=`, "ignored", "bad-policy"],
    [`v=DMARC1; p=; ${rua}`, "degraded", "bad-policy"],
    [`v=DMARC1; p=rejct`, "ignored", "bad-policy"],
    [`v=DMARC1; p=rejct; ${rua}`, "degraded", "bad-policy"],
    [`v=DMARC1; p=block; ${rua}`, "degraded", "bad-policy"],
    [`v=DMARC1; p=none reject; ${rua}`, "degraded", "bad-policy"],
    [`v=DMARC1; p=reject; sp=`, "ignored", "bad-policy"],
    [`v=DMARC1; p=reject; sp=non`, "ignored", "bad-policy"],
    [`v=DMARC1; p=reject; sp=non; ${rua}`, "degraded", "bad-policy"],
    [`v=DMARC1; p=reject; np=x`, "ignored", "bad-policy"],
    [`v=DMARC1; p=reject; np=x; ${rua}`, "degraded", "bad-policy"],
    [`v=DMARC1; p=reject; sp=x; np=x; ${rua}`, "degraded", "bad-policy", "bad-policy"],
    [`v=DMARC1; p=rejct; rua=bogus`, "ignored", "bad-policy", "bad-uri"],
    [`v=DMARC1; p=rejct; rua=bogus,mailto:d@example.com`, "degraded", "bad-policy", "bad-uri"],
    [`v=DMARC1; p=rejct; rua=`, "ignored", "bad-policy", "bad-uri"],
    [`v=DMARC1; p=rejct; ruf=mailto:d@example.com`, "ignored", "bad-policy"],
    [`v=DMARC1; rua=https://example.com/r`, "degraded", "missing-policy", "uri-scheme"],
    [`v=DMARC1; P=REJECT; ${rua}`, "policy", "tag-case"],
    [`v=DMARC1; p=Quarantine`, "policy"],
    [`v=DMARC1; ${rua}; sp=none; p=reject`, "policy"],
  ],
  "4.7 values of the other tags": [
    [`v=DMARC1; p=none; adkim=r; aspf=s`, "policy"],
    [`v=DMARC1; p=none; adkim=S; aspf=R`, "policy"],
    [`v=DMARC1; p=none; adkim=x`, "policy", "bad-value"],
    [`v=DMARC1; p=none; aspf=123`, "policy", "bad-value"],
    [`v=DMARC1; p=none; aspf=strict`, "policy", "bad-value"],
    [`v=DMARC1; p=none; adkim=`, "policy", "bad-value"],
    [`v=DMARC1; p=none; psd=y`, "policy"],
    [`v=DMARC1; p=none; psd=n`, "policy"],
    [`v=DMARC1; p=none; psd=u`, "policy"],
    [`v=DMARC1; p=none; psd=yes`, "policy", "bad-value"],
    [`v=DMARC1; p=none; t=y`, "policy"],
    [`v=DMARC1; p=none; t=n`, "policy"],
    [`v=DMARC1; p=none; t=1`, "policy", "bad-value"],
    [`v=DMARC1; p=none; t=u`, "policy", "bad-value"],
    [`v=DMARC1; p=none; np=quarantine`, "policy"],
  ],
  "4.7 failure reporting options": [
    [`v=DMARC1; p=none; fo=0`, "policy"],
    [`v=DMARC1; p=none; fo=1`, "policy"],
    [`v=DMARC1; p=none; fo=d`, "policy"],
    [`v=DMARC1; p=none; fo=d:s`, "policy"],
    [`v=DMARC1; p=none; fo=s:d`, "policy"],
    [`v=DMARC1; p=none; fo=1:d:s`, "policy"],
    [`v=DMARC1; p=none; fo=d:0:s`, "policy"],
    [`v=DMARC1; p=none; fo=D:S:1`, "policy"],
    [`v=DMARC1; p=none; fo=0:1`, "policy", "bad-value"],
    [`v=DMARC1; p=none; fo=1:1`, "policy", "bad-value"],
    [`v=DMARC1; p=none; fo=d:d`, "policy", "bad-value"],
    [`v=DMARC1; p=none; fo=0:1:d:s`, "policy", "bad-value"],
    [`v=DMARC1; p=none; fo=`, "policy", "bad-value"],
    [`v=DMARC1; p=none; fo=01`, "policy", "bad-value"],
    [`v=DMARC1; p=none; fo=d,s`, "policy", "bad-value"],
    [`v=DMARC1; p=none; fo=1:`, "policy", "bad-value"],
    [`v=DMARC1; p=none; fo=bad`, "policy", "bad-value"],
  ],
  "4.6 report addresses": [
    [`v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.net`, "policy"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com , mailto:b@example.net`, "policy"],
    [`v=DMARC1; p=none; rua=MAILTO:a@example.com`, "policy"],
    [`v=DMARC1; p=none; rua=mailto:a%2Cb@example.com`, "policy"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com?subject=x`, "policy"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com!10m`, "policy", "report-size"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com!0G`, "policy", "report-size"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com!5`, "policy", "report-size"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com!`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com!10p`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a!b@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=a@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com, b@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com mailto:b@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto: a@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@-x-`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@example..com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@b%zz.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:ä@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=<mailto:a@example.com>`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=,mailto:a@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com,`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com,mailto:a@example.com`, "policy", "duplicate-uri"],
    [`v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com,mailto:c@example.com`, "policy", "many-uris"],
    [`v=DMARC1; p=none; ruf=mailto:a@example.com`, "policy"],
    [`v=DMARC1; p=none; ruf=a@example.com`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; ruf=`, "policy", "bad-uri"],
    [`v=DMARC1; p=none; rua=ftp://example.com/x`, "policy", "uri-scheme"],
  ],
};

const known = new Set(dmarcRules.map(({ id }) => id));

for (const [section, cases] of Object.entries(sections))
  describe(section, () => {
    test.each(cases.map(([text, ...expected]) => ({ text, expected })))("$text", ({ text, expected }) => {
      const { value, problems } = parseDmarc(plainMapped(text));
      const [effect, ...rules] = expected;
      expect({ effect: value.effect, rules: problems.map(({ rule }) => rule.slice("dmarc/".length)).sort() }).toEqual({
        effect,
        rules: rules.sort(),
      });
      expect(faults(text, [...problems, ...adviseDmarc(value)], known)).toEqual([]);
    });
  });

describe("4.7 the policy that receivers apply", () => {
  test.each([
    ["v=DMARC1; p=reject", "reject reject reject"],
    ["v=DMARC1; p=reject; sp=none", "reject none none"],
    ["v=DMARC1; p=reject; sp=none; np=quarantine", "reject none quarantine"],
    ["v=DMARC1; p=none; np=reject", "none none reject"],
    ["v=DMARC1; p=reject; t=y", "quarantine quarantine quarantine testing"],
    ["v=DMARC1; p=quarantine; t=y", "none none none testing"],
    ["v=DMARC1; p=none; sp=reject; t=y", "none quarantine quarantine testing"],
    ["v=DMARC1; p=reject; t=maybe", "reject reject reject"],
    ["v=DMARC1; p=reject; pct=0", "reject reject reject"],
    ["v=DMARC1; p=reject; sp=bad", "no DMARC"],
    ["v=DMARC1; p=reject; sp=bad; rua=mailto:d@example.com", "none none none"],
    ["v=DMARC1; rua=mailto:d@example.com; sp=reject", "none none none"],
    ["v=DMARC1; p=reject; p=reject", "no DMARC"],
    ["v=dmarc1; p=reject", "no DMARC"],
  ])("%s", (text, expected) => {
    const policy = effectivePolicy(parseDmarc(plainMapped(text)).value);
    const words = policy && [
      policy.domain,
      policy.subdomains,
      policy.nonexistent,
      ...(policy.testing ? ["testing"] : []),
    ];
    expect(words?.join(" ") ?? "no DMARC").toBe(expected);
  });
});
