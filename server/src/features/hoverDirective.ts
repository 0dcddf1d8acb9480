/** Hover on directives and their arguments. */
import { readName } from "../dns/name.js";
import { printClass, readClass } from "../dns/recordClass.js";
import { printDuration, readTtl } from "../dns/ttl.js";
import { readType } from "../dns/typeIndex.js";
import type { Entry } from "../syntax/entry.js";
import { shown } from "../text/problem.js";
import type { ZoneContext } from "../zone/context.js";
import { directives } from "../zone/directive.js";
import { countOf, generated, readGenerate } from "../zone/generate.js";
import type { Part } from "./entryParts.js";
import { code, link, paragraphs, sentence, zoneBlock } from "./hoverMarkdown.js";

export function hoverDirective(entry: Entry, part: Part, context: ZoneContext): string | undefined {
  if (part.kind === "directive") return hoverKeyword(entry, part.word.raw, context);
  if (part.kind !== "argument") return undefined;
  const { raw } = part.word;
  switch (part.role) {
    case "origin": {
      const name = readName(raw, context.origin).name;
      return name && paragraphs(`The origin from here on: ${code(name.text)}`, "Relative names end in it.");
    }
    case "ttl": {
      const read = readTtl(raw);
      return "seconds" in read ? `${printDuration(read.seconds)} (${read.seconds} seconds).` : undefined;
    }
    case "file":
      return `The file that is read here: ${code(raw)}`;
    case "class": {
      const known = readClass(raw);
      return known === undefined ? undefined : `Class ${code(printClass(known))}`;
    }
    case "type": {
      const type = readType(raw);
      return type && paragraphs(`**${type.name}**: ${sentence(type.summary)}`, link(type.reference));
    }
    case "range":
    case "owner":
    case "rdata":
      return expansions(entry);
    default:
      return undefined;
  }
}

function hoverKeyword(entry: Entry, raw: string, context: ZoneContext): string | undefined {
  const row = directives.find(({ name }) => name === raw.toUpperCase());
  if (row === undefined) return undefined;
  const reference = row.rfc === undefined ? "" : link({ rfc: row.rfc, section: row.section });
  const state = row.name === "$ORIGIN" ? `Before this line the origin is ${code(context.origin.text)}.` : undefined;
  return paragraphs(
    code(row.form),
    sentence(row.summary),
    state,
    row.name === "$GENERATE" ? expansions(entry) : undefined,
    reference,
  );
}

const mostShown = 5;

/** The first records that a `$GENERATE` makes. */
function expansions(entry: Entry): string | undefined {
  const generate = readGenerate(entry, []);
  if (generate === undefined) return undefined;
  const count = countOf(generate.range);
  const middle = generate.middle.map(({ raw }) => raw).join(" ");
  const lines = [...generated(generate, mostShown)].map(({ owner, rdata }) =>
    shown(`${owner} ${middle} ${rdata}`, 100),
  );
  const more = count > mostShown ? [`; and ${count - mostShown} more`] : [];
  return paragraphs(`It makes ${count} record${count === 1 ? "" : "s"}:`, zoneBlock([...lines, ...more]));
}
