/** The registries behind the numbers and words of RDATA: what each value is called and means. */
import { rfc, type Reference } from "./recordType.js";

export interface Entry {
  readonly code: number;
  /** The mnemonic; other names that BIND reads follow in `aliases`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What it means, without final period. */
  readonly summary: string;
  readonly reference?: Reference;
}

type Row = readonly [code: number, name: string, summary: string, reference?: Reference, aliases?: readonly string[]];

const registry = (rows: readonly Row[]): readonly Entry[] =>
  rows.map(([code, name, summary, reference, aliases]) => ({
    code,
    name,
    summary,
    ...(reference === undefined ? {} : { reference }),
    ...(aliases === undefined ? {} : { aliases }),
  }));

export const algorithms = registry([
  [0, "DELETE", "Asks the parent to remove its DS records (CDS, CDNSKEY)", rfc(8078, "4")],
  [1, "RSAMD5", "RSA with MD5, must not be used", rfc(9904)],
  [2, "DH", "Diffie-Hellman, no signatures", rfc(2539)],
  [3, "DSA", "DSA with SHA-1, must not be used", rfc(9904)],
  [5, "RSASHA1", "RSA with SHA-1, no longer trusted", rfc(9905)],
  [6, "NSEC3DSA", "DSA with SHA-1 for zones with NSEC3, must not be used", rfc(9904)],
  [7, "NSEC3RSASHA1", "RSA with SHA-1 for zones with NSEC3, no longer trusted", rfc(9905)],
  [8, "RSASHA256", "RSA with SHA-256, widely supported", rfc(5702)],
  [10, "RSASHA512", "RSA with SHA-512, not recommended", rfc(5702)],
  [12, "ECCGOST", "GOST R 34.10-2001, must not be used", rfc(9906)],
  [13, "ECDSAP256SHA256", "ECDSA on P-256 with SHA-256, recommended", rfc(6605), ["ECDSA256"]],
  [14, "ECDSAP384SHA384", "ECDSA on P-384 with SHA-384", rfc(6605), ["ECDSA384"]],
  [15, "ED25519", "Ed25519, recommended", rfc(8080)],
  [16, "ED448", "Ed448", rfc(8080)],
  [252, "INDIRECT", "Reserved for indirect keys", rfc(4034)],
  [253, "PRIVATEDNS", "A private algorithm, named by a domain name in the key", rfc(4034)],
  [254, "PRIVATEOID", "A private algorithm, named by an object identifier in the key", rfc(4034)],
]);

export const digestTypes = registry([
  [0, "DELETE", "Asks the parent to remove its DS records (CDS)", rfc(8078, "4")],
  [1, "SHA-1", "Must not be used to make DS records", rfc(9905), ["SHA1"]],
  [2, "SHA-256", "Recommended", rfc(4509), ["SHA256"]],
  [3, "GOST", "GOST R 34.11-94, must not be used", rfc(9906)],
  [4, "SHA-384", "Stronger than needed, may be used", rfc(6605), ["SHA384"]],
]);

export const nsec3Hashes = registry([[1, "SHA-1", "The only one that there is", rfc(5155, "11")]]);

export const nsec3Flags = registry([
  [0, "none", "Every name has an NSEC3 record", rfc(5155, "3.1.2")],
  [1, "opt-out", "Unsigned delegations may lack one", rfc(5155, "3.1.2.1")],
]);

/** "Opt-Out flag is not used and is set to zero" (RFC 5155 section 4.1.2). */
export const nsec3ParamFlags = registry([[0, "none", "The only value for NSEC3PARAM", rfc(5155, "4.1.2")]]);

export const csyncFlags = registry([
  [0, "none", "Someone looks before the records are copied", rfc(7477, "2.1.1.2")],
  [1, "immediate", "The records may be copied at once", rfc(7477, "2.1.1.2.1")],
  [2, "soaminimum", "Nothing is copied before the zone has the serial number", rfc(7477, "2.1.1.2.2")],
  [3, "immediate|soaminimum", "Copied at once when the zone has the serial number", rfc(7477, "2.1.1.2")],
]);

export const afsdbSubtypes = registry([
  [1, "AFS", "An AFS volume location server", rfc(1183, "1")],
  [2, "DCE", "A DCE name server", rfc(1183, "1")],
]);

export const objectLocations = registry([
  [1, "local", "The data is in this record"],
  [2, "URI", "The data is at a URI"],
  [3, "HDL", "The data is in the handle system"],
]);

/** What resolvers say of themselves in RESINFO records: keys, each in a string of its own. */
export const resolverKeys = registry([
  [0, "qnamemin", "It minimizes what it asks (RFC 9156); no value", rfc(9606, "5")],
  [0, "exterr", "The extended errors that it gives, as numbers and ranges", rfc(9606, "5")],
  [0, "infourl", "A web page about the resolver", rfc(9606, "5")],
]);

export const keyFlags = registry([
  [256, "ZONE", "A zone signing key", rfc(4034, "2.1.1")],
  [257, "ZONE|KSK", "A key signing key: the parent's DS record is of it", rfc(4034, "2.1.1")],
  [385, "ZONE|REVOKE|KSK", "A key signing key that is revoked", rfc(5011, "2.1")],
]);

/** The flags that BIND reads by name: bits, and the bits that they stand in. */
export const keyFlagBits: ReadonlyMap<string, number> = new Map([
  ["NOCONF", 0x4000],
  ["NOAUTH", 0x8000],
  ["NOKEY", 0xc000],
  ["FLAG2", 0x2000],
  ["EXTEND", 0x1000],
  ["FLAG4", 0x0800],
  ["FLAG5", 0x0400],
  ["USER", 0x0000],
  ["ZONE", 0x0100],
  ["HOST", 0x0200],
  ["NTYP3", 0x0300],
  ["FLAG8", 0x0080],
  ["FLAG9", 0x0040],
  ["FLAG10", 0x0020],
  ["FLAG11", 0x0010],
  ...Array.from({ length: 16 }, (_, i): [string, number] => [`SIG${i}`, i]),
  ["KSK", 0x0001],
]);

export const keyProtocols = registry([
  [0, "NONE", "No protocol"],
  [1, "TLS", "Transport layer security", rfc(2535, "3.1.3")],
  [2, "EMAIL", "Electronic mail", rfc(2535, "3.1.3")],
  [3, "DNSSEC", "The only value for DNSKEY", rfc(4034, "2.1.2")],
  [4, "IPSEC", "IP security", rfc(2535, "3.1.3")],
  [255, "ALL", "Any protocol", rfc(2535, "3.1.3")],
]);

export const certificateTypes = registry([
  [1, "PKIX", "An X.509 certificate", rfc(4398, "2.1")],
  [2, "SPKI", "An SPKI certificate", rfc(4398, "2.1")],
  [3, "PGP", "An OpenPGP packet", rfc(4398, "2.1")],
  [4, "IPKIX", "The URL of an X.509 certificate", rfc(4398, "2.1")],
  [5, "ISPKI", "The URL of an SPKI certificate", rfc(4398, "2.1")],
  [6, "IPGP", "The fingerprint and URL of an OpenPGP packet", rfc(4398, "2.1")],
  [7, "ACPKIX", "An attribute certificate", rfc(4398, "2.1")],
  [8, "IACPKIX", "The URL of an attribute certificate", rfc(4398, "2.1")],
  [253, "URI", "A private kind, named by a URI", rfc(4398, "2.1")],
  [254, "OID", "A private kind, named by an object identifier", rfc(4398, "2.1")],
]);

export const sshAlgorithms = registry([
  [1, "RSA", "An RSA key", rfc(4255, "3.1.1")],
  [2, "DSA", "A DSA key, no longer used by SSH", rfc(4255, "3.1.1")],
  [3, "ECDSA", "An ECDSA key", rfc(6594)],
  [4, "Ed25519", "An Ed25519 key", rfc(7479)],
  [6, "Ed448", "An Ed448 key", rfc(8709)],
]);

export const sshFingerprintTypes = registry([
  [1, "SHA-1", "20 octets, weak", rfc(4255, "3.1.2")],
  [2, "SHA-256", "32 octets, recommended", rfc(6594, "4")],
]);

export const tlsaUsages = registry([
  [0, "PKIX-TA", "The authority that must have issued it, checked as usual too", rfc(7218, "2.1")],
  [1, "PKIX-EE", "The server's own certificate, checked as usual too", rfc(7218, "2.1")],
  [2, "DANE-TA", "The authority that must have issued it, trusted by this record", rfc(7218, "2.1")],
  [3, "DANE-EE", "The server's own certificate, trusted by this record", rfc(7218, "2.1")],
  [255, "PrivCert", "Private use", rfc(7218, "2.1")],
]);

export const tlsaSelectors = registry([
  [0, "Cert", "The whole certificate", rfc(7218, "2.2")],
  [1, "SPKI", "The public key alone: lasts when the certificate is renewed", rfc(7218, "2.2")],
  [255, "PrivSel", "Private use", rfc(7218, "2.2")],
]);

export const tlsaMatchingTypes = registry([
  [0, "Full", "The data itself", rfc(7218, "2.3")],
  [1, "SHA2-256", "Its SHA-256 digest, 32 octets", rfc(7218, "2.3")],
  [2, "SHA2-512", "Its SHA-512 digest, 64 octets", rfc(7218, "2.3")],
  [255, "PrivMatch", "Private use", rfc(7218, "2.3")],
]);

export const zonemdSchemes = registry([[1, "SIMPLE", "All records in canonical order", rfc(8976, "2.2.2")]]);

export const zonemdHashes = registry([
  [1, "SHA-384", "48 octets", rfc(8976, "2.2.3")],
  [2, "SHA-512", "64 octets", rfc(8976, "2.2.3")],
]);

export const caaFlags = registry([
  [0, "none", "An authority that does not know the tag goes on", rfc(8659, "4.1")],
  [128, "critical", "An authority that does not know the tag must not issue", rfc(8659, "4.1")],
]);

export const caaTags = registry([
  [0, "issue", "Who may issue certificates for this name", rfc(8659, "4.2")],
  [0, "issuewild", "Who may issue wildcard certificates", rfc(8659, "4.3")],
  [0, "iodef", "Where to report requests against the policy", rfc(8659, "4.4")],
  [0, "issuemail", "Who may issue certificates for mail addresses", rfc(9495)],
  [0, "issuevmc", "Who may issue mark certificates for BIMI"],
  [0, "contactemail", "The mail address of the domain's contact"],
  [0, "contactphone", "The telephone number of the domain's contact"],
]);

export const naptrFlags = registry([
  [0, "S", "The replacement names SRV records", rfc(3404, "4.3")],
  [0, "A", "The replacement names a host", rfc(3404, "4.3")],
  [0, "U", "The regexp makes a URI", rfc(3404, "4.3")],
  [0, "P", "The service decides what comes next", rfc(3404, "4.3")],
]);

export const dsyncSchemes = registry([[1, "NOTIFY", "A NOTIFY message", rfc(9859, "2.2")]]);

export const gatewayTypes = registry([
  [0, ".", "No gateway", rfc(4025, "2.3")],
  [1, "IPv4", "An IPv4 address", rfc(4025, "2.3")],
  [2, "IPv6", "An IPv6 address", rfc(4025, "2.3")],
  [3, "name", "A domain name", rfc(4025, "2.3")],
]);

export const discoveryValues = registry([
  [0, "required", "The relay must be asked first", rfc(8777, "4.2.2")],
  [1, "optional", "The relay may be used without asking first", rfc(8777, "4.2.2")],
]);

export const ipsecAlgorithms = registry([
  [1, "DSA", "A DSA key", rfc(4025, "2.4")],
  [2, "RSA", "An RSA key", rfc(4025, "2.4")],
  [3, "ECDSA", "An ECDSA key", rfc(8005, "5")],
]);

export const serviceKeys = registry([
  [0, "mandatory", "Parameters that a client must understand", rfc(9460, "8")],
  [1, "alpn", "Protocols of the service, such as h2 or h3", rfc(9460, "7.1")],
  [2, "no-default-alpn", "The service lacks the default protocol; no value", rfc(9460, "7.1")],
  [3, "port", "The port of the service", rfc(9460, "7.2")],
  [4, "ipv4hint", "IPv4 addresses to try at once", rfc(9460, "7.3")],
  [5, "ech", "The key for encrypted client hello, in base64", rfc(9848)],
  [6, "ipv6hint", "IPv6 addresses to try at once", rfc(9460, "7.3")],
  [7, "dohpath", "The path of DNS over HTTPS, with {?dns}", rfc(9461, "5")],
  [8, "ohttp", "The service takes oblivious HTTP; no value", rfc(9540, "4")],
  [9, "tls-supported-groups", "Groups that the server supports, by number"],
  [10, "docpath", "The path of DNS over CoAP"],
]);

/** Services that WKS records name; their ports are the same for TCP and UDP. */
export const services: ReadonlyMap<string, number> = new Map([
  ["echo", 7],
  ["discard", 9],
  ["systat", 11],
  ["daytime", 13],
  ["netstat", 15],
  ["qotd", 17],
  ["chargen", 19],
  ["ftp-data", 20],
  ["ftp", 21],
  ["ssh", 22],
  ["telnet", 23],
  ["smtp", 25],
  ["time", 37],
  ["whois", 43],
  ["tacacs", 49],
  ["domain", 53],
  ["tftp", 69],
  ["gopher", 70],
  ["finger", 79],
  ["http", 80],
  ["kerberos", 88],
  ["pop3", 110],
  ["sunrpc", 111],
  ["auth", 113],
  ["nntp", 119],
  ["ntp", 123],
  ["imap2", 143],
  ["snmp", 161],
  ["bgp", 179],
  ["ldap", 389],
  ["https", 443],
  ["ldaps", 636],
  ["imaps", 993],
  ["pop3s", 995],
]);

export const protocols: ReadonlyMap<string, number> = new Map([
  ["icmp", 1],
  ["tcp", 6],
  ["udp", 17],
  ["sctp", 132],
]);

/** The entry of that mnemonic, in any case. */
export function entryNamed(entries: readonly Entry[], name: string): Entry | undefined {
  const wanted = name.toUpperCase();
  return entries.find(
    (entry) =>
      entry.name.toUpperCase() === wanted || entry.aliases?.some((alias) => alias.toUpperCase() === wanted) === true,
  );
}
