/** Fixes of problems of mail texts that only the zone around the text can make. */
import { domainName } from "../../mail/resolver.js";
import { reviewFix } from "../../mail/mailRecord.js";
import { readTagList, afterTag } from "../../mail/tagList.js";
import { replace, type Fix } from "../../text/edit.js";
import type { Mapped } from "../../text/mapped.js";
import type { Problem } from "../../text/problem.js";
import type { ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { removal } from "../recordEdits.js";
import { isOwnData } from "../lookup.js";
import { newRecord, policyDomain, withoutDot } from "./domains.js";

type ZoneFix = (problem: Problem, record: ZoneRecord, mapped: Mapped, zone: Zone) => readonly Fix[];

/** The record with everything from its type on written anew; none where comments stand in between. */
function rewritten(record: ZoneRecord, mapped: Mapped, title: string, text: string): Fix[] {
  const at = { start: record.typeWord.start, end: mapped.span.end };
  const commented = record.comments.some(({ start }) => start < at.end);
  return commented || record.span.end > at.end ? [] : [{ title, kind: "review", edits: [replace(at, text)] }];
}

const removeRecord: ZoneFix = (_problem, record, _mapped, zone) => {
  const edits = removal([record], zone, record.uri);
  return edits === undefined ? [] : [{ title: "Remove the record", kind: "review", edits }];
};

/** A host's name in TXT: it is what a CNAME should point to. */
const makeAlias: ZoneFix = (_problem, record, mapped, zone) => {
  const target = domainName(mapped.text.trim());
  if (target === undefined || zone.recordsAt(record.owner.key).length > 1) return [];
  return rewritten(record, mapped, "Make it a CNAME record", `CNAME ${target.text}`);
};

const addReports: ZoneFix = (_problem, record, mapped) => {
  const domain = policyDomain(record.owner.text.toLowerCase());
  const list = readTagList(mapped.text);
  const last = list.tags.find(({ name }) => name.toLowerCase() === "p") ?? list.tags.at(-1);
  if (domain === undefined || last === undefined) return [];
  const address = `postmaster@${withoutDot(domain)}`;
  return [reviewFix(mapped, `Send reports to ${address}`, afterTag(last, `rua=mailto:${address}`))];
};

/** The domain that a term of the text leads to. */
const targetIn = (mapped: Mapped, { at }: Problem): string | undefined => {
  const run = mapped.runs.find(({ source, sourceLength }) => source <= at.start && at.start < source + sourceLength);
  const term = run === undefined ? "" : mapped.text.slice(run.at + at.start - run.source).split(" ", 1)[0];
  return /^[+?~-]?(?:include:|redirect=)([^%\s]+)$/i.exec(term ?? "")?.[1];
};

const addStub: ZoneFix = (problem, record, mapped, zone) => {
  const name = domainName(targetIn(mapped, problem) ?? "");
  if (name === undefined || !isOwnData(zone, name.key) || !problem.message.endsWith("no SPF record: SPF fails"))
    return [];
  const title = `Give ${withoutDot(name.text)} an SPF record that passes no one`;
  return newRecord(record, zone, record.uri, title, name, 'TXT "v=spf1 -all"');
};

const zoneFixes: ReadonlyMap<string, ZoneFix> = new Map([
  ["spf/sender-id", removeRecord],
  ["dkim/host-name", makeAlias],
  ["dmarc/no-reports", addReports],
  ["spf/include-without-spf", addStub],
]);

/** The problem with the fixes that the zone makes possible, after its own. */
export function withZoneFixes(problem: Problem, record: ZoneRecord, mapped: Mapped, zone: Zone): Problem {
  const fixes = zoneFixes.get(problem.rule)?.(problem, record, mapped, zone) ?? [];
  return fixes.length === 0 ? problem : { ...problem, fixes: [...(problem.fixes ?? []), ...fixes] };
}
