/** Finds relative owners that repeat the zone's name, so that it stands in them twice. */
import { isAtOrBelow, labelsOf, makeName, relativeTo } from "../../dns/name.js";
import { insert, replace, type Fix } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

export const repeatedZone = recordRule({
  id: "names/repeated-zone",
  since: "0.1.0",
  severity: "warning",
  summary: "A relative owner repeats the zone's name, which is appended once more",
  references: [rfc(1035, "5.1")],

  *find({ record }, { zone }) {
    const { ownerWord, owner, origin } = record;
    const apex = zone.apex;
    if (ownerWord === undefined || !record.ownerRelative || record.generated) return;
    if (apex === undefined || apex.key === "." || origin === undefined || !isAtOrBelow(origin.key, apex.key)) return;
    // A zone of one label has subdomains of its own name now and then.
    if (labelsOf(apex.key).length < 2 || ownerWord.raw === "@") return;
    const meant = makeName(owner.text.slice(0, -origin.text.length));
    if (!isAtOrBelow(meant.key, apex.key)) return;
    yield {
      ...on(record, ownerWord),
      written: ownerWord.raw,
      means: owner.text,
      short: relativeTo(meant, origin),
    };
  },

  message: ({ written, means }) => worded`"${written}" repeats the zone and means ${means}`,

  fixes({ at, written, short }) {
    const dotted: Fix = { title: `Write ${shown(written, 60)}.`, kind: "review", edits: [insert(at.end, ".")] };
    if (short.endsWith(".")) return [dotted];
    return [{ title: `Write ${shown(short, 60)}`, kind: "safe", preferred: true, edits: [replace(at, short)] }, dotted];
  },
});
