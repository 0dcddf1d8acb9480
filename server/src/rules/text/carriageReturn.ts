/** Finds files whose lines end in CR LF. */
import { on, rfc, zoneRule } from "../rule.js";

export const carriageReturn = zoneRule({
  id: "text/carriage-return",
  since: "0.1.0",
  severity: "information",
  summary: "Lines end in CR LF",
  references: [rfc(1035, "5.1")],
  *find(_, { zone, server }) {
    for (const record of zone.records()) {
      const { end } = record.entry;
      if (record.uri !== zone.uri || !zone.written(record.uri, { start: end - 2, end }).endsWith("\r\n")) return;
      const severity = server === "knot" ? ("error" as const) : ("information" as const);
      yield { ...on(record, { start: end - 3, end: end - 2 }), severity };
      return;
    }
  },
  message: () => "Lines end in CR LF, as Windows writes them: Knot and gdnsd refuse the file",
});
