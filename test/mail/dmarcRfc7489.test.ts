/** DMARC records as readers of RFC 7489 take them, by the setting `dmarc: rfc7489`. */
import { describe, expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";
import { parseDmarc } from "../../server/src/mail/dmarc.js";
import { adviseDmarc, effectivePolicy } from "../../server/src/mail/dmarcAdvice.js";
import { plainMapped } from "../../server/src/text/mapped.js";
import { fixed, rules } from "./support.js";

const read = (text: string) => parseDmarc(plainMapped(text), "rfc7489");

describe("readers of RFC 7489", () => {
  test.each([
    // Section 6.3: pct, rf and ri are part of it.
    ["v=DMARC1; p=reject; pct=50; rf=afrf; ri=3600; rua=mailto:a@example.com", "policy", []],
    ["v=DMARC1; p=reject; pct=101; rua=mailto:a@example.com", "policy", ["dmarc/bad-value"]],
    ["v=DMARC1; p=reject; rf=iodef; ri=x; rua=mailto:a@example.com", "policy", ["dmarc/bad-value", "dmarc/bad-value"]],
    // np, psd and t came with RFC 9989: "unknown tags MUST be ignored".
    ["v=DMARC1; p=reject; np=rejct; rua=mailto:a@example.com", "policy", ["dmarc/unknown-tag"]],
    ["v=DMARC1; p=reject; psd=y; t=y; rua=mailto:a@example.com", "policy", ["dmarc/unknown-tag", "dmarc/unknown-tag"]],
    // Section 6.4: p follows the version.
    ["v=DMARC1; rua=mailto:a@example.com; p=reject", "policy", ["dmarc/policy-not-second"]],
    // Section 6.6.3 step 6: without a valid p, or with a bad sp.
    ["v=DMARC1; rua=mailto:a@example.com", "degraded", ["dmarc/missing-policy"]],
    ["v=DMARC1; p=reject; sp=rejct; rua=mailto:a@example.com", "degraded", ["dmarc/bad-policy"]],
    ["v=DMARC1; p=reject; sp=rejct", "ignored", ["dmarc/bad-policy"]],
    ["v=DMARC1", "ignored", ["dmarc/no-policy"]],
    // Section 6.2: a limit of size, and any list of failure options.
    ["v=DMARC1; p=none; fo=0:1:d; rua=mailto:a@example.com!10m; ruf=mailto:a@example.com", "policy", []],
  ])("%s", (text, effect, wanted) => {
    const { value, problems } = read(text);
    expect([value.effect, rules(problems)]).toEqual([effect, wanted]);
  });

  test("the fix moves p", () => {
    const text = "v=DMARC1; rua=mailto:a@example.com; p=reject";
    expect(fixed(text, read(text).problems)).toEqual(["v=DMARC1; p=reject; rua=mailto:a@example.com"]);
  });

  test("neither np nor t changes the policy", () => {
    expect(effectivePolicy(read("v=DMARC1; p=reject; np=none; t=y").value)).toEqual({
      domain: "reject",
      subdomains: "reject",
      nonexistent: "reject",
      testing: false,
    });
    expect(rules(adviseDmarc(read("v=DMARC1; p=quarantine; t=y; rua=mailto:a@example.com").value))).toEqual([]);
  });

  test("the setting reaches the rules, and turns off what the tree walk alone tells", () => {
    const zone = `$TTL 3600
$ORIGIN example.com.
@ SOA ns1.example.net. hostmaster.example.net. 1 14400 3600 1209600 3600
@ NS ns1.example.net.
_dmarc TXT "v=DMARC1; p=reject; pct=50; rua=mailto:a@example.com"
_dmarc.shop TXT "v=DMARC1; p=none; sp=none; rua=mailto:a@example.com"
`;
    const found = (dmarc: "rfc9989" | "rfc7489") =>
      checkText(zone, { origin: "example.com.", dmarc })
        .diagnostics.map(({ rule }) => rule)
        .filter((rule) => rule === "dmarc/partial-percentage" || rule === "dmarc/idle-subdomain-policy");
    expect(found("rfc9989")).toEqual(["dmarc/partial-percentage", "dmarc/idle-subdomain-policy"]);
    expect(found("rfc7489")).toEqual([]);
  });
});
