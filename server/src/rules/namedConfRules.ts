/** The rules on the configuration files of name servers, as far as they name zone files. */
import type { RuleEntry } from "./rule.js";

export const namedConfRules = [
  {
    id: "named-conf/missing-file",
    severity: "warning",
    summary: "A zone statement of a name server's configuration names a file that is not there",
    references: [],
    since: "0.1.0",
  },
] as const satisfies readonly RuleEntry[];
