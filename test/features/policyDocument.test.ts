/** The policy file as a document of a language: outline, selections, links, definition, references, hover, completion. */
import { describe, expect, it } from "vitest";
import { completion } from "../../server/src/features/completion.js";
import { definition } from "../../server/src/features/definition.js";
import { hover } from "../../server/src/features/hover.js";
import {
  policyDefinition,
  policyLinks,
  policyReferences,
  policySelections,
  policySymbols,
} from "../../server/src/features/policyDocument.js";
import { references } from "../../server/src/features/references.js";
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

it("selects label, host, line and document", () => {
  const { snapshot, offset } = open(policy.replace("mail.exa", "mail.e‸xa"));
  expect(policySelections(snapshot, offset).map(({ start, end }) => policy.slice(start, end))).toEqual([
    "example",
    "mail.example.com",
    "mx: mail.example.com",
    policy,
  ]);
  const key = open(policy.replace("mode", "mo‸de"));
  expect(policySelections(key.snapshot, key.offset).map(({ start, end }) => policy.slice(start, end))).toEqual([
    "mode",
    "mode: testing",
    policy,
  ]);
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
    expect(shown(policyReferences(snapshot, offset, true))).toEqual([
      "mta-sts.txt mail.example.com",
      "zone mail",
      "zone mail",
    ]);
    expect(policyReferences(snapshot, offset, false)).toHaveLength(2);
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
      policyReferences(snapshot, offset, true);
      hover(snapshot, offset);
      for (const { span } of completion(snapshot, offset, { snippets: true }))
        expect(span.start <= offset && offset <= span.end).toBe(true);
    }
});
