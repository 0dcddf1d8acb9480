/** Whole records to start from, with places to fill in. */
import { dateOf } from "../dns/serial.js";
import { mtaStsId } from "../mail/mtaSts.js";
import { rfc, type Reference } from "../dns/recordType.js";

/** What records are made for. */
export interface SnippetContext {
  /** The zone's name, without final dot. */
  readonly domain: string;
  /** Seconds since 1970; undefined where the host has no clock. */
  readonly now: number | undefined;
  /** A host of the zone that takes mail, as written there. */
  readonly mailHost: string;
  readonly nameServer: string;
}

/** A line of a record: owner, type and RDATA, in the snippet syntax of LSP. */
interface Line {
  readonly owner: string;
  readonly type: string;
  readonly rdata: string;
}

export interface RecordSnippet {
  readonly label: string;
  readonly summary: string;
  readonly reference?: Reference;
  readonly lines: readonly Line[];
  /** The owners that it is for, by the part of the key before the zone's; left out where it stands at names without underscore. */
  readonly owners?: RegExp;
  readonly apex?: true;
  /** At hosts below the apex. */
  readonly host?: true;
  /** In reverse zones alone. */
  readonly reverse?: true;
}

const escaped = (text: string): string => text.replace(/[\\$}]/g, "\\$&");

/** A place to fill in. */
const place = (index: number, text: string): string => `\${${index}:${escaped(text)}}`;
const choice = (index: number, ...texts: readonly string[]): string =>
  `\${${index}|${texts.map((text) => text.replace(/[\\$},|]/g, "\\$&")).join(",")}|}`;

/** The text of a snippet, each place filled with what it suggests. */
export const plainSnippet = (snippet: string): string =>
  snippet
    .replace(/\$\{[0-9]+:((?:\\.|[^}\\])*)\}/g, "$1")
    .replace(/\$\{[0-9]+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, "$1")
    .replace(/\$[0-9]+/g, "")
    .replace(/\\([\\$},|])/g, "$1");

const line = (owner: string, type: string, rdata: string): Line => ({ owner, type, rdata });

/** YYYYMMDDnn, the first of the day. */
export const firstSerial = (now: number | undefined): string => (now === undefined ? "1" : `${dateOf(now)}01`);

export function recordSnippets(context: SnippetContext): readonly RecordSnippet[] {
  const { domain, now, mailHost, nameServer } = context;
  return [
    {
      label: "SOA: start of the zone",
      summary: "Who runs the zone, its serial number and its timers, one a line",
      reference: rfc(1035, "3.3.13"),
      apex: true,
      lines: [
        line(
          "@",
          "SOA",
          [
            `${place(1, nameServer)} ${place(2, "hostmaster")} (`,
            `\t${place(3, firstSerial(now))} ; serial`,
            `\t${place(4, "4h")} ; refresh`,
            `\t${place(5, "1h")} ; retry`,
            `\t${place(6, "4w")} ; expire`,
            `\t${place(7, "1h")} ; minimum`,
            "\t)",
          ].join("\n"),
        ),
      ],
    },
    {
      label: "NS: two name servers",
      summary: "The servers of the zone; two at least, in different networks",
      reference: rfc(1035, "3.3.11"),
      apex: true,
      lines: [line("@", "NS", place(1, nameServer)), line("@", "NS", place(2, "ns2.example.net."))],
    },
    {
      label: "MX: two mail servers",
      summary: "Where mail is delivered, the second where the first does not answer",
      reference: rfc(5321, "5.1"),
      apex: true,
      lines: [line("@", "MX", `10 ${place(1, mailHost)}`), line("@", "MX", `20 ${place(2, "mail2")}`)],
    },
    {
      label: "MX: no mail (null MX)",
      summary: "The domain takes no mail",
      reference: rfc(7505),
      apex: true,
      lines: [line("@", "MX", "0 .")],
    },
    {
      label: "SPF: who may send mail",
      summary: "The hosts of MX, and the provider that is included, may send mail as this domain",
      reference: rfc(7208),
      apex: true,
      lines: [
        line("@", "TXT", `"v=spf1 mx ${place(1, "include:_spf.example.net")} ${choice(2, "~all", "-all", "?all")}"`),
      ],
    },
    {
      label: "SPF: no mail is sent",
      summary: "No host may send mail as this domain",
      reference: rfc(7208),
      apex: true,
      lines: [line("@", "TXT", '"v=spf1 -all"')],
    },
    {
      label: "SPF: this host alone",
      summary: "The host may send mail under its own name, as it says in HELO",
      reference: rfc(7208, "2.3"),
      host: true,
      lines: [line(place(1, mailHost), "TXT", '"v=spf1 a -all"')],
    },
    {
      label: "DMARC: ask for reports first",
      summary: "Receivers report on mail of the domain and treat it as before; go on to quarantine and reject later",
      reference: rfc(9989, "5.1"),
      owners: /^_dmarc$/,
      lines: [
        line(
          "_dmarc",
          "TXT",
          `"v=DMARC1; p=${choice(1, "none", "quarantine", "reject")}; rua=mailto:${place(2, `dmarc-reports@${domain}`)}"`,
        ),
      ],
    },
    {
      label: "DMARC: reject, for a domain without mail",
      summary: "Receivers refuse all mail of the domain and of names below it",
      reference: rfc(9989),
      owners: /^_dmarc$/,
      lines: [
        line(
          "_dmarc",
          "TXT",
          `"v=DMARC1; p=reject; sp=reject; np=reject; rua=mailto:${place(1, `dmarc-reports@${domain}`)}"`,
        ),
      ],
    },
    {
      label: "DKIM: an RSA key",
      summary: "The public key that signatures of this selector are checked with",
      reference: rfc(6376, "3.6.1"),
      owners: /^(?:[^.*]+\.)?_domainkey$/,
      lines: [line(`${place(1, "selector")}._domainkey`, "TXT", `"v=DKIM1; k=rsa; p=${place(2, "")}"`)],
    },
    {
      label: "DKIM: a key at a provider",
      summary: "An alias of the key that the provider keeps and changes",
      reference: rfc(6376, "3.6.2"),
      owners: /^(?:[^.*]+\.)?_domainkey$/,
      lines: [line(`${place(1, "selector")}._domainkey`, "CNAME", place(2, "selector.dkim.example.net."))],
    },
    {
      label: "DKIM: no key at all",
      summary: "For a domain that sends no mail: a signature of any selector fails",
      reference: rfc(6376, "3.6.1"),
      owners: /^\*\._domainkey$/,
      lines: [line("*._domainkey", "TXT", '"v=DKIM1; p="')],
    },
    {
      label: "DMARC: reports of another domain may come here",
      summary: "Lets the domain before ._report send its DMARC reports to addresses of this one",
      reference: rfc(9990, "4"),
      owners: /^[^.].*\._report\._dmarc$/,
      lines: [line(`${place(1, "example.net")}._report._dmarc`, "TXT", '"v=DMARC1"')],
    },
    {
      label: "MTA-STS: mail over TLS only",
      summary:
        "Says that a policy is at https://mta-sts.<domain>/.well-known/mta-sts.txt; change the id with the policy",
      reference: rfc(8461, "3.1"),
      owners: /^_mta-sts$/,
      lines: [line("_mta-sts", "TXT", `"v=STSv1; id=${place(1, now === undefined ? "1" : mtaStsId(now))}"`)],
    },
    {
      label: "MTA-STS: the host of the policy",
      summary: "The web server that has the policy, with a certificate for this name",
      reference: rfc(8461, "3.3"),
      owners: /^mta-sts$/,
      lines: [line("mta-sts", "CNAME", place(1, "www"))],
    },
    {
      label: "TLS-RPT: reports on TLS",
      summary: "Where senders report failures of TLS, MTA-STS and DANE",
      reference: rfc(8460, "3"),
      owners: /^_smtp(?:\._tls)?$/,
      lines: [line("_smtp._tls", "TXT", `"v=TLSRPTv1; rua=mailto:${place(1, `tls-reports@${domain}`)}"`)],
    },
    {
      label: "BIMI: a logo",
      summary: "The logo that mail programs show; needs DMARC with quarantine or reject",
      owners: /^(?:[^.]+\.)?_bimi$/,
      lines: [
        line("default._bimi", "TXT", `"v=BIMI1; l=${place(1, `https://${domain}/logo.svg`)}; a=${place(2, "")}"`),
      ],
    },
    {
      label: "CAA: who may issue certificates",
      summary: "One authority, none for wildcards, and an address for reports",
      reference: rfc(8659, "4"),
      apex: true,
      lines: [
        line("@", "CAA", `0 issue "${place(1, "letsencrypt.org")}"`),
        line("@", "CAA", '0 issuewild ";"'),
        line("@", "CAA", `0 iodef "mailto:${place(2, `hostmaster@${domain}`)}"`),
      ],
    },
    {
      label: "CAA: who may issue certificates for mail",
      summary: "The authority of S/MIME certificates, and no one for mark certificates (BIMI)",
      reference: rfc(9495, "3"),
      apex: true,
      lines: [
        line("@", "CAA", `0 issuemail "${place(1, "digicert.com")}"`),
        line("@", "CAA", `0 issuevmc "${place(2, ";")}"`),
      ],
    },
    {
      label: "TLSA: the key of a mail server (DANE)",
      summary: "The SHA-256 digest of the server's public key; needs DNSSEC",
      reference: rfc(7672),
      owners: /^_[0-9]+\._(?:tcp|udp|sctp)(?:\.|$)/,
      lines: [line(`_25._tcp.${place(1, mailHost)}`, "TLSA", `3 1 1 ${place(2, "")}`)],
    },
    {
      label: "SRV: where a service is",
      summary: "Priority, weight, port and host of a service",
      reference: rfc(2782),
      owners: /^_[a-z][^.]*\._(?:tcp|udp|sctp|tls|dccp)(?:\.|$)/,
      lines: [line(`_${place(1, "imaps")}._tcp`, "SRV", `0 1 ${place(2, "993")} ${place(3, mailHost)}`)],
    },
    {
      label: "PTR: the name of an address",
      summary: "The host that has the address of this reverse name",
      reference: rfc(1035, "3.3.12"),
      reverse: true,
      lines: [line(place(1, "1"), "PTR", place(2, "host.example.com."))],
    },
  ];
}

/** The snippets for an owner: `part` is what stands before the zone's name, "" for the apex. */
export function snippetsFor(all: readonly RecordSnippet[], part: string, reverse: boolean): RecordSnippet[] {
  if (reverse)
    return all.filter((one) => (part === "" ? one.apex === true && /^(?:SOA|NS)/.test(one.label) : one.reverse));
  const fit = all.filter(
    (one) =>
      one.reverse !== true &&
      (one.owners === undefined
        ? one.host === true
          ? part !== "" && !part.includes("_")
          : one.apex === true && !part.includes("_") && (part === "" || /^(?:MX|SPF|CAA)/.test(one.label))
        : one.owners.test(part)),
  ); // What the owner asks for comes before what may stand at any host.
  return [...fit.filter(({ owners }) => owners !== undefined), ...fit.filter(({ owners }) => owners === undefined)];
}
