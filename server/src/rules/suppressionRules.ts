/** The rules on comments that allow findings, whose problems the reading of those comments finds. */
import type { RuleEntry } from "./rule.js";

const since = "0.1.0";

export const suppressionRules: readonly RuleEntry[] = [
  {
    id: "suppression/unknown-rule",
    severity: "warning",
    summary: "A comment allows a rule that does not exist",
    references: [],
    since,
  },
  {
    id: "suppression/unknown-form",
    severity: "warning",
    summary: "A comment starts like one that allows findings but is none",
    references: [],
    since,
  },
  {
    id: "suppression/unused",
    severity: "information",
    summary: "A comment allows what is not found",
    references: [],
    since,
  },
];
