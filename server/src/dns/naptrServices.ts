/** The services that NAPTR records offer: telephone numbers (ENUM), SIP, Diameter, RADIUS and others that IANA has registered. */
import { rfc, type Reference } from "./recordType.js";
import type { Entry } from "./registries.js";

/** A service with what its record holds beside it. */
export interface NaptrService extends Entry {
  /** The flags that its records may have; "U" makes a URI of the number, "S" leads to SRV records, "A" to a host. */
  readonly flags: string;
  /** The scheme of the URI that the regexp makes. */
  readonly scheme?: string;
  /** Where the SRV records of the service are, such as "_sip._udp". */
  readonly srv?: string;
}

type Row = readonly [name: string, summary: string, reference: Reference, more?: Partial<NaptrService>];

const rows = (flags: string, list: readonly Row[]): NaptrService[] =>
  list.map(([name, summary, reference, more]) => ({ code: 0, name, summary, reference, flags, ...more }));

const enumRow = (type: string, scheme: string, summary: string, reference: Reference): Row => [
  `E2U+${type}`,
  summary,
  reference,
  { scheme },
];

const srvRow = (name: string, srv: string, summary: string, reference: Reference): Row => [
  name,
  summary,
  reference,
  { srv },
];

/** Telephone numbers to URIs (RFC 6116 section 3.4.3, the registry of Enumservices). */
const enumServices = rows("U", [
  enumRow("sip", "sip", "Calls by SIP", rfc(3764)),
  enumRow("pstn:sip", "sip", "Calls to the telephone network through a SIP gateway", rfc(4769)),
  enumRow("pstn:tel", "tel", "A number of the telephone network", rfc(4769)),
  enumRow("voice:tel", "tel", "Voice calls to a telephone number", rfc(4415)),
  enumRow("email:mailto", "mailto", "Mail", rfc(4355, "3")),
  enumRow("web:http", "http", "A web page", rfc(4002, "3")),
  enumRow("web:https", "https", "A web page over TLS", rfc(4002, "3")),
  enumRow("sms:tel", "tel", "Short messages to a telephone number", rfc(4355, "5")),
  enumRow("sms:mailto", "mailto", "Short messages by mail", rfc(4355, "5")),
  enumRow("ems:tel", "tel", "Enhanced messages to a telephone number", rfc(4355, "5")),
  enumRow("ems:mailto", "mailto", "Enhanced messages by mail", rfc(4355, "5")),
  enumRow("mms:tel", "tel", "Multimedia messages to a telephone number", rfc(4355, "5")),
  enumRow("mms:mailto", "mailto", "Multimedia messages by mail", rfc(4355, "5")),
  enumRow("fax:tel", "tel", "Fax to a telephone number", rfc(4355, "4")),
  enumRow("ifax:mailto", "mailto", "Fax by mail", rfc(4143)),
  enumRow("xmpp", "xmpp", "Chat by XMPP", rfc(4979)),
  enumRow("im", "im", "Instant messages", rfc(5028)),
  enumRow("pres", "pres", "Whether someone is there (presence)", rfc(3953)),
  enumRow("h323", "h323", "Calls by H.323", rfc(3762)),
  enumRow("iax", "iax", "Calls by IAX, the protocol of Asterisk", rfc(6315)),
  enumRow("acct", "acct", "An account at a provider", rfc(7566)),
  enumRow("vcard", "https", "A visiting card (vCard)", rfc(4969)),
  enumRow("ft:ftp", "ftp", "Files by FTP", rfc(4002, "4")),
  enumRow("ical-access:http", "http", "A calendar", rfc(5333)),
  enumRow("ical-access:https", "https", "A calendar over TLS", rfc(5333)),
  enumRow("ical-sched:mailto", "mailto", "Invitations to meetings by mail", rfc(5333)),
  enumRow("voicemsg:sip", "sip", "Voice messages by SIP", rfc(5278)),
  enumRow("voicemsg:sips", "sips", "Voice messages by SIP over TLS", rfc(5278)),
  enumRow("voicemsg:tel", "tel", "Voice messages to a telephone number", rfc(5278)),
  enumRow("voicemsg:http", "http", "Voice messages on the web", rfc(5278)),
  enumRow("voicemsg:https", "https", "Voice messages on the web over TLS", rfc(5278)),
  enumRow("videomsg:sip", "sip", "Video messages by SIP", rfc(5278)),
  enumRow("videomsg:sips", "sips", "Video messages by SIP over TLS", rfc(5278)),
  enumRow("videomsg:http", "http", "Video messages on the web", rfc(5278)),
  enumRow("videomsg:https", "https", "Video messages on the web over TLS", rfc(5278)),
  enumRow("unifmsg:sip", "sip", "Voice, video and fax messages by SIP", rfc(5278)),
  enumRow("unifmsg:sips", "sips", "Voice, video and fax messages by SIP over TLS", rfc(5278)),
  enumRow("unifmsg:http", "http", "Voice, video and fax messages on the web", rfc(5278)),
  enumRow("unifmsg:https", "https", "Voice, video and fax messages on the web over TLS", rfc(5278)),
  enumRow("vpim:mailto", "mailto", "Voice messages between systems by mail (VPIM)", rfc(4238)),
  enumRow("vpim:ldap", "ldap", "The directory of a voice message system (VPIM)", rfc(4238)),
]);

/** How a domain is reached by SIP (the registry of SIP NAPTR services). */
const sipServices = rows("S", [
  srvRow("SIP+D2U", "_sip._udp", "SIP over UDP", rfc(3263, "4.1")),
  srvRow("SIP+D2T", "_sip._tcp", "SIP over TCP", rfc(3263, "4.1")),
  srvRow("SIPS+D2T", "_sips._tcp", "SIP over TLS", rfc(3263, "4.1")),
  srvRow("SIP+D2S", "_sip._sctp", "SIP over SCTP", rfc(3263, "4.1")),
  srvRow("SIPS+D2S", "_sips._sctp", "SIP over TLS and SCTP", rfc(4168)),
  srvRow("SIP+D2W", "_sip._ws", "SIP over WebSocket", rfc(7118)),
  srvRow("SIPS+D2W", "_sips._ws", "SIP over WebSocket and TLS", rfc(7118)),
]);

/** Domains to servers (S-NAPTR, RFC 3958): an application and its protocols. */
const serverServices = rows("SA", [
  srvRow("aaa:diameter.tcp", "_diameter._tcp", "Diameter over TCP", rfc(6408, "3")),
  srvRow("aaa:diameter.sctp", "_diameter._sctp", "Diameter over SCTP", rfc(6408, "3")),
  srvRow("aaa:diameter.tls.tcp", "_diameters._tcp", "Diameter over TLS", rfc(6408, "3")),
  srvRow("aaa:diameter.dtls.sctp", "_diameters._sctp", "Diameter over DTLS and SCTP", rfc(6408, "3")),
  srvRow("aaa+auth:radius.tls.tcp", "_radsec._tcp", "RADIUS over TLS, for authentication", rfc(7585, "2.1")),
  srvRow("aaa+auth:radius.dtls.udp", "_radsec._udp", "RADIUS over DTLS, for authentication", rfc(7585, "2.1")),
  srvRow("aaa+acct:radius.tls.tcp", "_radsec._tcp", "RADIUS over TLS, for accounting", rfc(7585, "2.1")),
  srvRow("aaa+acct:radius.dtls.udp", "_radsec._udp", "RADIUS over DTLS, for accounting", rfc(7585, "2.1")),
  srvRow("aaa+dynauth:radius.tls.tcp", "_radsec._tcp", "RADIUS over TLS, for changes of sessions", rfc(7585, "2.1")),
  srvRow("aaa+dynauth:radius.dtls.udp", "_radsec._udp", "RADIUS over DTLS, for changes of sessions", rfc(7585, "2.1")),
  srvRow("x-eduroam:radius.tls", "_radsec._tcp", "RADIUS over TLS, for eduroam", rfc(7593, "2.1.1.3")),
  srvRow("RELAY:turn.udp", "_turn._udp", "A relay for calls (TURN) over UDP", rfc(5928)),
  srvRow("RELAY:turn.tcp", "_turn._tcp", "A relay for calls (TURN) over TCP", rfc(5928)),
  srvRow("RELAY:turn.tls", "_turns._tcp", "A relay for calls (TURN) over TLS", rfc(5928)),
  srvRow("RELAY:turn.dtls", "_turns._udp", "A relay for calls (TURN) over DTLS", rfc(7350)),
  srvRow("DOTS:signal.udp", "_dots-signal._udp", "Where attacks are reported (DOTS) over UDP", rfc(8973)),
  srvRow("DOTS:signal.tcp", "_dots-signal._tcp", "Where attacks are reported (DOTS) over TCP", rfc(8973)),
  srvRow("DOTS:data.tcp", "_dots-data._tcp", "Where defense against attacks is set up (DOTS)", rfc(8973)),
]);

/** Domains to URIs (U-NAPTR, RFC 4848). */
const uriServices = rows("U", [
  ["LIS:HELD", "Where a device asks for its place", rfc(5986), { scheme: "https" }],
  ["LoST:https", "Finds the emergency services of a place, over TLS", rfc(5222), { scheme: "https" }],
  ["LoST:http", "Finds the emergency services of a place", rfc(5222), { scheme: "http" }],
  ["ALTO:https", "Which peers are near in the network (ALTO)", rfc(7286), { scheme: "https" }],
  ["XCON:https", "Conferences, over TLS", rfc(6503), { scheme: "https" }],
  ["SFUA.CFG:https", "The settings of SIP telephones", rfc(6011), { scheme: "https" }],
]);

export const naptrServices: readonly NaptrService[] = [
  ...enumServices,
  ...sipServices,
  ...serverServices,
  ...uriServices,
];

/** The service of that name, in any case; `E2U+email` and the like, without their scheme, are the first of their kind. */
export function naptrService(name: string): NaptrService | undefined {
  const wanted = name.toLowerCase();
  return (
    naptrServices.find((service) => service.name.toLowerCase() === wanted) ??
    naptrServices.find((service) => service.name.toLowerCase().startsWith(`${wanted}:`))
  );
}
