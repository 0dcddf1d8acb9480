/** What the zone itself suggests inside mail records: its addresses, its report addresses, a new id, its providers' keys. */
import { printAddress } from "../dns/address.js";
import { isAtOrBelow, relativeTo, type Name } from "../dns/name.js";
import type { MailKind } from "../mail/mailKind.js";
import { mtaStsId } from "../mail/mtaSts.js";
import { dkimEntries, providers, providersAsOf, type Provider } from "../mail/providers.js";
import { addressOf } from "../zone/record.js";
import type { CompletionKind, Offer } from "./completionItem.js";
import { isPast, mostRead } from "./completionNames.js";
import type { CompletionPlace } from "./completionPlace.js";
import { plainName } from "./guidedFacts.js";
import { providersInUse } from "./guidedProvider.js";

/** A suggestion inside a text. */
export interface TextOffer {
  readonly label: string;
  readonly insert: string;
  readonly summary: string;
  readonly kind: CompletionKind;
}

/** The addresses of the zone, after `ip4:` or `ip6:`. */
function addressTerms(place: CompletionPlace, before: string): TextOffer[] {
  const { snapshot } = place;
  const family = /(?:^|\s)[-+~?]?ip([46]):[^\s/]*$/i.exec(before)?.[1];
  if (family === undefined) return [];
  const hosts = new Map<string, string[]>();
  let seen = 0;
  for (const record of snapshot.zone.recordsOfType(family === "4" ? "A" : "AAAA")) {
    if (isPast(place, ++seen, mostRead)) break;
    const octets = addressOf(record);
    if (octets === undefined) continue;
    const address = printAddress(octets);
    hosts.set(address, [...(hosts.get(address) ?? []), plainName(record.owner)]);
  }
  return [...hosts].map(([address, names]) => ({
    label: address,
    insert: address,
    summary: names.slice(0, 3).join(", "),
    kind: "address",
  }));
}

/** Ids for the MTA-STS record: the time, or one more. */
function idOffers({ snapshot }: CompletionPlace, text: string, index: number): TextOffer[] {
  const written = /(?:^|;)\s*id=([A-Za-z0-9]*)$/.exec(text.slice(0, index));
  const { now } = snapshot.context;
  if (written === null) return [];
  const id = now === undefined ? "1" : mtaStsId(now);
  return [{ label: id, insert: id, summary: "A new id: senders fetch the policy again", kind: "value" }];
}

/** An address at the zone's domain for a local part that is typed. */
function addressAtDomain({ snapshot }: CompletionPlace, text: string, index: number): TextOffer[] {
  const local = /(?:^|[;,])\s*(?:ru[af]\s*=\s*)?(mailto:[^\s;,@!"]+)@?[^\s;,@!"]*$/i.exec(text.slice(0, index))?.[1];
  const { apex } = snapshot.zone;
  if (local === undefined || apex === undefined) return [];
  const address = `${local}@${plainName(apex)}`;
  return [{ label: address, insert: address, summary: "An address of this domain", kind: "text" }];
}

/** What the zone suggests at decoded unit `index` of a mail record, beside the words of its standard. */
export function zoneOffers(place: CompletionPlace, kind: MailKind, text: string, index: number): TextOffer[] {
  switch (kind) {
    case "spf":
      return addressTerms(place, text.slice(0, index));
    case "mta-sts":
      return idOffers(place, text, index);
    case "dmarc":
    case "tls-rpt":
      return addressAtDomain(place, text, index);
    default:
      return [];
  }
}

/** Offers but for those that stand in the list of addresses already. */
export function notListed(offers: readonly TextOffer[], text: string, from: number, to: number): TextOffer[] {
  const others = new Set(
    [text.slice(0, from), text.slice(to)].flatMap((part) => part.match(/mailto:[^\s;,!"]+/g) ?? []),
  );
  const seen = new Set<string>();
  return offers.filter(({ label }) => {
    const fresh = !others.has(label) && !seen.has(label);
    seen.add(label);
    return fresh;
  });
}

const keyName = (selector: string): string => `${selector}._domainkey`;

/** Owners for the DKIM keys of the providers that the zone's mail is with. */
export function selectorOwners({ snapshot, context }: CompletionPlace): Offer[] {
  const { zone } = snapshot;
  const { apex } = zone;
  if (apex === undefined) return [];
  return providersInUse(zone, apex).flatMap((provider) =>
    dkimEntries(provider, plainName(apex))
      .filter(({ selector }) => !selector.includes("<"))
      .map(({ selector }): Offer => {
        const text = `${keyName(selector)}.${apex.text}`;
        const owner = relativeTo({ text, key: text.toLowerCase() }, context.origin);
        return { label: owner, kind: "owner", insert: owner, detail: `DKIM key of ${provider.name}` };
      }),
  );
}

/** Where providers keep the key of a selector, for the CNAME at it. */
export function keyTargets({ snapshot }: CompletionPlace, owner: Name | undefined): Offer[] {
  const { apex } = snapshot.zone;
  if (owner === undefined || apex === undefined || !isAtOrBelow(owner.key, apex.key)) return [];
  const own = relativeTo({ text: owner.key, key: owner.key }, apex);
  const target = (provider: Provider): Offer[] =>
    dkimEntries(provider, plainName(apex))
      .filter(({ selector, complete }) => complete && keyName(selector) === own)
      .map((entry) => ({
        label: `${entry.target ?? ""}.`,
        kind: "host",
        insert: `${entry.target ?? ""}.`,
        detail: `DKIM key at ${provider.name}, as of ${providersAsOf}`,
      }));
  return providers.flatMap(target);
}
