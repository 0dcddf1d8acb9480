/** Well-known mail providers: what a domain that uses them publishes. Look-up counts change without notice and are approximate. */
import { nearest } from "../text/nearest.js";

/** How a provider's DKIM keys get into a zone. */
interface DkimConvention {
  /** As written before `._domainkey`; "<token>" where each customer gets their own. */
  readonly selectors: readonly string[];
  readonly type: "TXT" | "CNAME";
  /**
   * What the CNAMEs point to, without final dot: `<selector>` stands for the selector, `<n>` for its digits, `<domain>` for the
   * customer's domain, `<token>` for what the provider tells each customer.
   */
  readonly target?: string;
}

export interface Provider {
  readonly name: string;
  /** One plain sentence without final period. */
  readonly summary: string;
  /** The domain to include; left out where the provider needs none in the customer's record. */
  readonly include?: string;
  /** Other domains whose include means the same provider. */
  readonly others?: readonly string[];
  /** The include belongs at a name of its own, which the provider sends bounces to: at the domain itself it does nothing. */
  readonly ownName?: true;
  /** Look-ups that the include costs with all nested ones; approximate. */
  readonly lookups?: number;
  readonly dkim?: DkimConvention;
  /** Its mail servers are these names or below them; without final dot. */
  readonly mx?: readonly string[];
}

/** When the table was last gone through. */
export const providersAsOf = "2026-01";

const cname = (target: string, ...selectors: string[]): DkimConvention => ({ selectors, type: "CNAME", target });
const txt = (...selectors: string[]): DkimConvention => ({ selectors, type: "TXT" });

export const providers: readonly Provider[] = [
  {
    name: "Google Workspace",
    summary: "Mail of Gmail for companies",
    include: "_spf.google.com",
    lookups: 1,
    dkim: txt("google"),
    mx: ["smtp.google.com", "google.com", "googlemail.com"],
  },
  {
    name: "Microsoft 365",
    summary: "Mail of Exchange Online",
    include: "spf.protection.outlook.com",
    lookups: 1,
    dkim: cname("<selector>-<token>._domainkey.<token>.dkim.mail.microsoft", "selector1", "selector2"),
    mx: ["mail.protection.outlook.com", "mx.microsoft"],
  },
  {
    name: "Amazon SES",
    summary: "Belongs at the custom MAIL FROM domain, not at the domain of the From address",
    include: "amazonses.com",
    ownName: true,
    lookups: 1,
    dkim: cname("<token>.dkim.amazonses.com", "<token>"),
    mx: ["amazonses.com"],
  },
  { name: "Amazon WorkMail", summary: "Mailboxes of AWS", include: "amazonses.com", lookups: 1, mx: ["amazonaws.com"] },
  {
    name: "Mailgun",
    summary: "Sends mail for applications",
    include: "mailgun.org",
    others: ["eu.mailgun.org"],
    lookups: 5,
    dkim: cname("<selector>.<token>.domainkey.mailgun.org", "pdk1", "pdk2"),
    mx: ["mailgun.org"],
  },
  {
    name: "SendGrid",
    summary: "Not needed where its CNAMEs are in the zone",
    include: "sendgrid.net",
    lookups: 2,
    dkim: cname("<selector>.domainkey.u<token>.wl.sendgrid.net", "s1", "s2"),
  },
  {
    name: "Mailchimp",
    summary: "Needs no include: it sends from its own domain",
    others: ["servers.mcsv.net"],
    lookups: 1,
    dkim: cname("dkim<n>.mcsv.net", "k2", "k3"),
  },
  {
    name: "Mailchimp Transactional",
    summary: "Formerly Mandrill",
    include: "spf.mandrillapp.com",
    lookups: 1,
    dkim: cname("dkim<n>.mandrillapp.com", "mte1", "mte2"),
  },
  {
    name: "Zoho Mail",
    summary: "Mailboxes of Zoho",
    include: "zohomail.com",
    others: ["zoho.com", "spf.zoho.com", "zoho.eu", "zohomail.eu", "zoho.in", "zohomail.in"],
    lookups: 2,
    dkim: txt("zmail"),
    mx: ["zoho.com", "zoho.eu", "zoho.in", "zohomail.com"],
  },
  {
    name: "Zoho ZeptoMail",
    summary: "Sends mail for applications",
    include: "zeptomail.net",
    others: ["zeptomail.eu"],
    lookups: 1,
  },
  {
    name: "Proton Mail",
    summary: "Encrypted mailboxes",
    include: "_spf.protonmail.ch",
    lookups: 2,
    dkim: cname("<selector>.domainkey.<token>.domains.proton.ch", "protonmail", "protonmail2", "protonmail3"),
    mx: ["protonmail.ch"],
  },
  {
    name: "Fastmail",
    summary: "Mailboxes of Fastmail",
    include: "spf.messagingengine.com",
    lookups: 1,
    dkim: cname("<selector>.<domain>.dkim.fmhosted.com", "fm1", "fm2", "fm3"),
    mx: ["messagingengine.com"],
  },
  {
    name: "Postmark",
    summary: "Not needed where its return-path CNAME is in the zone",
    include: "spf.mtasv.net",
    lookups: 1,
    dkim: txt("<token>pm"),
  },
  {
    name: "SparkPost",
    summary: "Sends mail for applications",
    include: "sparkpostmail.com",
    others: ["_netblocks.sparkpostmail.com"],
    lookups: 2,
    dkim: txt("<token>"),
  },
  {
    name: "Brevo",
    summary: "Formerly Sendinblue",
    include: "spf.brevo.com",
    others: ["spf.sendinblue.com"],
    lookups: 1,
    dkim: cname("<token>.dkim.brevo.com", "brevo1", "brevo2"),
  },
  {
    name: "HubSpot",
    summary: "Each customer has a domain of their own below it",
    others: ["hubspotemail.net"],
    lookups: 2,
    dkim: cname("<token>.hubspotemail.net", "hs1-<token>", "hs2-<token>"),
  },
  {
    name: "Zendesk",
    summary: "Mail of its help desk",
    include: "mail.zendesk.com",
    lookups: 1,
    dkim: cname("<selector>._domainkey.zendesk.com", "zendesk1", "zendesk2"),
  },
  {
    name: "Freshdesk",
    summary: "Mail of its help desk",
    include: "email.freshdesk.com",
    others: ["fdspfus.freshemail.io", "fdspfeuc.freshemail.io"],
    lookups: 5,
    dkim: cname("<token>.freshemail.io", "<token>"),
  },
  {
    name: "Salesforce",
    summary: "Mail that Salesforce sends for its users",
    include: "_spf.salesforce.com",
    lookups: 2,
    dkim: cname("<token>.custdkim.salesforce.com", "<token>"),
  },
  {
    name: "Salesforce Marketing Cloud",
    summary: "Formerly ExactTarget",
    include: "cust-spf.exacttarget.com",
    lookups: 1,
  },
  { name: "Pardot", summary: "Salesforce Account Engagement", include: "aspmx.pardot.com", lookups: 4 },
  {
    name: "iCloud Mail",
    summary: "Own domains with iCloud+",
    include: "icloud.com",
    lookups: 2,
    dkim: cname("<selector>.dkim.<domain>.at.icloudmailadmin.com", "sig1"),
    mx: ["mail.icloud.com"],
  },
  {
    name: "OVHcloud",
    summary: "Mailboxes of OVH",
    include: "mx.ovh.com",
    others: ["mx.ovh.net"],
    lookups: 2,
    dkim: cname("<token>.dkim.mail.ovh.net", "ovhmo<token>-selector1", "ovhmo<token>-selector2"),
    mx: ["ovh.net", "ovh.com", "ovh.ca"],
  },
  {
    name: "IONOS",
    summary: "Mailboxes of IONOS",
    include: "_spf.perfora.net",
    others: ["_spf.kundenserver.de", "_spf-us.ionos.com", "_spf-eu.ionos.com"],
    lookups: 1,
    dkim: cname("s<n>.dkim.ionos.com", "s1-ionos", "s2-ionos"),
    mx: ["kundenserver.de", "ionos.com", "ionos.co.uk", "ionos.de", "perfora.net"],
  },
  {
    name: "Gandi",
    summary: "Mailboxes of Gandi",
    include: "_mailcust.gandi.net",
    lookups: 2,
    dkim: cname("<selector>.gandimail.net", "gm1", "gm2", "gm3"),
    mx: ["mail.gandi.net"],
  },
  {
    name: "Infomaniak",
    summary: "Mailboxes of Infomaniak",
    include: "spf.infomaniak.ch",
    lookups: 1,
    mx: ["infomaniak.ch", "infomaniak.com"],
  },
  {
    name: "Yandex 360",
    summary: "Mailboxes of Yandex",
    include: "_spf.yandex.net",
    others: ["_spf.yandex.ru"],
    lookups: 3,
    dkim: txt("mail"),
    mx: ["mx.yandex.net", "mx.yandex.ru"],
  },
  {
    name: "Migadu",
    summary: "Mailboxes of Migadu",
    include: "spf.migadu.com",
    lookups: 1,
    dkim: cname("<selector>.<domain>._domainkey.migadu.com", "key1", "key2", "key3"),
    mx: ["migadu.com"],
  },
  {
    name: "Mailjet",
    summary: "Sends mail for applications",
    include: "spf.mailjet.com",
    lookups: 1,
    dkim: txt("mailjet"),
  },
  {
    name: "Elastic Email",
    summary: "Sends mail for applications",
    include: "_spf.elasticemail.com",
    lookups: 2,
    dkim: txt("api"),
  },
  {
    name: "Klaviyo",
    summary: "Needs no include: it sends from its own domain or a branded one",
    dkim: cname("<token>.klaviyomail.com", "kl", "kl2"),
  },
  {
    name: "Intercom",
    summary: "Needs no include: its CNAMEs are enough",
    dkim: cname("<token>.intercom.io", "intercom"),
  },
  { name: "Shopify", summary: "Mail of shops", include: "shops.shopify.com", lookups: 2 },
  {
    name: "Tuta",
    summary: "Encrypted mailboxes",
    include: "spf.tutanota.de",
    lookups: 1,
    dkim: cname("<selector>.domainkey.tutanota.de", "s1", "s2"),
    mx: ["tutanota.de"],
  },
  {
    name: "GoDaddy",
    summary: "Mailboxes of GoDaddy",
    include: "secureserver.net",
    lookups: 3,
    mx: ["secureserver.net"],
  },
  { name: "Titan", summary: "Mailboxes of Titan", include: "spf.titan.email", lookups: 1, mx: ["titan.email"] },
  {
    name: "SMTP2GO",
    summary: "Not needed where its return-path CNAME is in the zone",
    include: "spf.smtp2go.com",
    others: ["smtp2go.net"],
    lookups: 1,
    dkim: cname("dkim.smtp2go.net", "s<token>"),
  },
  {
    name: "Resend",
    summary: "Belongs at its own subdomain; sends by Amazon SES",
    include: "amazonses.com",
    ownName: true,
    lookups: 1,
    dkim: txt("resend"),
  },
  {
    name: "Mimecast",
    summary: "Mail gateway; the domain depends on the region",
    others: [
      "us._netblocks.mimecast.com",
      "eu._netblocks.mimecast.com",
      "de._netblocks.mimecast.com",
      "au._netblocks.mimecast.com",
      "_netblocks.mimecast.com",
    ],
    lookups: 1,
    mx: ["mimecast.com"],
  },
  {
    name: "Hostinger",
    summary: "Mailboxes of Hostinger",
    include: "_spf.mail.hostinger.com",
    lookups: 1,
    dkim: cname("<selector>.dkim.mail.hostinger.com", "hostingermail-a", "hostingermail-b", "hostingermail-c"),
    mx: ["hostinger.com"],
  },
  {
    name: "Namecheap Private Email",
    summary: "Mailboxes of Namecheap",
    include: "spf.privateemail.com",
    lookups: 3,
    mx: ["privateemail.com"],
  },
  {
    name: "mailbox.org",
    summary: "Mailboxes of mailbox.org",
    include: "mailbox.org",
    lookups: 1,
    dkim: cname("<selector>._domainkey.mailbox.org", "mbo0001", "mbo0002", "mbo0003", "mbo0004"),
    mx: ["mailbox.org"],
  },
  {
    name: "ActiveCampaign",
    summary: "Needs no include: it sends from its own domain",
    others: ["emsd1.com"],
    lookups: 1,
    dkim: cname("<token>.acems1.com", "acdkim1", "acdkim2"),
  },
  { name: "Atlassian", summary: "Mail of Jira and Confluence", include: "_spf.atlassian.net", lookups: 2 },
  {
    name: "Help Scout",
    summary: "Mail of its help desk",
    include: "helpscoutemail.com",
    lookups: 1,
    dkim: cname("<selector>._domainkey.helpscout.net", "strong1", "strong2"),
  },
  {
    name: "Constant Contact",
    summary: "Sends newsletters",
    include: "spf.constantcontact.com",
    lookups: 1,
    dkim: cname("<token>.ccsend.com", "ctct1", "ctct2"),
  },
];

const byInclude: ReadonlyMap<string, Provider> = new Map(
  providers
    .flatMap((provider) => [provider.include, ...(provider.others ?? [])].map((domain) => [domain, provider] as const))
    .flatMap(([domain, provider]) => (domain === undefined ? [] : [[domain, provider] as const]))
    // The first to name a domain is the one it is known for.
    .reverse(),
);

const plain = (domain: string): string => domain.toLowerCase().replace(/\.$/, "");

/** The provider whose SPF record a domain is. */
export const providerOfInclude = (domain: string): Provider | undefined => byInclude.get(plain(domain));

/** A record that puts a provider's DKIM key in a zone. */
export interface DkimEntry {
  /** As written before `._domainkey`. */
  readonly selector: string;
  readonly type: "TXT" | "CNAME";
  /** Without final dot; undefined for a key in TXT. */
  readonly target: string | undefined;
  /** Whether all of it is known, and none is for the provider to tell. */
  readonly complete: boolean;
}

/** The records of a provider's DKIM keys for a customer's domain, given without final dot. */
export const dkimEntries = ({ dkim }: Provider, domain: string): readonly DkimEntry[] =>
  (dkim?.selectors ?? []).map((selector) => {
    const target = dkim?.target
      ?.replaceAll("<selector>", selector)
      .replaceAll("<n>", /[0-9]+/.exec(selector)?.[0] ?? "")
      .replaceAll("<domain>", domain);
    const complete = target !== undefined && !target.includes("<") && !selector.includes("<");
    return { selector, type: dkim?.type ?? "TXT", target, complete };
  });

/** The provider that a mail server belongs to; `host` with or without final dot. */
export function providerOfExchange(host: string): Provider | undefined {
  const name = plain(host);
  return providers.find(({ mx }) => mx?.some((domain) => name === domain || name.endsWith(`.${domain}`)));
}

/** Includes that are no longer what a provider asks for, and what to write instead. */
const obsolete: ReadonlyMap<string, string> = new Map([
  ["spf.google.com", "_spf.google.com"],
  ["google.com", "_spf.google.com"],
  ["gmail.com", "_spf.google.com"],
  ["aspmx.googlemail.com", "_spf.google.com"],
  ["_netblocks.google.com", "_spf.google.com"],
  ["_netblocks2.google.com", "_spf.google.com"],
  ["_netblocks3.google.com", "_spf.google.com"],
  ["outlook.com", "spf.protection.outlook.com"],
  ["hotmail.com", "spf.protection.outlook.com"],
  ["protection.outlook.com", "spf.protection.outlook.com"],
  ["spf.outlook.com", "spf.protection.outlook.com"],
  ["spf.protonmail.ch", "_spf.protonmail.ch"],
  ["spf.salesforce.com", "_spf.salesforce.com"],
]);

export const currentInclude = (domain: string): string | undefined => obsolete.get(plain(domain));

/** The provider's include that a domain is most likely a slip of: one label is misspelt. Undefined for a known one. */
export function nearestInclude(domain: string): string | undefined {
  const labels = plain(domain).split(".");
  if (byInclude.has(labels.join(".")) || labels.length > 5) return undefined;
  return [...byInclude.keys()].find((known) => isOneSlip(labels, known.split(".")));
}

function isOneSlip(labels: readonly string[], known: readonly string[]): boolean {
  if (labels.length !== known.length) return false;
  const different = known.findIndex((label, i) => label !== labels[i]);
  const label = known[different];
  const written = labels[different];
  if (
    label === undefined ||
    written === undefined ||
    known.slice(different + 1).some((other, i) => other !== labels[different + 1 + i])
  )
    return false;
  // Short names of registered domains are too close to those of other people.
  return (different < known.length - 2 || label.length >= 6) && nearest(written, [label]) !== undefined;
}
