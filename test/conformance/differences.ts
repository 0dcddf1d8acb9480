/** Where Zonewright and named-checkzone 9.18 are meant to differ, each with its reason. */

export interface Difference {
  /** "accepts": we report no error where BIND refuses; "refuses": the other way round. */
  readonly we: "accepts" | "refuses";
  /** Of BIND's message, or of our rule's id. */
  readonly matches: RegExp;
  readonly reason: string;
}

export const differences: readonly Difference[] = [
  {
    we: "accepts",
    matches: /has 0 SOA records/,
    reason: "A file without SOA may be one that another includes: soa/missing is a warning there",
  },
  {
    we: "accepts",
    matches: /unknown RR type '(?:DYNA|DYNC|ALIAS|LUA|ANAME)'/,
    reason: "A type of another server (gdnsd, PowerDNS, Knot), named for what it is",
  },
  {
    we: "accepts",
    matches: /class 'CH' != zone class 'IN'/,
    reason: "A zone of class CH loads where named.conf says so; named-checkzone takes IN unless told",
  },
  {
    we: "accepts",
    matches: /near '@SERIAL@'/,
    reason: "A template: what a tool fills in is not judged",
  },
  {
    we: "accepts",
    matches: /CDS\/CDNSKEY consistency checks failed/,
    reason: "Needs the keys of the zone as a signer has them; a warning of the dnssec family",
  },
  {
    we: "accepts",
    matches: /not loaded due to errors|ran out of space|out of range/,
    reason: "Known gap, listed in ARCHITECTURE.md under what is not there yet",
  },
  {
    we: "refuses",
    matches: /^record\/bad-hardware-address$/,
    reason: "BIND 9.18 passes over garbage after an EUI address; later versions refuse it, and so do we",
  },
];
