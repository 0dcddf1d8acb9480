/** What SPF asks of the DNS, answered from the zones of the workspace. */
import { found, unknown, type Answer, type Resolver } from "../../mail/resolver.js";
import { reverseNameOf } from "../../dns/address.js";
import type { Name } from "../../dns/name.js";
import { aliasAmong, endOfAlias, recordsFor } from "../lookup.js";
import type { RuleContext } from "../rule.js";
import { addressOf, nameOf, numberOf, textOf, type ZoneRecord } from "../../zone/record.js";

/** The records that answer for a name in the end, aliases followed. */
function answering(context: RuleContext, key: string): readonly ZoneRecord[] | undefined {
  const records = recordsFor(context, key);
  const alias = records === undefined ? undefined : aliasAmong(records);
  return alias === undefined ? records : endOfAlias(context, alias)?.last;
}

export function resolverOf(context: RuleContext): Resolver {
  const ask = <T>(key: string, read: (record: ZoneRecord) => T | undefined): Answer<T> => {
    const records = answering(context, key);
    if (records === undefined) return unknown;
    const values = records.map(read).filter((value) => value !== undefined);
    return values.length > 0 ? found(values) : { kind: records.length > 0 ? "no data" : "no such domain" };
  };
  const ofType =
    <T>(type: string, read: (record: ZoneRecord) => T | undefined) =>
    (record: ZoneRecord): T | undefined =>
      record.type.name === type ? read(record) : undefined;
  return {
    txt: ({ key }) =>
      ask(
        key,
        ofType("TXT", (record) => textOf(record)?.text),
      ),
    addresses: ({ key }, family) => ask(key, ofType(family === 4 ? "A" : "AAAA", addressOf)),
    mx(name: Name) {
      const answer = ask(
        name.key,
        ofType("MX", (record) => {
          const exchange = nameOf(record, "exchange")?.name;
          return exchange && { exchange, preference: numberOf(record, "preference") ?? 0 };
        }),
      );
      if (answer.kind !== "found") return answer;
      return found(answer.records.toSorted((a, b) => a.preference - b.preference).map(({ exchange }) => exchange));
    },
    ptr: (address) =>
      ask(
        reverseNameOf(address),
        ofType("PTR", (record) => nameOf(record, "name")?.name),
      ),
  };
}
