/** Finds zone statements of a name server's configuration whose file is not in the workspace, where it ought to be. */
import { isAtOrBelow, makeName } from "../dns/name.js";
import { shown, type Problem } from "../text/problem.js";
import type { NameServerFile, ZoneStatement } from "./namedConf.js";

/** "unknown": it is not said where such a file would be, or not known yet whether it is there. */
export type Presence = "there" | "missing" | "unknown";

/** Files that the server makes itself have other types. */
const primaries = new Set([undefined, "primary", "master"]);

/** Zones whose files come with the name server (RFC 6303, RFC 1912 section 4.1). */
const shipped = ["localhost.", "0.in-addr.arpa.", "127.in-addr.arpa.", "255.in-addr.arpa.", "0.ip6.arpa."];

function isShipped({ zone }: ZoneStatement): boolean {
  const { key } = makeName(zone.endsWith(".") ? zone : `${zone}.`);
  return key === "." || shipped.some((name) => isAtOrBelow(key, name));
}

/** Whether the name is one that the server fills in: NSD's and Knot's "%s". */
const isPattern = ({ file }: ZoneStatement): boolean => file.includes("%") || file === "";

/**
 * The statements that name missing files. A file that names none that is there tells nothing: its zone files are kept elsewhere.
 */
export function missingFiles(
  { statements }: NameServerFile,
  presenceOf: (statement: ZoneStatement) => Presence,
): readonly Problem[] {
  const judged = statements
    .filter((statement) => primaries.has(statement.type) && !isPattern(statement))
    .map((statement) => ({ statement, presence: presenceOf(statement) }));
  if (!judged.some(({ presence }) => presence === "there")) return [];
  return judged
    .filter(({ statement, presence }) => presence === "missing" && !isShipped(statement))
    .map(({ statement: { zone, file, start, end } }) => ({
      rule: "named-conf/missing-file",
      at: { start, end },
      message: `The file ${shown(file, 30)} of the zone ${shown(zone, 24)} is not there: the server does not load it`,
    }));
}
