/** Finds a null MX beside other MX records. */
import { isNullMx } from "../lookup.js";
import { removal } from "../recordEdits.js";
import { on, ownerRule, rfc } from "../rule.js";

export const nullMxWithOthers = ownerRule({
  id: "values/null-mx-with-others",
  since: "0.1.0",
  severity: "error",
  summary: "A null MX beside other MX records",
  references: [rfc(7505, "3")],
  types: ["MX"],
  *find({ ofType }) {
    const all = ofType("MX");
    const others = all.filter((record) => !isNullMx(record));
    const [real] = others;
    if (real === undefined) return;
    const related = [{ at: real.span, uri: real.uri, message: "This MX record takes mail" }];
    for (const record of all) if (isNullMx(record)) yield { ...on(record), related, record, others };
  },
  message: () => 'The null MX "." refuses mail and must be the only MX record of its name',
  fixes({ record, others }, { zone }) {
    const withoutNull = removal([record], zone, record.uri);
    const withoutOthers = removal(others, zone, record.uri);
    return [
      ...(withoutNull === undefined
        ? []
        : [{ title: "Remove the null MX", kind: "review" as const, preferred: true, edits: withoutNull }]),
      ...(withoutOthers === undefined
        ? []
        : [{ title: "Keep the null MX alone", kind: "review" as const, edits: withoutOthers }]),
    ];
  },
});
