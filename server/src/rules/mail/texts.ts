/** TXT records as the rules on mail see them: which standard's they are, by their text. */
import { mailKindOfOwner, type MailKind } from "../../mail/mailKind.js";
import { isSpf } from "../../mail/spf.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";

const version = (name: string): RegExp => new RegExp(`^[ \\t]{0,8}v[ \\t]{0,8}=[ \\t]{0,8}${name}[ \\t]{0,8}(?:;|$)`);

/** How receivers know the records of a standard among others at the same name. */
const versions: Readonly<Record<Exclude<MailKind, "spf" | "dmarc-report">, RegExp>> = {
  dmarc: version("DMARC1"),
  dkim: version("DKIM1"),
  "mta-sts": version("STSv1"),
  "tls-rpt": version("TLSRPTv1"),
  bimi: version("BIMI1"),
};

export type TextKind = keyof typeof versions | "spf";

export function isOfKind(record: ZoneRecord, kind: TextKind): boolean {
  const text = textOf(record)?.text ?? "";
  if (record.type.name !== "TXT") return false;
  return kind === "spf" ? isSpf(text) : versions[kind].test(text);
}

/** Whether receivers look for records of the kind at this name; those of SPF stand at any. */
export const isHome = (ownerKey: string, kind: TextKind): boolean =>
  kind === "spf" || mailKindOfOwner(ownerKey) === kind;
