/** Finds labels that begin with xn-- but stand for no international name. */
import { labelsOf } from "../../dns/name.js";
import { acePrefix, decodePunycode, encodePunycode } from "../../dns/punycode.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

/** Why a label that begins with xn-- is none of IDNA's (RFC 5891 section 5.4). */
function faultOf(label: string): string | undefined {
  const text = decodePunycode(label.slice(acePrefix.length));
  if (text === undefined) return "cannot be decoded";
  if (encodePunycode(text) !== label.slice(acePrefix.length)) return "is not how its name is encoded";
  return undefined;
}

export const badPunycode = recordRule({
  id: "names/bad-punycode",
  since: "0.1.0",
  severity: "warning",
  summary: "A label begins with xn-- but is no encoded international name",
  references: [rfc(3492), rfc(5891, "5.4")],

  *find({ record }) {
    const { ownerWord, owner } = record;
    if (ownerWord === undefined || record.generated || !owner.key.includes(acePrefix)) return;
    for (const label of labelsOf(owner.key)) {
      const fault = label.startsWith(acePrefix) ? faultOf(label) : undefined;
      if (fault === undefined) continue;
      yield { ...on(record, ownerWord), label, fault };
      return;
    }
  },

  message: ({ label, fault }) => worded`"${label}" ${fault}, so no browser shows it as a name`,
});
