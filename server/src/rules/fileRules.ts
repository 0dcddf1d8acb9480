/** The rules on a file as a whole, which say once what would otherwise be said at every line. */
import { rfc, type RuleEntry } from "./rule.js";

const since = "0.1.0";
const references = [rfc(1035, "5")];

export const fileRules = [
  { id: "file/not-a-zone", severity: "information", summary: "A file that is no zone file", references, since },
  {
    id: "file/template",
    severity: "information",
    summary: "A file from which a tool makes a zone file",
    references,
    since,
  },
  {
    id: "file/unknown-origin",
    severity: "information",
    summary: "A zone file whose origin is not known",
    references,
    since,
  },
  {
    id: "file/no-final-newline",
    severity: "information",
    summary: "A last line without its line break",
    references,
    since,
  },
  {
    id: "file/too-many-problems",
    severity: "information",
    summary: "More problems in a file than are shown",
    references,
    since,
  },
] as const satisfies readonly RuleEntry[];
