/** Finds zone files that are named after another zone than they hold. */
import { endsComplete } from "../names/topLevelDomains.js";
import { shown } from "../../text/problem.js";
import { on, rfc, zoneRule } from "../rule.js";
import { isWhole } from "./hosts.js";
import { said } from "../wording.js";
import { firstSoa } from "./soa.js";

const prefix = /^(?:db|named|pri|primary|master|slave|zone|fwd|forward|rev)[.-]/;
const suffix = /\.(?:zone|db|dns|txt|hosts?|signed|bind|conf|local|bak|old|orig)$/;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;

/** The domain that a file is named after, as a key; undefined where its name is none. */
function domainOf(uri: string): string | undefined {
  let name = uri
    .slice(uri.lastIndexOf("/") + 1)
    .toLowerCase()
    .slice(0, 300);
  name = name.replace(prefix, "");
  for (let rest = 0; rest < 3; rest++) name = name.replace(suffix, "");
  return domain.test(name) && endsComplete(name.split(".")) !== undefined ? `${name}.` : undefined;
}

export const fileName = zoneRule({
  id: "values/file-name",
  since: "0.1.0",
  severity: "hint",
  summary: "A file is named after another zone than it holds",
  references: [rfc(1035, "5.2")],
  *find(_, { zone }) {
    const named = domainOf(zone.uri);
    const soa = firstSoa(zone);
    if (named === undefined || soa === undefined || zone.apex === undefined || !isWhole(zone)) return;
    const apex = zone.apex.key;
    if (
      apex === "." ||
      apex.endsWith(".arpa.") ||
      apex.includes(named.slice(0, -1)) ||
      named.includes(apex.slice(0, -1))
    )
      return;
    yield { ...on(soa, soa.ownerWord ?? soa.typeWord), named: named.slice(0, -1), apex: zone.apex };
  },
  message: ({ named, apex }) => `The file is named after ${shown(named, 25)} but holds the zone ${said(apex, 25)}`,
});
