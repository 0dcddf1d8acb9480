/** Values of RDATA fields to complete. */
import { completions } from "../dns/fieldKinds.js";
import type { Name } from "../dns/name.js";
import type { Field, RecordType } from "../dns/recordType.js";
import { printDuration, readTtl } from "../dns/ttl.js";
import type { Word } from "../syntax/word.js";
import { numberOf } from "../zone/record.js";
import type { Offer } from "./completionItem.js";
import { addressOffers, hostOffers, nameOffers, pointerOffers } from "./completionNames.js";
import type { CompletionPlace } from "./completionPlace.js";
import { portOf } from "./completionServices.js";
import { link, paragraphs, sentence } from "./hoverMarkdown.js";
import { firstSerial } from "./snippets.js";

/** The field that is being written. */
export interface FieldSlot {
  readonly type: RecordType;
  readonly field: Field;
  readonly owner: Name | undefined;
  /** The words of the RDATA before. */
  readonly before: readonly Word[];
}

const value = (insert: string, detail: string, rest: Partial<Offer> = {}): Offer => ({
  label: insert,
  kind: "value",
  insert,
  detail,
  ...rest,
});

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
      return type.name === "PTR" ? pointerOffers(place, slot.owner) : nameOffers(place);
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
      return type.name === "CAA" ? authorityOffers(place, slot) : [];
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

/** Values that have names; the number is what is written, the name what one looks for. */
function tableOffers({ word }: CompletionPlace, { field }: FieldSlot): Offer[] {
  return completions(field.kind).map(({ text, label, summary, reference }) => {
    const insert = word?.quoted === true && !text.startsWith(`"`) ? `"${text}"` : text;
    const shown = label === undefined ? text : `${text} ${label}`;
    return {
      label: shown,
      kind: field.kind.startsWith("type") ? "type" : "value",
      insert,
      detail: summary,
      filter: label === undefined ? text : `${text} ${label}`,
      documentation: paragraphs(sentence(summary), link(reference)),
    };
  });
}

function numberOffers(place: CompletionPlace, { field, type, owner }: FieldSlot): Offer[] {
  const { zone, context } = place.snapshot;
  switch (field.name) {
    case "serial":
      return serialOffers(place, context.now);
    case "preference": {
      const used = (owner === undefined ? [] : zone.recordsAt(owner.key))
        .filter((record) => record.type === type)
        .flatMap((record) => numberOf(record, "preference") ?? []);
      const next = used.length === 0 ? 10 : Math.max(...used) + 10;
      return [value(String(next), used.length === 0 ? "First" : "After those that are there")];
    }
    case "port": {
      const known = owner === undefined ? undefined : portOf(owner.key);
      return known === undefined ? [] : [value(String(known.port), known.summary)];
    }
    case "priority":
      return type.name === "SVCB" || type.name === "HTTPS"
        ? [value("1", "A service"), value("0", "An alias")]
        : [value("0", "Lower is tried first"), value("10", "Tried later")];
    case "weight":
      return [value("1", "As often as others of weight 1"), value("0", "The only one of its priority")];
    default:
      return [];
  }
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

function authorityOffers({ word, snapshot }: CompletionPlace, { before }: FieldSlot): Offer[] {
  const quote = word?.quoted === true ? "" : '"';
  const offer = (text: string, detail: string): Offer => {
    const insert = word?.quoted === true ? `"${text}"` : `${quote}${text}${quote}`;
    return value(insert, detail, { label: text, filter: insert });
  };
  const tag = before[1]?.raw.toLowerCase();
  const domain = snapshot.zone.apex?.text.replace(/\.$/, "") ?? "example.com";
  if (tag === "iodef")
    return [offer(`mailto:hostmaster@${domain}`, "Reports by mail"), offer("https://", "Reports by HTTPS")];
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
    ["h2", "HTTP/2 over TLS"],
    ["h3", "HTTP/3 over QUIC"],
    ["dot", "DNS over TLS"],
    ["doq", "DNS over QUIC"],
  ],
  port: [
    ["443", "HTTPS"],
    ["8443", "HTTPS, the other port"],
    ["853", "DNS over TLS"],
  ],
  dohpath: [["/dns-query{?dns}", "The usual path of DNS over HTTPS"]],
};

/** Keys, or the values of the one that stands before the equals sign. */
function parameterOffers(place: CompletionPlace, { field, before }: FieldSlot): Offer[] {
  const equals = place.typed.indexOf("=");
  if (equals >= 0) {
    const key = place.typed.slice(0, equals).toLowerCase();
    const hints = key === "ipv4hint" ? "A" : key === "ipv6hint" ? "AAAA" : undefined;
    const values: readonly (readonly [string, string])[] =
      hints === undefined
        ? (parameterValues[key] ?? [])
        : addressOffers({ ...place, typed: "" }, hints).map(({ label, detail }) => [label, detail ?? ""]);
    return values.map(([text, detail]) => value(`${key}=${text}`, detail, { label: text, filter: `${key}=${text}` }));
  }
  const used = new Set(before.map(({ raw }) => raw.replace(/=.*/s, "").toLowerCase()));
  return completions(field.kind)
    .filter(({ text }) => !used.has(text))
    .map(({ text, summary, reference }) => ({
      label: text,
      kind: "value",
      insert: withoutValue.has(text) ? text : `${text}=`,
      detail: summary,
      documentation: paragraphs(sentence(summary), link(reference)),
    }));
}
