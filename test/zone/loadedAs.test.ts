/** A zone that is loaded by another name than its SOA record's, as `named-checkzone name file` does. */
import { expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";

const zone = "example.net. 3600 SOA ns.example.org. hostmaster 1 4h 1h 2w 1h\nexample.net. 3600 NS ns.example.org.\n";
const rules = (originIsZone: boolean): readonly string[] =>
  checkText(zone, { origin: "example.com.", originIsZone }).diagnostics.map(({ rule }) => rule);

test("the name that it is loaded by decides", () => expect(rules(true)).toContain("soa/not-at-apex"));
test("a guess gives way to the SOA record", () => expect(rules(false)).not.toContain("soa/not-at-apex"));
