/** Finds TXT records without any text. */
import { textOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { textWords } from "./strings.js";

export const empty = recordRule({
  id: "text/empty",
  since: "0.1.0",
  severity: "information",
  summary: "A TXT record with an empty text",
  references: [rfc(1035, "3.3.14")],
  types: ["TXT", "SPF"],
  *find({ record }) {
    const [first] = textWords(record);
    if (first !== undefined && textOf(record)?.text === "") yield on(record, first);
  },
  message: () => "The text is empty, and some providers refuse such a record",
});
