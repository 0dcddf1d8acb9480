/** Makes the two rules on the host of a record: it must not be an alias, and it needs an address. */
import type { Reference } from "../../dns/recordType.js";
import { nameOf, type NameIn, type ZoneRecord } from "../../zone/record.js";
import { on, recordRule, type RecordCheck, type RuleContext } from "../rule.js";
import { addressStubs } from "../addressStubs.js";
import { hostAt, isMistyped, nameTheEnd, type Host } from "./hosts.js";
import { said } from "../wording.js";

interface Target {
  readonly type: string;
  /** The field that names the host. */
  readonly field: string;
  readonly references: readonly Reference[];
}

function hostOf(record: ZoneRecord, field: string, context: RuleContext): { target: NameIn; host: Host } | undefined {
  const target = nameOf(record, field);
  if (target === undefined || target.name.text === "." || isMistyped(target, context.zone)) return undefined;
  return { target, host: hostAt(target.name.key, context.zone) };
}

export const notAnAlias = ({ type, field, references }: Target): RecordCheck =>
  recordRule({
    id: `values/${type.toLowerCase()}-to-cname`,
    since: "0.1.0",
    severity: "warning",
    summary: `The host that a record of type ${type} names is an alias`,
    references,
    types: [type],
    *find({ record }, context) {
      const found = hostOf(record, field, context);
      if (found?.host.state !== "alias") return;
      const { by } = found.host;
      const related = [{ at: by.span, uri: by.uri, message: `The ${by.type.name} record` }];
      yield { ...on(record, found.target.span), related, record, target: found.target, by };
    },
    message: ({ target, by }) =>
      by.type.name === "CNAME"
        ? `${type} names ${said(target.name, 30)}, which is a CNAME; some clients don't follow it`
        : `${type} names ${said(target.name, 30)}, which is below a DNAME; some clients don't follow it`,
    fixes: ({ record, target, by }, { zone }) => nameTheEnd(record, target, by, zone),
  });

export const needsAddress = ({ type, field, references }: Target): RecordCheck =>
  recordRule({
    id: `values/${type.toLowerCase()}-without-address`,
    since: "0.1.0",
    severity: "warning",
    summary: `The host that a record of type ${type} names has no address`,
    references,
    types: [type],
    *find({ record }, context) {
      const found = hostOf(record, field, context);
      if (found?.host.state === "nothing") yield { ...on(record, found.target.span), record, target: found.target };
    },
    message: ({ target }) => `${type} names ${said(target.name, 45)}, which has no A or AAAA record`,
    fixes: ({ record, target }, { zone }) => addressStubs(record, target.name, zone, record.uri),
  });
