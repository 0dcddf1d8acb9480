/** The fields of the record that is being written, and which one the cursor is in. */
import { fieldKind } from "../dns/fieldKinds.js";
import type { Field, RecordType } from "../dns/recordType.js";
import type { Word } from "../syntax/word.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { directives, isDirective } from "../zone/directive.js";
import { completionPlace, type CompletionPlace } from "./completionPlace.js";
import { generateRole, headOf, type ArgumentRole } from "./entryParts.js";
import { link, paragraphs, sentence } from "./hoverMarkdown.js";

export interface SignatureParameter {
  /** Where it stands in the label. */
  readonly start: number;
  readonly end: number;
  readonly documentation: string;
}

export interface SignatureHelp {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** Which of them is being written. */
  readonly active: number;
}

export function signatureHelp(snapshot: ZoneSnapshot, offset: number): SignatureHelp | undefined {
  const place = completionPlace(snapshot, offset);
  if (place === undefined || place.atLineStart) return undefined;
  const before = { ...place.entry, words: place.before };
  if (isDirective(before)) return directiveHelp(place);
  const { type, words } = headOf(before);
  return type?.fields === undefined || words[0]?.raw === "\\#" ? undefined : typeHelp(type, type.fields, words.length);
}

function labeled(
  first: string,
  names: readonly string[],
  documentation: readonly string[],
): Omit<SignatureHelp, "documentation" | "active"> {
  let label = first;
  const parameters = names.map((name, index) => {
    const start = label.length + 1;
    label += ` ${name}`;
    return { start, end: label.length, documentation: documentation[index] ?? "" };
  });
  return { label, parameters };
}

function typeHelp(type: RecordType, fields: readonly Field[], index: number): SignatureHelp {
  const names = fields.map(({ name, optional }) => (optional === true ? `[${name}]` : `<${name}>`));
  const about = fields.map(({ summary, kind }) => {
    const { expects } = fieldKind(kind);
    return summary.toLowerCase() === expects.toLowerCase()
      ? sentence(summary)
      : `${sentence(summary)} ${sentence(`Expected: ${expects}`)}`;
  });
  return {
    ...labeled(type.name, names, about),
    documentation: paragraphs(sentence(type.summary), link(type.reference)),
    active: Math.min(index, fields.length - 1),
  };
}

/** What the arguments of directives are, by what they are called in the form. */
const argumentWords: Readonly<Record<string, string>> = {
  name: "The origin from here on; a relative one is below the origin before.",
  time: "Seconds, or numbers with the units w, d, h, m and s.",
  file: "The file, in quotes if it holds blanks; looked for beside this one.",
  "[origin]": "The origin in that file; the one before goes on after it.",
  "start-stop[/step]": "The numbers that records are made for.",
  owner: "The owner: `$` stands for the number, `${offset,width,base}` for another form of it.",
  "[ttl]": "The time to live.",
  "[class]": "The class, mostly `IN`.",
  type: "The type of the records.",
  rdata: "The RDATA; `$` stands for the number.",
};

function directiveHelp(place: CompletionPlace): SignatureHelp | undefined {
  const [keyword, ...rest] = place.before;
  const row = directives.find(({ name }) => name === keyword?.raw.toUpperCase());
  if (row === undefined) return undefined;
  const names = row.form.split(" ").slice(1);
  const about = names.map((name) => argumentWords[name] ?? "");
  const index = row.name === "$GENERATE" ? generatePart(place, rest) : rest.length;
  return {
    ...labeled(row.name, names, about),
    documentation: sentence(row.summary),
    active: Math.min(index, names.length - 1),
  };
}

const generateParts: readonly ArgumentRole[] = ["range", "owner", "ttl", "class", "type", "rdata"];

/** Which part of `$GENERATE` is being written, of which TTL and class may be left out. */
function generatePart({ word }: CompletionPlace, before: readonly Word[]): number {
  if (before.length < 2) return before.length;
  const words = word === undefined ? before : [...before, word];
  const roles = words.map((_, index) => generateRole(words, index));
  const last = roles[words.length - 1];
  // A word that is nothing yet may become the type.
  if (word !== undefined) return generateParts.indexOf(last === undefined || last === "extra" ? "type" : last);
  return Math.max(...roles.map((role) => generateParts.indexOf(role))) + 1;
}
