/** The shape of a rule: found, worded and fixed in three small functions on one finding. */
import type { Name } from "../dns/name.js";
import type { Reference } from "../dns/recordType.js";
import type { DmarcReader } from "../mail/dmarc.js";
import type { MtaStsPolicy } from "../mail/mtaStsPolicy.js";
import type { Fix } from "../text/edit.js";
import type { Problem, Related, Severity } from "../text/problem.js";
import type { Span } from "../text/span.js";
import type { ZoneRecord } from "../zone/record.js";
import type { Use } from "../zone/use.js";
import type { Zone, Zones } from "../zone/zone.js";

export { rfc } from "../dns/recordType.js";

/** What consumes the zone; "any" judges as BIND does. */
export type Server = "any" | "bind" | "nsd" | "knot" | "powerdns" | "route53" | "cloudflare";

/** What the catalogue says of a rule. */
export interface RuleEntry {
  /** "spf/too-many-lookups": reads after "allow"; never renamed. */
  readonly id: string;
  /** The default; "off" is opt-in. */
  readonly severity: Severity | "off";
  /** What it finds, in one sentence without final period. */
  readonly summary: string;
  readonly references: readonly Reference[];
  /** The first version with it. */
  readonly since: string;
  /** Whether the rule itself makes fixes; the problems of readers bring theirs along. */
  readonly fixable?: true;
}

/** The least and the most of a time that the settings allow, in seconds. */
export interface Limit {
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The times that the settings can limit: of all records, and of the SOA record. */
export const limitedTimes = ["ttl", "refresh", "retry", "expire", "minimum"] as const;

export type Limits = Readonly<Partial<Record<(typeof limitedTimes)[number], Limit>>>;

/** The zone as version control has it. */
export interface Committed {
  readonly zone: Zone;
  /** Whether its records differ from those of now, the serial aside. */
  readonly differs: boolean;
  /** The key of the first owner whose records differ; undefined where that is not known. */
  readonly owner: string | undefined;
}

export interface RuleContext {
  readonly zone: Zone;
  /** The zones of the workspace, this one among them. */
  readonly zones: Zones;
  /** The policy files of the workspace by the key of the mail domain. */
  policyOf(domainKey: string): MtaStsPolicy | undefined;
  readonly server: Server;
  /** Readers of the old DMARC RFC: "rfc7489" judges by it. */
  readonly dmarc: DmarcReader;
  /** Seconds since 1970; undefined where the host has no clock. */
  readonly now: number | undefined;
  /** What the settings say of TTLs and timers; rules have limits of their own where these say nothing. */
  readonly limits?: Limits;
  /** Undefined where the host has no version control, or the zone is not in it. */
  readonly committed?: Committed | undefined;
  /** The policy of a mail domain as version control has it, by the key of the domain. */
  committedPolicyOf?(domainKey: string): MtaStsPolicy | undefined;
}

export interface RecordSubject {
  readonly record: ZoneRecord;
}

/** All records of one owner. */
export interface OwnerSubject {
  readonly owner: Name;
  readonly records: readonly ZoneRecord[];
  readonly ofType: (type: string) => readonly ZoneRecord[];
}

/** A rule on a zone asks the context for all it needs. */
export interface ZoneSubject {
  readonly apex: Name | undefined;
}

/** What not all servers read; its spans are those of its page. */
export interface UseSubject {
  readonly use: Use;
}

/** A policy file `mta-sts.txt`. */
export interface PolicySubject {
  readonly uri: string;
  readonly policy: MtaStsPolicy;
  /** The key of the mail domain that it is for; undefined where the path does not tell. */
  readonly domain: string | undefined;
}

/** What every finding has. Rules add what they need to word and fix it. */
export interface Found {
  readonly at: Span;
  /** Where `at` and the edits of the fixes are, if not in the document of the subject (the first record's of an owner). */
  readonly uri?: string;
  readonly related?: readonly Related[];
  readonly severity?: Severity;
  readonly tag?: "unnecessary" | "deprecated";
}

/** Where a finding about a record is shown: `...on(record)` or `...on(record, record.typeWord)`. */
export const on = (record: ZoneRecord, at: Span = record.span): { at: Span; uri: string } => ({
  at: { start: at.start, end: at.end },
  uri: record.uri,
});

interface RuleOf<Subject, F extends Found> extends RuleEntry {
  /** Only records of these types are looked at. */
  readonly types?: readonly string[];
  find(subject: Subject, context: RuleContext): Iterable<F>;
  message(finding: F): string;
  fixes?(finding: F, context: RuleContext): readonly Fix[];
}

/** One or more rules that are checked together, the finding's own type out of sight. */
interface CheckOf<Scope extends string, Subject> {
  readonly scope: Scope;
  readonly rules: readonly RuleEntry[];
  readonly types?: readonly string[];
  check(subject: Subject, context: RuleContext): Iterable<Problem>;
}

export type RecordCheck = CheckOf<"record", RecordSubject>;
export type OwnerCheck = CheckOf<"owner", OwnerSubject>;
export type ZoneCheck = CheckOf<"zone", ZoneSubject>;
export type PolicyCheck = CheckOf<"policy", PolicySubject>;
export type UseCheck = CheckOf<"use", UseSubject>;
export type Check = RecordCheck | OwnerCheck | ZoneCheck | PolicyCheck | UseCheck;

function checkOf<Scope extends string, Subject, F extends Found>(
  scope: Scope,
  rule: RuleOf<Subject, F>,
): CheckOf<Scope, Subject> {
  const { id, severity, summary, references, since } = rule;
  function* check(subject: Subject, context: RuleContext): Iterable<Problem> {
    for (const finding of rule.find(subject, context)) {
      const fixes = rule.fixes?.(finding, context) ?? [];
      yield {
        rule: id,
        at: { start: finding.at.start, end: finding.at.end },
        message: rule.message(finding),
        ...(finding.uri === undefined ? {} : { uri: finding.uri }),
        ...(finding.related === undefined ? {} : { related: finding.related }),
        ...(finding.severity === undefined ? {} : { severity: finding.severity }),
        ...(finding.tag === undefined ? {} : { tag: finding.tag }),
        ...(fixes.length === 0 ? {} : { fixes }),
      };
    }
  }
  const rules = [
    { id, severity, summary, references, since, ...(rule.fixes === undefined ? {} : { fixable: true as const }) },
  ];
  return rule.types === undefined ? { scope, rules, check } : { scope, rules, types: rule.types, check };
}

/** A rule that one record decides, with look-ups of other names where needed. */
export const recordRule = <F extends Found>(rule: RuleOf<RecordSubject, F>): RecordCheck => checkOf("record", rule);

/** A rule on all records of an owner; `types` names those of which at least one must be there. */
export const ownerRule = <F extends Found>(rule: RuleOf<OwnerSubject, F>): OwnerCheck => checkOf("owner", rule);

/** A rule on the zone, run after every change: it looks up names and types, it does not walk all records. */
export const zoneRule = <F extends Found>(rule: RuleOf<ZoneSubject, F>): ZoneCheck => checkOf("zone", rule);

export const policyRule = <F extends Found>(rule: RuleOf<PolicySubject, F>): PolicyCheck => checkOf("policy", rule);

/** The rules on what not all servers read. */
export const useCheck = (rules: readonly RuleEntry[], check: UseCheck["check"]): UseCheck => ({
  scope: "use",
  rules,
  check,
});

/** The rules of a reader below this floor, whose problems carry their ids. */
export const reader = (
  rules: readonly RuleEntry[],
  types: readonly string[] | undefined,
  check: (subject: RecordSubject, context: RuleContext) => Iterable<Problem>,
): RecordCheck => (types === undefined ? { scope: "record", rules, check } : { scope: "record", rules, types, check });
