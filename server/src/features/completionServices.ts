/** Services that SRV records and owners name, with their ports (RFC 6335, RFC 6186 and others). */

export interface Service {
  /** "_imaps._tcp". */
  readonly owner: string;
  readonly port: number;
  readonly summary: string;
}

const service = (owner: string, port: number, summary: string): Service => ({ owner, port, summary });

export const services: readonly Service[] = [
  service("_imaps._tcp", 993, "Mail programs read mail here (IMAP over TLS, RFC 6186)"),
  service("_submissions._tcp", 465, "Mail programs send mail here (submission over TLS, RFC 8314)"),
  service("_submission._tcp", 587, "Mail programs send mail here (submission, RFC 6186)"),
  service("_imap._tcp", 143, "Mail programs read mail here (IMAP, RFC 6186)"),
  service("_pop3s._tcp", 995, "Mail programs fetch mail here (POP3 over TLS, RFC 6186)"),
  service("_sieve._tcp", 4190, "Mail filters are managed here (RFC 5804)"),
  service("_caldavs._tcp", 443, "Calendars over TLS (RFC 6764)"),
  service("_carddavs._tcp", 443, "Address books over TLS (RFC 6764)"),
  service("_autodiscover._tcp", 443, "Outlook finds its settings here"),
  service("_sip._tcp", 5060, "Telephony (SIP, RFC 3263)"),
  service("_sips._tcp", 5061, "Telephony over TLS (SIP, RFC 3263)"),
  service("_sip._udp", 5060, "Telephony over UDP (SIP, RFC 3263)"),
  service("_xmpp-client._tcp", 5222, "Chat programs connect here (XMPP, RFC 6120)"),
  service("_xmpp-server._tcp", 5269, "Chat servers connect here (XMPP, RFC 6120)"),
  service("_matrix-fed._tcp", 8448, "Chat servers connect here (Matrix)"),
  service("_ldap._tcp", 389, "Directory (LDAP, RFC 2782)"),
  service("_kerberos._tcp", 88, "Tickets (Kerberos, RFC 4120)"),
  service("_kerberos._udp", 88, "Tickets over UDP (Kerberos, RFC 4120)"),
  service("_kpasswd._tcp", 464, "Passwords are changed here (Kerberos)"),
  service("_ntp._udp", 123, "Time (NTP)"),
  service("_turn._udp", 3478, "A relay for calls (TURN, RFC 5928)"),
  service("_stun._udp", 3478, "Tells a caller its own address (STUN, RFC 5389)"),
  service("_minecraft._tcp", 25565, "A Minecraft server"),
];

/** The port of the service that an owner names. */
export const portOf = (ownerKey: string): Service | undefined =>
  services.find(({ owner }) => ownerKey.startsWith(`${owner}.`));
