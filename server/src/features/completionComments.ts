/** Comments that allow findings to complete: the three forms, and the rules, those first that found something there. */
import { familyOf } from "../analysis/severity.js";
import { rules } from "../rules/catalogue.js";
import { lineColumnAt, sliceText } from "../text/pagedText.js";
import { span } from "../text/span.js";
import { entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import { placed, type CompletionItem, type Offer } from "./completionItem.js";

const forms = [
  ["zonewright-disable-line", "Allows findings on this line"],
  ["zonewright-disable-next-line", "Allows findings on the next line, and in the record that starts there"],
  ["zonewright-disable-file", "Allows findings in this file"],
] as const;

/** What is offered in the comment at an offset; nothing in one that is for people. */
export function commentItems(snapshot: ZoneSnapshot, offset: number): CompletionItem[] {
  const comments = entryAt(snapshot, offset)?.entry.comments ?? [];
  const comment = comments.find(({ start, end }) => start < offset && offset <= end);
  if (comment === undefined) return [];
  const before = sliceText(snapshot.text, comment.start, offset);
  const form = /;[ \t]*(z[a-z-]*)$/.exec(before)?.[1];
  if (form !== undefined)
    return placed(
      span(offset - form.length, offset),
      1,
      forms.map(([name, detail]) => ({ label: name, kind: "directive", insert: `${name} `, detail, goesOn: true })),
    );
  const list = /zonewright-disable-(line|next-line|file)[ \t]+((?:[^\s,]+[ \t]*,[ \t]*)*)([^\s,]*)$/.exec(before);
  if (list === null) return [];
  const [, scope = "", used = "", typed = ""] = list;
  return placed(span(offset - typed.length, offset), 1, ruleOffers(snapshot, offset, scope, used));
}

function ruleOffers(snapshot: ZoneSnapshot, offset: number, scope: string, used: string): Offer[] {
  const lineOf = (at: number): number => lineColumnAt(snapshot.text, at).line;
  const line = lineOf(offset) + (scope === "next-line" ? 1 : 0);
  const found = new Set(
    snapshot.diagnostics
      .filter(({ uri, at }) => uri === snapshot.uri && (scope === "file" || lineOf(at.start) === line))
      .map(({ rule }) => rule),
  );
  const there = new Set(used.split(/[\s,]+/));
  const others = [...rules.keys()].filter((id) => !found.has(id)).toSorted();
  const families = [...new Set(others.map(familyOf))].map((family): Offer => {
    const name = `${family}/*`;
    return { label: name, kind: "value", insert: name, detail: `All rules of ${family}` };
  });
  const offers = [...found, ...others].map((id): Offer => {
    const summary = rules.get(id)?.summary ?? "";
    const detail = found.has(id) ? `Found here: ${summary}` : summary;
    return { label: id, kind: "value", insert: id, detail, about: { what: "words", name: summary } };
  });
  return [...offers, ...families].filter(({ label }) => !there.has(label) && familyOf(label) !== "suppression");
}
