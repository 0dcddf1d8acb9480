/** Finds names in RDATA that look absolute but lack the final dot, so that servers append the origin. */
import { makeName, relativeTo } from "../../dns/name.js";
import { recordTypes } from "../../dns/recordTypes.js";
import { insert, replace, type Fix } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { namesOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { incomplete } from "./incomplete.js";
import { worded } from "../wording.js";

/** Types made by signers name nothing that was typed. */
const signed = new Set(["RRSIG", "SIG", "NSEC", "NXT"]);
const nameKinds = new Set(["name", "hostName", "mailbox", "names", "gateway"]);

const types = recordTypes
  .filter(({ name, fields }) => !signed.has(name) && fields?.some(({ kind }) => nameKinds.has(kind)))
  .map(({ name }) => name);

export const missingTrailingDot = recordRule({
  id: "names/missing-trailing-dot",
  since: "0.1.0",
  severity: "warning",
  summary: "A name looks complete but lacks the final dot, so that the origin is appended to it",
  references: [rfc(1035, "5.1")],
  types,

  *find({ record }, { zone }) {
    if (record.generated) return;
    for (const target of namesOf(record)) {
      const found = incomplete(target, zone);
      if (found === undefined) continue;
      const short = relativeTo(makeName(found.key), record.origin);
      const relative = found.by === "apex" && short !== "@" && !short.endsWith(".") ? short : undefined;
      const means = zone.originKnown ? target.name.text : undefined;
      yield { ...on(record, target.span), written: target.text, means, by: found.by, relative };
    }
  },

  message: ({ written, means }) =>
    means === undefined
      ? worded`"${written}" has no final dot: the zone's name is appended to it`
      : worded`"${written}" has no final dot and means ${means}`,

  fixes({ at, written, by, relative }) {
    const dotted: Fix = {
      title: `Write ${shown(written, 60)}.`,
      kind: by === "perhaps" ? "review" : "safe",
      preferred: true,
      edits: [insert(at.end, ".")],
    };
    if (relative === undefined) return [dotted];
    return [
      dotted,
      { title: `Write ${shown(relative, 60)}, relative`, kind: "review", edits: [replace(at, relative)] },
    ];
  },
});
