/** The catalogue: every rule there is, and every check that finds its problems. */
import { rdataRuleIds } from "../dns/readRdata.js";
import { syntaxRules } from "../syntax/entry.js";
import { zoneRules } from "../zone/zoneRules.js";
import { fileRules } from "./fileRules.js";
import { rfc, reader, type Check, type RuleEntry } from "./rule.js";
import { cnameChecks } from "./cname/index.js";
import { delegationChecks } from "./delegation/index.js";
import { dnssecChecks } from "./dnssec/index.js";
import { mailChecks } from "./mail/index.js";
import { namedConfRules } from "./namedConfRules.js";
import { namesChecks } from "./names/index.js";
import { reverseChecks } from "./reverse/index.js";
import { rrsetChecks } from "./rrset/index.js";
import { importSizeRule } from "./server/imports.js";
import { serverChecks } from "./server/index.js";
import { soaChecks } from "./soa/index.js";
import { suppressionRules } from "./suppressionRules.js";
import { textChecks } from "./text/index.js";
import { valuesChecks } from "./values/index.js";

const since = "0.1.0";

const rdataRules: readonly RuleEntry[] = rdataRuleIds.map((rule) => ({ ...rule, since }));

/** The problems that reading the RDATA found. */
const rdataReader = reader(rdataRules, undefined, ({ record }) => record.rdata.problems);

/** What is run on records, owners, zones and policies. */
export const checks: readonly Check[] = [
  rdataReader,
  ...namesChecks,
  ...soaChecks,
  ...cnameChecks,
  ...delegationChecks,
  ...rrsetChecks,
  ...valuesChecks,
  ...dnssecChecks,
  ...reverseChecks,
  ...textChecks,
  ...mailChecks,
  ...serverChecks,
];

/** Every rule, by its id. */
export const rules: ReadonlyMap<string, RuleEntry> = new Map(
  [
    ...syntaxRules.map(({ section, ...rule }): RuleEntry => ({ ...rule, references: [rfc(1035, section)], since })),
    ...zoneRules.map((rule): RuleEntry => ({ ...rule, since })),
    ...fileRules,
    ...suppressionRules,
    importSizeRule,
    ...namedConfRules,
    ...checks.flatMap((check) => check.rules),
  ].map((rule) => [rule.id, rule]),
);
