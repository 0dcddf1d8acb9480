/** Hover on directives and their arguments. */
import { readName } from "../dns/name.js";
import { printClass, readClass } from "../dns/recordClass.js";
import { printDuration, readTtl } from "../dns/ttl.js";
import { readType } from "../dns/typeIndex.js";
import type { Entry } from "../syntax/entry.js";
import { shown } from "../text/problem.js";
import type { ZoneContext } from "../zone/context.js";
import { directives } from "../zone/directive.js";
import { nameProblem } from "../zone/head.js";
import { countOf, generated, readGenerate } from "../zone/generate.js";
import type { Part } from "./entryParts.js";
import { code, link, paragraphs, plain, sentence, zoneBlock } from "./hoverMarkdown.js";

export function hoverDirective(entry: Entry, part: Part, context: ZoneContext): string | undefined {
  if (part.kind === "directive") return hoverKeyword(entry, part.word.raw, context);
  if (part.kind !== "argument") return undefined;
  const { raw } = part.word;
  switch (part.role) {
    case "origin": {
      const { name, fault } = readName(raw, context.origin);
      if (name === undefined) return fault && plain(sentence(nameProblem("", part.word, fault).message));
      return paragraphs(`The origin from here on: ${code(name.text)}`, "Relative names end in it.");
    }
    case "ttl": {
      const read = readTtl(raw);
      return "seconds" in read
        ? `${printDuration(read.seconds)} (${read.seconds} seconds).`
        : "No time: seconds, or numbers with the units w, d, h, m and s.";
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
      return expansions(entry) ?? generateParts[part.role];
    default:
      return "Not read: the directive takes no more words.";
  }
}

function hoverKeyword(entry: Entry, raw: string, context: ZoneContext): string | undefined {
  const row = directives.find(({ name }) => name === raw.toUpperCase());
  if (row === undefined)
    return raw.toUpperCase() === "$DATE"
      ? "The time when BIND wrote the file, which is not read."
      : `${code(shown(raw, 40))} is no directive that a server knows: ${directives.map(({ name }) => code(name)).join(", ")} are.`;
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

/** The parts of a line that can't be read. */
const generateParts = {
  range: "The numbers: `start-stop`, or `start-stop/step`.",
  owner: "The owner of each record: `$` stands for the number, `${offset,width,base}` for another form of it.",
  rdata: "The RDATA of each record: `$` stands for the number, `${offset,width,base}` for another form of it.",
} as const;

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
