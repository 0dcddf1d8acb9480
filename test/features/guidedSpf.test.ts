/** SPF records changed by guided changes: what a receiver decides about a sender stays as it was, by our evaluator. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import { guidedActions } from "../../server/src/features/guided.js";
import { checkHost } from "../../server/src/mail/spfEvaluator.js";
import { resolverOf } from "../../server/src/rules/mail/zoneResolver.js";
import { onlyZone } from "../../server/src/zone/zone.js";
import { zoneSnapshot } from "../support/features.js";
import { applied } from "../support/guided.js";

const head = `$ORIGIN example.com.
$TTL 3600
@ SOA ns1 hostmaster 1 7200 3600 1209600 300
@ NS ns1
@ MX 10 mail
@ A 192.0.2.1
ns1 A 192.0.2.53
mail A 192.0.2.25
mail AAAA 2001:db8::25
www A 192.0.2.80
_spf A 192.0.2.77
_spf MX 10 www
_more TXT "v=spf1 ip4:192.0.2.90 ?ip4:192.0.2.91 -all"
`;

/** What a receiver decides about each of these senders. */
function results(zoneText: string): string[] {
  const { zone } = readText(zoneText);
  const context = { ...zoneSnapshot("").snapshot.context, zone, zones: onlyZone(zone) };
  const last = [1, 25, 53, 77, 80, 90, 91, 99];
  const ips = [...last.map((octet) => [192, 0, 2, octet]), [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x25]];
  return ips.map(
    (ip) =>
      checkHost({ ip, sender: "a@example.com", helo: "h.example" }, resolverOf(context), {
        mostLookups: 100,
        mostVoidLookups: 100,
      }).result,
  );
}

const mechanism = fc.constantFrom(
  "a",
  "mx",
  "a:www.example.com",
  "a:mail.example.com/30",
  "mx:example.com//64",
  "ip4:192.0.2.99",
  "ip4:192.0.2.0/28",
  "ip6:2001:db8::/64",
  "include:_more.example.com",
  "exists:%{i}._x.example.com",
);
const qualified = fc.tuple(fc.constantFrom("", "", "", "-", "~", "?"), mechanism).map(([sign, term]) => sign + term);
const all = fc.constantFrom(" -all", " ~all", " ?all", "");
const record = (term: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.array(term, { maxLength: 4 }), all).map(([terms, end]) => ["v=spf1", ...terms].join(" ") + end);

/** Makes the change whose title starts so, at the term; undefined where it is not offered or refused. */
function changed(text: string, at: number, title: string): string | undefined {
  const { snapshot } = zoneSnapshot(text);
  const action = guidedActions(snapshot, at, { folder: undefined }).find((one) => one.title.startsWith(title));
  return action === undefined || action.disabled !== undefined ? undefined : applied(text, snapshot.uri, action);
}

it("the terms of an include decide as the include did", () => {
  let made = 0;
  fc.assert(
    fc.property(record(qualified), record(mechanism), fc.constantFrom("", "-", "~", "?"), (outer, inner, sign) => {
      const own = outer.replace("v=spf1", `v=spf1 ${sign}include:_spf.example.com`);
      const text = `${head}_spf TXT "${inner}"\n@ TXT "${own}"\n`;
      const after = changed(text, text.indexOf("include:_spf") + 2, "Replace");
      if (after === undefined) return;
      made++;
      expect(results(after), after.slice(head.length)).toEqual(results(text));
    }),
    { numRuns: 80, seed: 7208 },
  );
  expect(made).toBeGreaterThan(25);
});

it("addresses decide as the host did that had them", () => {
  let made = 0;
  fc.assert(
    fc.property(
      record(qualified),
      fc.constantFrom("a", "mx", "a:mail.example.com/24//48", "mx:_spf.example.com"),
      (outer, term) => {
        const text = `${head}@ TXT "${outer.replace("v=spf1", `v=spf1 ${term}`)}"\n`;
        const after = changed(text, text.indexOf(`v=spf1 ${term}`, head.length) + 8, "Replace");
        if (after === undefined) return;
        made++;
        expect(results(after), after.slice(head.length)).toEqual(results(text));
      },
    ),
    { numRuns: 80, seed: 7209 },
  );
  expect(made).toBeGreaterThan(50);
});

it("a merged record passes whom one of the records passed, and no one else", () => {
  fc.assert(
    fc.property(record(mechanism), record(mechanism), (one, other) => {
      const text = `${head}@ TXT "${one}"\n@ TXT "${other}"\n`;
      const after = changed(text, text.indexOf(one, head.length) + 1, "Merge");
      if (after === undefined) throw new Error("not merged");
      const passes = (zone: string): boolean[] => results(zone).map((result) => result === "pass");
      const first = passes(`${head}@ TXT "${one}"\n`);
      const second = passes(`${head}@ TXT "${other}"\n`);
      expect(passes(after), after.slice(head.length)).toEqual(first.map((passed, i) => passed || second[i]));
    }),
    { numRuns: 80, seed: 7210 },
  );
});
