/** Hover on comments that allow findings: which rules, and where they are allowed. */
import { readSuppressions, type Suppression } from "../analysis/suppression.js";
import { familyOf } from "../analysis/severity.js";
import { rules } from "../rules/catalogue.js";
import type { Entry } from "../syntax/entry.js";
import { sliceText, type PagedText } from "../text/pagedText.js";
import { shown } from "../text/problem.js";
import { code, link, paragraphs, sentence, type Hover } from "./hoverMarkdown.js";

const places: Readonly<Record<Suppression["scope"], string>> = {
  line: "on this line",
  "next-line": "on the line after this one, and in the whole record that starts there",
  file: "in this file",
};

/** Undefined for comments that are for people alone. */
export function hoverComment(text: PagedText, { comments }: Entry, offset: number): Hover | undefined {
  const holds = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    start <= offset && offset < end;
  const at = comments.find(holds);
  if (at === undefined) return undefined;
  const { suppressions } = readSuppressions([{ text: sliceText(text, at.start, at.end), at }]);
  const suppression = suppressions.find((one) => holds(one.at));
  if (suppression === undefined) return undefined;
  const place = places[suppression.scope];
  const pattern = suppression.patterns.find((one) => holds(one.at));
  if (pattern !== undefined) return { span: pattern.at, markdown: describePattern(pattern.text, place) };
  const listed = suppression.patterns.map((one) => code(one.text)).join(", ");
  return {
    span: suppression.at,
    markdown: `Allows ${listed === "" ? "whatever is found" : listed} ${place}.`,
  };
}

function describePattern(pattern: string, place: string): string {
  const rule = rules.get(pattern);
  if (rule !== undefined)
    return paragraphs(
      `**${rule.id}**: ${sentence(rule.summary)}`,
      `Allowed ${place}.`,
      rule.references.map(link).join(", "),
    );
  const family = [...rules.keys()].filter((id) => pattern === "*" || pattern === `${familyOf(id)}/*`);
  return family.length === 0
    ? `No rule is called ${code(shown(pattern, 40))}, so this allows nothing.`
    : `Allows ${family.length} rules ${place}: ${family.slice(0, 8).map(code).join(", ")}${family.length > 8 ? " …" : "."}`;
}
