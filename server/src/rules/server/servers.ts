/**
 * What name servers and importers refuse, or read otherwise than BIND. The rules on servers, FORMAT.md and its tests are held to
 * these tables: of programs as they were run (BIND 9.18, NSD 4.6, Knot DNS 3.2, PowerDNS 4.7), of services as they document it.
 */
import type { Construct } from "../../zone/use.js";
import type { Server } from "../rule.js";

export type NamedServer = Exclude<Server, "any">;

export const serverNames: Readonly<Record<NamedServer, string>> = {
  bind: "BIND",
  nsd: "NSD",
  knot: "Knot DNS",
  powerdns: "PowerDNS",
  route53: "Route 53",
  cloudflare: "Cloudflare",
};

/** The ones that take a zone file once, to make records of their own from it. */
export const importers: ReadonlySet<Server> = new Set(["route53", "cloudflare"]);

export interface ConstructRow {
  readonly construct: Construct;
  /** The id of the rule that says it. */
  readonly rule: string;
  /** What it is, as the object of "refuses". */
  readonly what: string;
  readonly refuses: readonly NamedServer[];
  /** What those make of it that read it otherwise: a sentence. */
  readonly otherwise?: Readonly<Partial<Record<NamedServer, string>>>;
  /** Not said where the settings name no server. */
  readonly quiet?: true;
  /** What is said where the settings name no server, instead of who refuses it. */
  readonly notPortable?: string;
  /** The line of FORMAT.md that shows it. */
  readonly line: string;
}

export const constructs: readonly ConstructRow[] = [
  {
    construct: "generate",
    rule: "server/generate",
    what: "$GENERATE",
    refuses: ["nsd", "knot", "route53"],
    line: "generate",
  },
  {
    construct: "date",
    rule: "server/date",
    what: "$DATE",
    refuses: ["nsd", "knot", "powerdns", "route53"],
    line: "directive-date",
  },
  {
    construct: "include",
    rule: "server/include",
    what: "$INCLUDE",
    refuses: ["route53", "cloudflare"],
    quiet: true,
    line: "include",
  },
  {
    construct: "include-quoted",
    rule: "server/include",
    what: "a file name in quotes",
    refuses: ["nsd"],
    line: "include-quoted",
  },
  {
    construct: "include-with-origin",
    rule: "server/include",
    what: "an origin after $INCLUDE",
    refuses: [],
    otherwise: { powerdns: "PowerDNS passes over the origin after $INCLUDE" },
    line: "include-with-origin",
  },
  {
    construct: "include-with-relative-origin",
    rule: "server/include",
    what: "a relative origin after $INCLUDE",
    refuses: ["nsd", "knot"],
    otherwise: { powerdns: "PowerDNS passes over the origin after $INCLUDE" },
    line: "include-with-relative-origin",
  },
  {
    construct: "include-origin-inside",
    rule: "server/include-scope",
    what: "an $ORIGIN in an included file",
    refuses: [],
    otherwise: { powerdns: "PowerDNS keeps this $ORIGIN when the included file has ended" },
    quiet: true,
    line: "include-origin-inside",
  },
  {
    construct: "owner-after-include",
    rule: "server/include-scope",
    what: "a record after $INCLUDE without an owner",
    refuses: [],
    otherwise: {
      nsd: "NSD gives this record the last owner in the included file",
      powerdns: "PowerDNS gives this record the last owner in the included file",
    },
    line: "owner-blank-after-include",
  },
  {
    construct: "owner-before-include",
    rule: "server/include-scope",
    what: "an included file that starts without an owner",
    refuses: ["knot"],
    line: "owner-blank-in-include",
  },
  {
    construct: "parenthesis-before-owner",
    rule: "server/parentheses",
    what: "a parenthesis before the owner",
    refuses: ["nsd", "knot"],
    otherwise: { powerdns: "PowerDNS takes the parenthesis for the owner" },
    line: "parenthesis-before-owner",
  },
  {
    construct: "parenthesis-before-type",
    rule: "server/parentheses",
    what: "a parenthesis before the type",
    refuses: ["powerdns"],
    line: "parenthesis-before-type",
  },
  {
    construct: "parenthesis-after-blank",
    rule: "server/parentheses",
    what: "a parenthesis before the type",
    refuses: ["nsd", "powerdns"],
    line: "parenthesis-after-blank",
  },
  {
    construct: "parenthesis-in-directive",
    rule: "server/parentheses",
    what: "parentheses in a directive",
    refuses: ["powerdns"],
    line: "parenthesis-in-directive",
  },
  {
    construct: "touching-quotes",
    rule: "server/touching-quotes",
    what: "a quoted string that touches a word",
    refuses: ["knot"],
    line: "quotes-touching",
  },
  {
    construct: "quoted-owner",
    rule: "server/quoted-owner",
    what: "an owner in quotes",
    refuses: ["knot"],
    otherwise: { powerdns: "PowerDNS takes the quotes for part of the owner" },
    line: "name-quoted-as-owner",
  },
  {
    construct: "raw-octet",
    rule: "server/raw-octets",
    what: "characters outside ASCII",
    refuses: ["knot"],
    line: "non-ascii-text",
  },
  {
    construct: "class",
    rule: "server/class",
    what: "another class than IN",
    refuses: ["nsd", "knot", "powerdns", "route53", "cloudflare"],
    line: "class-of-whole-zone",
  },
  {
    construct: "numbered-class",
    rule: "server/class",
    what: "a class written as a number",
    refuses: ["knot", "powerdns"],
    line: "class-numbered",
  },
  {
    construct: "mixed-ttl",
    rule: "server/ttl-units",
    what: "a TTL of several units",
    refuses: ["powerdns"],
    line: "ttl-units-mixed",
  },
  {
    construct: "mixed-default-ttl",
    rule: "server/ttl-units",
    what: "a TTL of several units",
    refuses: [],
    otherwise: { powerdns: "PowerDNS reads another TTL here: it knows one unit at the end alone" },
    line: "ttl-directive-units",
  },
  {
    construct: "at-in-text",
    rule: "server/at-sign",
    what: "an @ without quotes as a text",
    refuses: ["nsd"],
    otherwise: { powerdns: "PowerDNS takes this @ for the origin" },
    line: "at-bare-in-text",
  },
  {
    construct: "dollar-word",
    rule: "server/dollar-sign",
    what: "a bare word that starts with $",
    refuses: ["nsd"],
    line: "dollar-in-text",
  },
  {
    construct: "carriage-return",
    rule: "text/carriage-return",
    what: "lines that end in CR LF",
    refuses: ["knot"],
    notPortable: "Lines end in CR LF, as Windows writes them: Knot and gdnsd refuse the file",
    line: "crlf",
  },
];

/** What a named server makes of the findings of a rule that is there for all. */
export interface JudgedRule {
  readonly rule: string;
  readonly what: string;
  readonly refuses: readonly NamedServer[];
  readonly otherwise?: Readonly<Partial<Record<NamedServer, string>>>;
  /** These read it as BIND does, so that the rule has nothing to say. */
  readonly reads?: readonly NamedServer[];
  readonly line: string;
}

export const judgedRules: readonly JudgedRule[] = [
  {
    rule: "syntax/nested-parentheses",
    what: "parentheses inside parentheses",
    refuses: ["nsd", "knot"],
    reads: ["bind", "powerdns"],
    line: "nested-parentheses",
  },
  {
    rule: "directive/relative-origin",
    what: "an $ORIGIN without its final dot",
    refuses: ["nsd", "knot"],
    otherwise: { powerdns: "PowerDNS takes this $ORIGIN for complete, outside the zone" },
    line: "origin-relative",
  },
  {
    rule: "zone/ttl-too-large",
    what: "a TTL over 2147483647",
    refuses: ["knot"],
    otherwise: {
      nsd: "NSD passes over this TTL and takes that of $TTL",
      powerdns: "PowerDNS answers with this TTL as it is, which resolvers take for 0",
    },
    line: "ttl-over-31-bits",
  },
  {
    rule: "zone/ttl-from-previous",
    what: "a record without TTL",
    refuses: [],
    otherwise: {
      nsd: "NSD gives the record a TTL of 3600, not that of the record before",
      knot: "Knot DNS gives the record a TTL of 3600, not that of the record before",
    },
    line: "ttl-of-record-before",
  },
  {
    rule: "soa/at-in-mailbox",
    what: "an @ in a name",
    refuses: ["knot"],
    line: "mailbox-with-at",
  },
  {
    rule: "soa/several",
    what: "a second SOA record",
    refuses: ["nsd"],
    line: "soa-twice-equal",
  },
];
