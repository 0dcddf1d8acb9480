/** Finds owners with characters that no user's query holds: other than ASCII, white space, controls. */
import { labelsOf } from "../../dns/name.js";
import { acePrefix, encodePunycode } from "../../dns/punycode.js";
import { replace } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

/** Octets that are printed as `\DDD`. */
const numbered = /\\[0-9]{3}/;

/** Made by the signer from names that were typed. */
const signed = new Set(["RRSIG", "NSEC"]);

/** The name as international names are written in the DNS; undefined where that is not possible. */
function asciiForm(raw: string): string | undefined {
  if (raw.includes("\\")) return undefined;
  const labels: string[] = [];
  for (const label of raw.normalize("NFC").toLowerCase().split(".")) {
    const plain = Array.from(label).every((c) => c > " " && c <= "~");
    const encoded = plain ? label : encodePunycode(label);
    if (encoded === undefined) return undefined;
    labels.push(plain ? label : `${acePrefix}${encoded}`);
  }
  return labels.join(".");
}

export const notAscii = recordRule({
  id: "names/not-ascii",
  since: "0.1.0",
  severity: "warning",
  summary: "An owner has characters that no query for it holds",
  references: [rfc(5890, "2.3.2.1"), rfc(5891, "4.4")],

  *find({ record }) {
    const { ownerWord, owner } = record;
    if (ownerWord === undefined || record.generated || signed.has(record.type.name)) return;
    if (!labelsOf(owner.text).some((label) => numbered.test(label))) return;
    // Instances of DNS-SD are text for people, in UTF-8 (RFC 6763 section 4.1.1).
    if (labelsOf(owner.key).some((label) => label === "_tcp" || label === "_udp")) return;
    const { raw } = ownerWord;
    const international = Array.from(raw).some((c) => c > "~");
    if (!international && !numbered.test(raw) && !/\\ /.test(raw)) return;
    const ascii = international ? asciiForm(raw) : undefined;
    yield { ...on(record, ownerWord), raw, international, ascii };
  },

  message: ({ raw, international }) =>
    international
      ? worded`"${raw}" is not ASCII: browsers ask for its xn-- form and do not find it`
      : worded`"${raw}" has white space or other octets that hardly any query holds`,

  fixes: ({ at, ascii }) =>
    ascii === undefined
      ? []
      : [{ title: `Write ${shown(ascii, 60)}`, kind: "review", preferred: true, edits: [replace(at, ascii)] }],
});
