/** The fields of a NAPTR record to complete: services by their flag, regexps by the service, replacements by both. */
import { naptrService, naptrServices, type NaptrService } from "../dns/naptrServices.js";
import { relativeTo } from "../dns/name.js";
import type { Word } from "../syntax/word.js";
import type { Offer } from "./completionItem.js";
import { hostOffers, isPast, mostRead, nameOffers } from "./completionNames.js";
import type { CompletionPlace } from "./completionPlace.js";
import { plainName } from "./guidedFacts.js";

/** Other flags, and none, say nothing of what may stand beside them. */
const fitsFlag = ({ flags }: NaptrService, flag: string): boolean => !/^[SAU]$/.test(flag) || flags.includes(flag);

/** The words before: order, preference, flags, services, regexp. */
const flagOf = (before: readonly Word[]): string => before[2]?.raw.toUpperCase() ?? "";
const serviceOf = (before: readonly Word[]): NaptrService | undefined => naptrService(before[3]?.raw ?? "");

const quoted = (text: string): string => `"${text}"`;

/** What stands in quotes, compared with what is typed with its quote or without. */
export const inQuotes = ({ word, typed }: CompletionPlace, text: string, rest: Pick<Offer, "detail">): Offer => ({
  label: text === "" ? '""' : text,
  kind: "value",
  insert: quoted(text),
  filter: word === undefined || typed.startsWith('"') ? quoted(text) : text,
  ...rest,
});

export function serviceOffers(place: CompletionPlace, before: readonly Word[]): Offer[] {
  const flag = flagOf(before);
  return naptrServices
    .filter((service) => fitsFlag(service, flag))
    .map(({ name, summary }) => ({
      ...inQuotes(place, name, { detail: summary }),
      about: { what: "value", kind: "naptrServices", name: quoted(name) },
    }));
}

/** What a URI of a scheme may look like. */
const examples: Readonly<Record<string, (domain: string) => string>> = {
  sip: (domain) => `sip:info@${domain}`,
  sips: (domain) => `sips:info@${domain}`,
  tel: () => "tel:+1234567890",
  mailto: (domain) => `mailto:info@${domain}`,
  xmpp: (domain) => `xmpp:info@${domain}`,
  im: (domain) => `im:info@${domain}`,
  pres: (domain) => `pres:info@${domain}`,
  h323: (domain) => `h323:info@${domain}`,
  iax: (domain) => `iax:${domain}/info`,
  acct: (domain) => `acct:info@${domain}`,
  ftp: (domain) => `ftp://${domain}/`,
  ldap: (domain) => `ldap://${domain}/`,
};

export function regexpOffers(place: CompletionPlace, before: readonly Word[]): Offer[] {
  const none = inQuotes(place, "", { detail: "None: the replacement says what comes next" });
  if (flagOf(before) !== "U" && before[2]?.raw !== undefined) return [none];
  const domain = plainName(place.snapshot.zone.apex ?? place.context.origin);
  const scheme = serviceOf(before)?.scheme;
  const schemes = scheme === undefined ? ["sip", "tel", "mailto", "https"] : [scheme];
  const uris = schemes.map((one) => examples[one]?.(domain) ?? `${one}://${domain}/`);
  return uris.map((uri) => inQuotes(place, `!^.*$!${uri}!`, { detail: "Any number becomes this URI" }));
}

const root = (detail: string): Offer => ({ label: ".", kind: "value", insert: ".", detail });

/** Where SRV records are, those of the service first; its usual place where none is there yet. */
function srvOwners(place: CompletionPlace, srv: string | undefined): Offer[] {
  const owners = new Map<string, string>();
  let seen = 0;
  for (const { owner } of place.snapshot.zone.recordsOfType("SRV")) {
    if (isPast(place, ++seen, mostRead)) break;
    owners.set(owner.key, relativeTo(owner, place.context.origin));
  }
  const offer = (name: string, detail: string): Offer => ({ label: name, kind: "owner", insert: name, detail });
  const there = [...owners].map(([key, name]) => ({ key, offer: offer(name, "SRV") }));
  if (srv === undefined) return there.map((one) => one.offer);
  const isOwn = ({ key }: { readonly key: string }): boolean => key.startsWith(`${srv}.`);
  const own = there.filter(isOwn);
  const { apex } = place.snapshot.zone;
  const text = apex === undefined ? srv : `${srv}.${apex.text}`;
  const usual = relativeTo({ text, key: text.toLowerCase() }, place.context.origin);
  const missing = own.length > 0 ? [] : [offer(usual, "The service's place, without SRV record yet")];
  return [...own, ...there.filter((one) => !isOwn(one))].map((one) => one.offer).concat(missing);
}

export function replacementOffers(place: CompletionPlace, before: readonly Word[]): Offer[] {
  const flag = flagOf(before);
  // "The two fields are mutually exclusive" (RFC 3403 section 4.1).
  if (flag === "U" || (before[4]?.raw ?? "") !== "") return [root("None: the regexp gives the result")];
  if (flag === "S") return srvOwners(place, serviceOf(before)?.srv);
  return flag === "A" ? hostOffers(place) : nameOffers(place);
}
