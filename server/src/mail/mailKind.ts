/** Which mail standard a TXT record belongs to, by its name and by its text, misspelt or misplaced ones included. */
import { nearest } from "../text/nearest.js";

export type MailKind = "spf" | "dkim" | "dmarc" | "dmarc-report" | "mta-sts" | "tls-rpt" | "bimi";

/** The kind that a name is for, whatever stands there; `ownerKey` is in lower case. SPF has no name of its own. */
export function mailKindOfOwner(ownerKey: string): Exclude<MailKind, "spf"> | undefined {
  const labels = ownerKey.split(".");
  const [first, second] = labels;
  if (labels.some((label, i) => i > 0 && label === "_report" && labels[i + 1] === "_dmarc")) return "dmarc-report";
  if (first === "_dmarc") return "dmarc";
  if (first === "_mta-sts") return "mta-sts";
  if (first === "_smtp" && second === "_tls") return "tls-rpt";
  // `_report._domainkey` (RFC 6651) and `_adsp._domainkey` (RFC 5617) hold no keys.
  if (
    labels.indexOf("_domainkey") > 0 &&
    second !== undefined &&
    !(second === "_domainkey" && /^_(?:report|adsp)$/.test(first ?? ""))
  )
    return "dkim";
  return labels.indexOf("_bimi") > 0 ? "bimi" : undefined;
}

const versions: Readonly<Record<string, MailKind>> = {
  spf1: "spf",
  dkim1: "dkim",
  dmarc1: "dmarc",
  stsv1: "mta-sts",
  tlsrptv1: "tls-rpt",
  bimi1: "bimi",
};

/** The word that stands where a version does: after `v=`, or first of all. */
const versionWord =
  /^[\s"'\u2018-\u201f\ufeff]{0,8}(v\s{0,4}[=:]?\s{0,4})?([a-z]{2,7}[\s-]{0,2}v?[0-9]{0,3})(?![a-z0-9])/i;

/** The kind that a text says it is; `sure` where its version is exact but for case. */
function mailKindOfText(text: string): { kind: MailKind; sure: boolean } | undefined {
  const head = text.slice(0, 80);
  const read = versionWord.exec(head);
  const word = read?.[2]?.replace(/[\s-]/g, "").toLowerCase() ?? "";
  // By `v=msv1 t=…` Microsoft knows who holds a domain.
  if (word === "msv1") return undefined;
  const exact = versions[word];
  const marked = read?.[1] !== undefined;
  if (exact !== undefined && /^\s*v\s*=/i.test(head)) return { kind: exact, sure: true };
  const meant =
    exact ?? versions[nearest(word, Object.keys(versions)) ?? ""] ?? versions[`${word}1`] ?? versions[`${word}v1`];
  if (meant !== undefined && (marked || exact !== undefined)) return { kind: meant, sure: false };
  const key = /^\s*(?:k\s*=\s*(?:rsa|ed25519)\s*;\s*)?(?:t\s*=\s*[a-z:]{0,8}\s*;\s*)?p\s*=\s*M[A-Za-z0-9+/]{30}/.test(
    head,
  );
  return key ? { kind: "dkim", sure: false } : undefined;
}

/**
 * The kind of a TXT record. A text that clearly says what it is decides, also at a name for another; else the name does; else what
 * the text seems to be.
 */
export function mailKindOf(ownerKey: string, text: string): MailKind | undefined {
  const byOwner = mailKindOfOwner(ownerKey);
  const byText = mailKindOfText(text);
  if (byText?.kind === "dmarc" && byOwner === "dmarc-report") return byOwner;
  return byText?.sure === true ? byText.kind : (byOwner ?? byText?.kind);
}
