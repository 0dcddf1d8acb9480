/** Values of RDATA fields to complete. */
import { completions } from "../dns/fieldKinds.js";
import type { Name } from "../dns/name.js";
import type { Field, FieldKindName, RecordType } from "../dns/recordType.js";
import { protocols, resolverKeys, serviceKeys, services } from "../dns/registries.js";
import { printDuration, readTtl } from "../dns/ttl.js";
import type { Word } from "../syntax/word.js";
import { numberOf } from "../zone/record.js";
import { value, type Offer } from "./completionItem.js";
import { digestOffers, keyTagOffers } from "./completionKeys.js";
import { locationOffers } from "./completionLocation.js";
import { addressOffers, hostOffers, nameOffers, pointerOffers } from "./completionNames.js";
import type { CompletionPlace } from "./completionPlace.js";
import { inQuotes, regexpOffers, replacementOffers, serviceOffers } from "./completionNaptr.js";
import { portOf } from "./completionServices.js";
import { plainName } from "./guidedFacts.js";
import { firstSerial } from "./snippets.js";

/** The field that is being written. */
export interface FieldSlot {
  readonly type: RecordType;
  readonly field: Field;
  readonly owner: Name | undefined;
  /** The words of the RDATA before. */
  readonly before: readonly Word[];
  /** Whether the editor can fill in places. */
  readonly snippets: boolean;
}

/** Times in the form that one would write, with what they come to. */
export const timeOffers = (...times: readonly string[]): Offer[] =>
  times.map((time) => {
    const read = readTtl(time);
    const words = "seconds" in read ? `${printDuration(read.seconds)} (${read.seconds} seconds)` : "";
    return { label: time, kind: "time", insert: time, detail: words };
  });

/** Times of the SOA record that do well (RFC 1912 section 2.2, RFC 2308 section 5). */
const soaTimes: Readonly<Record<string, readonly string[]>> = {
  refresh: ["4h", "12h", "1d"],
  retry: ["1h", "2h", "30m"],
  expire: ["4w", "2w", "1000h"],
  minimum: ["1h", "30m", "5m", "1d"],
};

export function fieldOffers(place: CompletionPlace, slot: FieldSlot): Offer[] {
  const { field, type } = slot;
  switch (field.kind) {
    case "hostName":
      return [...hostOffers(place), ...rootOffers(type)];
    case "name":
    case "names":
      if (type.name === "NAPTR") return replacementOffers(place, slot.before);
      return type.name === "PTR" ? pointerOffers(place, slot.owner) : nameOffers(place);
    case "gateway":
      return gatewayOffers(place, slot);
    case "prefixName":
      return nameOffers(place);
    case "naptrServices":
      return serviceOffers(place, slot.before);
    case "naptrRegexp":
      return regexpOffers(place, slot.before);
    case "location":
      return locationOffers(place, slot.before, slot.snippets);
    case "dsDigest":
      return digestOffers(place, slot.owner, slot.before);
    case "protocol":
      return [...protocols].map(([name, number]) => value(name.toUpperCase(), `Protocol ${number}`));
    case "services":
      return [...services].map(([name, port]) => value(name, `Port ${port}`));
    case "salt":
      return [value("-", "None, which is best (RFC 9276)")];
    case "base64OrDash":
      return slot.before.length < (type.fields?.length ?? 0) ? [value("-", "No data")] : [];
    case "keyFlags":
      return type.name === "RKEY" ? [value("0", "The only value: none has a meaning yet")] : tableOffers(place, slot);
    case "addressPrefixes":
      return prefixOffers(place);
    case "charStrings":
      return stringOffers(slot);
    case "mailbox":
      return ["hostmaster", "postmaster"].map((name) => value(name, `${name}@ this zone`));
    case "ipv4":
      return addressOffers(place, "A");
    case "ipv6":
      return addressOffers(place, "AAAA");
    case "duration":
      return timeOffers(...(soaTimes[field.name] ?? ["1h", "1d"]));
    case "svcParams":
      return parameterOffers(place, slot);
    case "longString":
    case "quotedLongString":
      return type.name === "CAA" ? caaOffers(place, slot) : uriOffers(place, slot);
    case "u8":
    case "u16":
    case "u32":
    case "svcPriority":
      return numberOffers(place, slot);
    default:
      return tableOffers(place, slot);
  }
}

/** The root where it says that there is none. */
function rootOffers({ name }: RecordType): Offer[] {
  if (name === "MX") return [value(".", "No mail is taken (null MX, RFC 7505)")];
  if (name === "SRV") return [value(".", "The service is not offered")];
  return name === "SVCB" || name === "HTTPS" ? [value(".", "The owner itself")] : [];
}

/** Values of a registry that mean something for some types alone. */
const onlyFor: Partial<Record<FieldKindName, (code: string, type: string) => boolean>> = {
  // "The Protocol Field MUST have value 3" (RFC 4034 section 2.1.2).
  keyProtocol: (code, type) => code === "3" || type === "KEY" || type === "RKEY",
  // Algorithm and digest type 0 ask for the removal of DS records (RFC 8078 section 4).
  algorithm: (code, type) => code !== "0" || type === "CDS" || type === "CDNSKEY",
  digestType: (code, type) => code !== "0" || type === "CDS",
  typeCovered: (code, type) => type !== "DSYNC" || code === "CDS" || code === "CSYNC",
};

/** The types that CSYNC is about (RFC 7477 section 3). */
const firstTypes: Readonly<Record<string, readonly string[]>> = { CSYNC: ["NS", "A", "AAAA"] };

/** Values that have names; the number is what is written, the name what one looks for. */
function tableOffers(place: CompletionPlace, { field, type, before }: FieldSlot): Offer[] {
  const { word } = place;
  const { kind } = field;
  const fits = onlyFor[kind];
  const first = firstTypes[type.name] ?? [];
  const isType = kind.startsWith("type") || kind === "nxtTypeList";
  const used = new Set(isType ? before.map(({ raw }) => raw) : []);
  return completions(kind)
    .filter(({ text }) => fits?.(text, type.name) !== false && !used.has(text))
    .toSorted((a, b) => Number(first.includes(b.text)) - Number(first.includes(a.text)))
    .map(({ text, label, summary }): Offer => {
      const about = { what: "value", kind, name: text } as const;
      if (text.startsWith('"')) return { ...inQuotes(place, text.slice(1, -1), { detail: summary }), about };
      const shown = label === undefined ? text : `${text} ${label}`;
      return {
        label: shown,
        kind: isType ? "type" : "value",
        insert: word?.quoted === true ? `"${text}"` : text,
        detail: summary,
        filter: shown,
        about,
      };
    });
}

/** What the type before says that the gateway or relay is. */
function gatewayOffers(place: CompletionPlace, { before, type }: FieldSlot): Offer[] {
  const form = before[type.fields?.findIndex(({ kind }) => kind === "gatewayType" || kind === "relayType") ?? 0]?.raw;
  switch (form) {
    case "1":
      return addressOffers(place, "A");
    case "2":
      return addressOffers(place, "AAAA");
    case "3":
      return hostOffers(place);
    default:
      return [value(".", "None")];
  }
}

/** Prefixes of the zone's addresses, whole; what is left out starts with `!` (RFC 3123 section 5). */
function prefixOffers(place: CompletionPlace): Offer[] {
  const whole = { ...place, typed: "" };
  const four = addressOffers(whole, "A").map(({ label }) => label.replace(/[0-9]+$/, "0"));
  const prefixes = [...new Set(four)].slice(0, 20).map((network) => value(`1:${network}/24`, "An IPv4 network"));
  return [...prefixes, value("1:0.0.0.0/0", "All of IPv4"), value("2:::/0", "All of IPv6")];
}

/** The keys of RESINFO, which are all that strings of a closed set hold. */
function stringOffers({ type, before }: FieldSlot): Offer[] {
  if (type.name !== "RESINFO") return [];
  const used = new Set(before.map(({ raw }) => raw.replace(/=.*/s, "")));
  return resolverKeys
    .filter(({ name }) => !used.has(name))
    .map(({ name, summary }) => value(name === "qnamemin" ? name : `${name}=`, summary, { label: name }));
}

const uriOffers = (place: CompletionPlace, { type }: FieldSlot): Offer[] => {
  const domain = plainName(place.snapshot.zone.apex ?? place.context.origin);
  return type.name === "URI" ? [inQuotes(place, `https://${domain}/`, { detail: "A web address" })] : [];
};

function numberOffers(place: CompletionPlace, { field, type, owner }: FieldSlot): Offer[] {
  switch (field.name) {
    case "serial":
      return serialOffers(place, place.snapshot.context.now);
    case "preference":
      return rankOffers(place, type, owner, "preference");
    case "port": {
      if (type.name === "DSYNC") return [value("53", "DNS")];
      const known = owner === undefined ? undefined : portOf(owner.key);
      return known === undefined ? [] : [value(String(known.port), known.summary)];
    }
    case "priority":
      return type.name === "SVCB" || type.name === "HTTPS"
        ? [value("1", "A service"), value("0", "An alias")]
        : [value("0", "Lower is tried first"), value("10", "Tried later")];
    case "order":
      return rankOffers(place, type, owner, "order");
    case "key tag":
      return type.name === "CERT" ? [value("0", "No DNSSEC key")] : keyTagOffers(place, owner);
    case "iterations":
      return [value("0", "The name is hashed once, which is best (RFC 9276)")];
    case "precedence":
      return [value("10", "Lower is tried first")];
    case "weight":
      return [value("1", "As often as others of weight 1"), value("0", "The only one of its priority")];
    default:
      return [];
  }
}

/** A number after those that the owner's records of the type have. */
function rankOffers({ snapshot }: CompletionPlace, type: RecordType, owner: Name | undefined, field: string): Offer[] {
  let highest = 0;
  for (const record of owner === undefined ? [] : snapshot.zone.recordsAt(owner.key))
    if (record.type === type) highest = Math.max(highest, numberOf(record, field) ?? 0);
  return [value(String(Math.min(highest + 10, 0xffff)), highest === 0 ? "First" : "After those that are there")];
}

function serialOffers({ snapshot }: CompletionPlace, now: number | undefined): Offer[] {
  const [soa] = snapshot.zone.recordsOfType("SOA");
  const serial = soa === undefined ? undefined : numberOf(soa, "serial");
  const today = firstSerial(now);
  const dated =
    now === undefined || (serial !== undefined && Number(today) <= serial) ? [] : [value(today, "Today's first")];
  const next = serial === undefined ? [] : [value(String((serial + 1) % 0x1_0000_0000), "One more than it is")];
  return [...dated, ...next];
}

/** Authorities by the domain that their documents ask to be written. */
const authorities: readonly (readonly [domain: string, name: string])[] = [
  ["letsencrypt.org", "Let's Encrypt"],
  ["pki.goog", "Google Trust Services"],
  ["digicert.com", "DigiCert"],
  ["sectigo.com", "Sectigo"],
  ["globalsign.com", "GlobalSign"],
  ["amazon.com", "Amazon"],
  ["ssl.com", "SSL.com"],
  ["buypass.com", "Buypass"],
  ["certum.pl", "Certum"],
  ["harica.gr", "HARICA"],
  ["swisssign.com", "SwissSign"],
  ["actalis.it", "Actalis"],
];

/** Domain, mail address and telephone number, by the tag before. */
function caaOffers({ word, snapshot }: CompletionPlace, { before }: FieldSlot): Offer[] {
  const offer = (text: string, detail: string): Offer =>
    value(`"${text}"`, detail, { label: text, filter: `"${text}"` });
  const tag = before[1]?.raw.toLowerCase();
  const domain = snapshot.zone.apex?.text.replace(/\.$/, "") ?? "example.com";
  if (tag === "iodef")
    return [offer(`mailto:hostmaster@${domain}`, "Reports by mail"), offer("https://", "Reports by HTTPS")];
  if (tag === "contactemail") return [offer(`hostmaster@${domain}`, "Whom an authority asks by mail")];
  if (tag === "contactphone") return [offer("+1 234 567 890", "Whom an authority calls")];
  const issuer = /^"?([^";\s]+)\s*;/.exec(word?.raw ?? "")?.[1];
  if (issuer !== undefined && (tag === "issue" || tag === "issuewild"))
    return [
      offer(`${issuer}; validationmethods=dns-01`, "Only by a record in the zone (RFC 8657)"),
      offer(`${issuer}; validationmethods=http-01`, "Only by a file on the web server (RFC 8657)"),
      offer(`${issuer}; accounturi=https://`, "Only for this account at the authority (RFC 8657)"),
    ];
  return [...authorities.map(([name, who]) => offer(name, who)), offer(";", "No authority at all")];
}

const withoutValue: ReadonlySet<string> = new Set(["no-default-alpn", "ohttp"]);

const parameterValues: Readonly<Record<string, readonly (readonly [text: string, detail: string])[]>> = {
  alpn: [
    ["h2,h3", "HTTP/2 and HTTP/3"],
    ["h3,h2", "HTTP/3 and HTTP/2"],
  ],
  port: [
    ["443", "HTTPS"],
    ["8443", "HTTPS, the other port"],
    ["853", "DNS over TLS"],
  ],
  dohpath: [["/dns-query{?dns}", "The usual path of DNS over HTTPS"]],
};

/** Values that are lists: what may stand in them, each once. */
const listValues: Readonly<Record<string, readonly (readonly [text: string, detail: string])[]>> = {
  alpn: [
    ["h2", "HTTP/2 over TLS"],
    ["h3", "HTTP/3 over QUIC"],
    ["http/1.1", "HTTP/1.1 over TLS"],
    ["dot", "DNS over TLS"],
    ["doq", "DNS over QUIC"],
    ["co", "CoAP over DTLS"],
  ],
  mandatory: serviceKeys.filter(({ name }) => name !== "mandatory").map(({ name, summary }) => [name, summary]),
  "tls-supported-groups": [
    ["4588", "X25519MLKEM768"],
    ["29", "x25519"],
    ["23", "secp256r1"],
    ["24", "secp384r1"],
    ["25", "secp521r1"],
    ["30", "x448"],
    ["4587", "SecP256r1MLKEM768"],
    ["4589", "SecP384r1MLKEM1024"],
  ],
};

/** Keys, or the values of the one that stands before the equals sign. */
function parameterOffers(place: CompletionPlace, { field, before }: FieldSlot): Offer[] {
  const equals = place.typed.indexOf("=");
  if (equals >= 0) {
    const key = place.typed.slice(0, equals).toLowerCase();
    return parameterValueOffers(place, key, place.typed.slice(equals + 1)).map(([text, detail]) =>
      value(`${key}=${text}`, detail, { label: text, filter: `${key}=${text}` }),
    );
  }
  const used = new Set(before.map(({ raw }) => raw.replace(/=.*/s, "").toLowerCase()));
  return (
    completions(field.kind)
      // "no-default-alpn" stands beside alpn alone (RFC 9460 section 7.1.1).
      .filter(({ text }) => !used.has(text) && (text !== "no-default-alpn" || used.has("alpn")))
      .map(({ text, summary }) => ({
        label: text,
        kind: "value",
        insert: withoutValue.has(text) ? text : `${text}=`,
        detail: summary,
        about: { what: "value", kind: field.kind, name: text },
        goesOn: !withoutValue.has(text),
      }))
  );
}

/** Values of a key, and in a list what may follow what stands there already. */
function parameterValueOffers(
  place: CompletionPlace,
  key: string,
  typed: string,
): readonly (readonly [text: string, detail: string])[] {
  const hints = key === "ipv4hint" ? "A" : key === "ipv6hint" ? "AAAA" : undefined;
  const inList =
    hints === undefined
      ? (listValues[key] ?? [])
      : addressOffers({ ...place, typed: "" }, hints).map(({ label, detail }) => [label, detail ?? ""] as const);
  const there = typed.slice(0, typed.lastIndexOf(",") + 1);
  const used = new Set(there.split(","));
  const more = inList.filter(([text]) => !used.has(text)).map(([text, detail]) => [there + text, detail] as const);
  return [...(there === "" ? (parameterValues[key] ?? []) : []), ...more];
}
