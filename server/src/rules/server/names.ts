/** Finds characters in names that Knot DNS reads in escaped form alone. */
import type { Word } from "../../syntax/word.js";
import { rawStart } from "../../syntax/word.js";
import { insert } from "../../text/edit.js";
import { span, type Span } from "../../text/span.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { shown } from "../../text/problem.js";

/** What its scanner takes as it is; octets outside ASCII are for server/raw-octets. */
const other = /\\[0-9]{3}|\\.|([\x21-\x7e])/g;
const plain = /[A-Za-z0-9._*/-]/;

/** The first character of a word that must be escaped. */
function firstOther(word: Word): { at: Span; character: string } | undefined {
  if (word.raw === "@") return undefined;
  for (const found of word.raw.matchAll(other)) {
    const character = found[1];
    if (character === undefined || plain.test(character)) continue;
    const start = rawStart(word) + found.index;
    return { at: span(start, start + 1), character };
  }
  return undefined;
}

export const nameCharacter = recordRule({
  id: "server/name-character",
  since: "0.1.0",
  severity: "error",
  summary: "A character in a name that the server reads in escaped form alone",
  references: [rfc(1035, "5.1")],

  *find({ record }, { server }) {
    if (server !== "knot" || record.generated) return;
    const { ownerWord, rdata } = record;
    const names = rdata.fields.flatMap(({ value, words }) => (value?.kind === "name" ? words : []));
    for (const word of ownerWord === undefined ? names : [ownerWord, ...names]) {
      if (word.quoted) continue;
      const found = firstOther(word);
      if (found !== undefined) yield { ...on(record, found.at), ...found, word };
    }
  },

  message: ({ character, word }) =>
    worded`Knot DNS refuses the ${character} in ${shown(word.raw, 40)}: write \\${character}, or leave it out`,

  fixes: ({ at, character }) => [{ title: `Write \\${character}`, kind: "safe", edits: [insert(at.start, "\\")] }],
});
