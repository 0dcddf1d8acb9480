/** The fields of the record that is being written, and which one the cursor is in. */
import { fieldKind } from "../dns/fieldKinds.js";
import type { Field, RecordType } from "../dns/recordType.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { directives, isDirective } from "../zone/directive.js";
import { completionPlace } from "./completionPlace.js";
import { headOf } from "./entryParts.js";
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
  if (isDirective(before)) return directiveHelp(place.before[0]?.raw ?? "", place.before.length - 1);
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
  const about = fields.map(
    ({ summary, kind }) => `${sentence(summary)} ${sentence(`Expected: ${fieldKind(kind).expects}`)}`,
  );
  return {
    ...labeled(type.name, names, about),
    documentation: paragraphs(sentence(type.summary), link(type.reference)),
    active: Math.min(index, fields.length - 1),
  };
}

function directiveHelp(keyword: string, index: number): SignatureHelp | undefined {
  const row = directives.find(({ name }) => name === keyword.toUpperCase());
  if (row === undefined) return undefined;
  const names = row.form.split(" ").slice(1);
  return {
    ...labeled(row.name, names, []),
    documentation: sentence(row.summary),
    active: Math.min(index, names.length - 1),
  };
}
