/** The tree walk of DMARC (RFC 9989 section 4.10): which records are asked for, and which domain is the organization's. */
import type { DmarcRecord } from "./dmarc.js";

/** A record that was found, and the domain that it is for. */
export interface Walked<T extends Pick<DmarcRecord, "psd"> = Pick<DmarcRecord, "psd">> {
  readonly domain: string;
  readonly record: T;
}

/** "If the number of labels is 8 or more, then remove the left-most labels until 7 remain" (step 4). */
const mostLabels = 7;

/** The domains (without `_dmarc`) that receivers ask for, at most eight. */
function walkedDomains(domain: string): readonly string[] {
  const domains: string[] = [];
  let labels = domain.split(".");
  while (labels.length > 0 && labels[0] !== "") {
    domains.push(labels.join("."));
    labels = labels.length > mostLabels ? labels.slice(-mostLabels) : labels.slice(1);
  }
  return domains;
}

/** The records found on the way up, longest name first; a record with psd=y or psd=n ends the way. */
export function treeWalk<T extends Pick<DmarcRecord, "psd">>(
  domain: string,
  recordAt: (domain: string) => T | undefined,
): readonly Walked<T>[] {
  const found: Walked<T>[] = [];
  for (const name of walkedDomains(domain)) {
    const record = recordAt(name);
    if (record === undefined) continue;
    found.push({ domain: name, record });
    if (record.psd !== "u") break;
  }
  return found;
}

/** Section 4.10.2: psd=n, else one label below psd=y, else the shortest name with a record, else the domain itself. */
export function organizationalDomain(domain: string, found: readonly Walked[]): string {
  for (const walked of found) {
    if (walked.record.psd === "n") return walked.domain;
    if (walked.record.psd === "y" && walked.domain !== domain)
      return domain
        .split(".")
        .slice(-(walked.domain.split(".").length + 1))
        .join(".");
  }
  return found.at(-1)?.domain ?? domain;
}
