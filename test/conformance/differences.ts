/** Where Zonewright and named-checkzone 9.18 are meant to differ, each with its reason and a zone that shows it. */

export interface Difference {
  /**
   * "accepts": we report no error where BIND refuses the zone; "passes over": the zone has errors, but none on a line that BIND
   * refuses too; "refuses": we report an error in a zone that BIND loads, so that records may differ as well.
   */
  readonly we: "accepts" | "passes over" | "refuses";
  /** Of BIND's message, or of our rule's id. */
  readonly matches: RegExp;
  readonly reason: string;
  /** A zone example.com that shows it. */
  readonly sample: string;
}

const start = "$TTL 3600\n@ SOA ns hostmaster 1 14400 3600 1209600 3600\n@ NS ns\nns A 192.0.2.1\n";

export const differences: readonly Difference[] = [
  {
    we: "accepts",
    matches: /has 0 SOA records/,
    reason:
      "Nothing stands at the zone's own name: a part that another file includes, as the warning soa/missing says, a file just begun, or the root hints",
    sample: "$TTL 3600\nwww A 192.0.2.1\n",
  },
  {
    we: "accepts",
    matches: /no TTL specified; zone rejected/,
    reason: "As above, a part, which takes the TTL of the file that includes it: zone/no-ttl is information there",
    sample: "www A 192.0.2.1\n",
  },
  {
    we: "passes over",
    matches: /unknown RR type '(?:CLA|IPN)'/,
    reason: "A type that IANA registered after BIND 9.18, and that newer servers know",
    sample: `${start}www IPN 1\nbad A 192.0.2\n`,
  },
  {
    we: "passes over",
    matches: /near '(?:ohttp|tls-supported-groups=.*)': syntax error/,
    reason: "A parameter registered after BIND 9.18; an information says so and offers its number",
    sample: `${start}www HTTPS 1 . ohttp\nbad A 192.0.2\n`,
  },
  {
    we: "accepts",
    matches: /class 'CH' != zone class 'IN'/,
    reason:
      "All records are of this class: named.conf says which class a zone has, named-checkzone takes IN unless told",
    sample: '$TTL 3600\n@ CH SOA ns hostmaster 1 14400 3600 1209600 3600\n@ CH NS ns\nversion CH TXT "9"\n',
  },
  {
    we: "accepts",
    matches: /near '@SERIAL@': not a valid number/,
    reason: "A template: what a tool fills in is not judged",
    sample: "$TTL 3600\n@ SOA ns hostmaster @SERIAL@ 14400 3600 1209600 3600\n@ NS ns\nns A 192.0.2.1\n",
  },
  {
    we: "refuses",
    matches: /^record\/bad-hardware-address$/,
    reason:
      "BIND 9.18 passes over what follows an EUI address; its own tests name these files bad, and so do later versions",
    sample: `${start}host EUI48 01-23-45-67-89-abgarbage\n`,
  },
  {
    we: "refuses",
    matches: /^values\/caa-issuer$/,
    reason: "BIND does not read the values of CAA; by RFC 8659 section 4.2 a malformed one forbids every issuance",
    sample: `${start}@ CAA 0 issue "ca.example.net; dns-01"\n`,
  },
  {
    we: "accepts",
    matches: /^unexpected end of line$/,
    reason: "A list of file names among the zones is no zone, as the information file/not-a-zone says",
    sample: "master12.data\nmaster13.data\n",
  },
];
