/** What a DMARC record comes to: the policy that receivers apply, in words, and what its own text gives reason to advise. */
import type { Problem } from "../text/problem.js";
import { dmarcPolicies, dmarcTag, type DmarcPolicy, type DmarcRecord } from "./dmarc.js";
import { dmarcTable } from "./dmarcTable.js";
import { problemAt, reviewFix, safeFix, type Explained, type Range } from "./mailRecord.js";
import { isDomain } from "./mailUri.js";
import { afterTag, withoutTag } from "./tagList.js";
import { explainTags } from "./tagTable.js";

/** The policies that receivers of RFC 9989 apply; undefined where there is no DMARC. */
export interface EffectivePolicy {
  readonly domain: DmarcPolicy;
  readonly subdomains: DmarcPolicy;
  readonly nonexistent: DmarcPolicy;
  /** Whether t=y made them milder than written. */
  readonly testing: boolean;
}

const milder: Readonly<Record<DmarcPolicy, DmarcPolicy>> = { none: "none", quarantine: "none", reject: "quarantine" };

const strength = (policy: DmarcPolicy): number => dmarcPolicies.indexOf(policy);

/** sp falls back to p, np to sp and then p (RFC 9989 section 4.7); t=y takes each down by one level. */
export function effectivePolicy(record: DmarcRecord): EffectivePolicy | undefined {
  if (record.effect === "ignored") return undefined;
  if (record.effect === "degraded") return { domain: "none", subdomains: "none", nonexistent: "none", testing: false };
  const domain = record.p ?? "none";
  const subdomains = record.sp ?? domain;
  const nonexistent = record.np ?? subdomains;
  if (record.t === "n") return { domain, subdomains, nonexistent, testing: false };
  return { domain: milder[domain], subdomains: milder[subdomains], nonexistent: milder[nonexistent], testing: true };
}

const asked: Readonly<Record<DmarcPolicy, string>> = {
  none: "delivered as if there were no policy",
  quarantine: "treated as suspicious",
  reject: "refused",
};

/** Each tag in words, and in the end what the whole comes to. */
export function explainDmarc(record: DmarcRecord): readonly Explained[] {
  const policy = effectivePolicy(record);
  const meaning =
    policy === undefined
      ? "Receivers ignore this record: the domain has no DMARC"
      : record.effect === "degraded"
        ? "Receivers take this record as p=none: it only asks for reports"
        : `Mail that fails DMARC is ${asked[policy.domain]}; from names below it is ${asked[policy.subdomains]}, and from names that do not exist ${asked[policy.nonexistent]}`;
  return [...explainTags(dmarcTable, record.mapped.text, record.list), { text: "", meaning }];
}

/** Advice that needs nothing but the text; none for a record that does not hold as written. */
export function adviseDmarc(record: DmarcRecord): readonly Problem[] {
  if (record.effect !== "policy") return [];
  return [...adviseReports(record), ...advisePolicies(record), ...adviseTesting(record), ...adviseSuffix(record)];
}

const whole = (record: DmarcRecord): Range => record.list.tags[0] ?? { start: 0, end: record.mapped.text.length };

function* adviseReports(record: DmarcRecord): Iterable<Problem> {
  const { mapped, list } = record;
  if (dmarcTag(record, "rua") === undefined) {
    const message = "Without rua nobody reports on mail of this domain, and a broken sender goes unseen";
    yield problemAt(mapped, "dmarc/no-reports", dmarcTag(record, "p") ?? whole(record), message);
  }
  const ruf = dmarcTag(record, "ruf");
  const fo = dmarcTag(record, "fo");
  if (ruf !== undefined)
    yield problemAt(
      mapped,
      "dmarc/failure-reports",
      ruf,
      "Failure reports can hold private mail, and few receivers send them",
    );
  if (fo !== undefined && ruf === undefined)
    yield problemAt(
      mapped,
      "dmarc/no-effect",
      fo,
      "fo has no effect without ruf",
      safeFix(mapped, "Remove fo", withoutTag(list, fo)),
    );
}

function* advisePolicies(record: DmarcRecord): Iterable<Problem> {
  const { mapped, p, sp, np } = record;
  const pTag = dmarcTag(record, "p");
  if (p === undefined || pTag === undefined) return;
  if (p === "none") {
    const fix = reviewFix(mapped, "Write p=quarantine", {
      start: pTag.valueStart,
      end: pTag.valueEnd,
      text: "quarantine",
    });
    yield problemAt(
      mapped,
      "dmarc/monitoring-only",
      pTag,
      "p=none only asks for reports: forged mail is delivered",
      fix,
    );
  }
  for (const [name, policy, above, aboveName] of [
    ["sp", sp, p, "p"],
    ["np", np, sp ?? p, sp === undefined ? "p" : "sp"],
  ] as const) {
    const tag = dmarcTag(record, name);
    if (tag === undefined || policy === undefined || strength(policy) >= strength(above)) continue;
    const kind = name === "sp" ? "names below the domain" : "names that do not exist";
    const fix = reviewFix(mapped, `Write ${name}=${above}`, { start: tag.valueStart, end: tag.valueEnd, text: above });
    yield problemAt(
      mapped,
      "dmarc/weaker-subdomains",
      tag,
      `${name}=${policy} is weaker than ${aboveName}=${above}: forgers can use ${kind}`,
      fix,
    );
  }
  if (record.reader === "rfc9989" && np === undefined && (sp ?? p) !== "reject" && (p !== "none" || sp === "none")) {
    const fix = reviewFix(mapped, "Add np=reject", afterTag(dmarcTag(record, "sp") ?? pTag, "np=reject"));
    yield problemAt(
      mapped,
      "dmarc/no-np",
      pTag,
      "np=reject would refuse mail from names that do not exist, without risk",
      fix,
    );
  }
}

function* adviseTesting(record: DmarcRecord): Iterable<Problem> {
  const { mapped, list, p, sp, np } = record;
  const tag = dmarcTag(record, "t");
  if (tag === undefined || record.t !== "y") return;
  if ([p, sp, np].some((policy) => policy !== undefined && policy !== "none"))
    yield problemAt(
      mapped,
      "dmarc/testing",
      tag,
      `t=y makes every policy one level milder: p=${p ?? "none"} acts as p=${milder[p ?? "none"]}`,
      reviewFix(mapped, "Remove t=y", withoutTag(list, tag)),
    );
  else
    yield problemAt(
      mapped,
      "dmarc/no-effect",
      tag,
      "t=y has no effect on p=none",
      safeFix(mapped, "Remove t=y", withoutTag(list, tag)),
    );
}

function* adviseSuffix(record: DmarcRecord): Iterable<Problem> {
  const { mapped, list } = record;
  const tag = dmarcTag(record, "psd");
  if (tag === undefined || record.psd !== "y") return;
  const message =
    record.ruf.length > 0
      ? "A public suffix must not ask for failure reports of its registrants' mail"
      : "psd=y says that this is a public suffix, under which others register names";
  yield problemAt(
    mapped,
    "dmarc/public-suffix",
    tag,
    message,
    reviewFix(mapped, "Remove psd=y", withoutTag(list, tag)),
  );
}

/** Where reports go that another domain must have allowed (RFC 9990 section 4). */
export interface ReportDestination extends Range {
  readonly tag: "rua" | "ruf";
  readonly uri: string;
  /** In lower case, without final dot. */
  readonly domain: string;
  /**
   * The name of the TXT record that allows it, in lower case without final dot; undefined where it would be too long for a name,
   * which means that no report is sent.
   */
  readonly verificationName: string | undefined;
}

/**
 * The destinations of a policy at `policyDomain` (without `_dmarc.`, with or without final dot) that lie neither at, above nor below it. Whether two
 * others belong to one organization only the tree walk can tell.
 */
export function externalDestinations(record: DmarcRecord, policyDomain: string): readonly ReportDestination[] {
  const own = policyDomain.toLowerCase().replace(/\.$/, "");
  return (["rua", "ruf"] as const).flatMap((tag) =>
    record[tag].flatMap(({ start, end, text, domain }) => {
      if (domain === undefined || !isDomain(domain) || isSameTree(own, domain)) return [];
      const name = `${own}._report._dmarc.${domain}`;
      return [{ start, end, tag, uri: text, domain, verificationName: name.length <= 253 ? name : undefined }];
    }),
  );
}

const isSameTree = (a: string, b: string): boolean => a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
