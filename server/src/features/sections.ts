/** Sections of a document: from an `$ORIGIN` to the next one. */
import { pageIndexAt, type PagedText } from "../text/pagedText.js";
import { span, type Span } from "../text/span.js";

const isOrigin = /^\$origin(?=[ \t;"(])/i;

/** Whether the entry at an index of a page is an `$ORIGIN`: told from its first letters, as a document may have a million entries. */
function startsSection({ pages }: PagedText, page: number, entry: number): boolean {
  const text = pages[page]?.text ?? "";
  const at = pages[page]?.entries[entry] ?? 0;
  return text.charAt(at) === "$" && isOrigin.test(text.slice(at, at + 8));
}

/** The section that holds an offset, without the last line's break; undefined before the first `$ORIGIN`. */
export function sectionAt(text: PagedText, offset: number): Span | undefined {
  const { pages, starts } = text;
  const placeOf = (page: number, entry: number): number => (starts[page] ?? 0) + (pages[page]?.entries[entry] ?? 0);
  const here = pageIndexAt(text, offset);
  let start: number | undefined;
  for (let page = here; page >= 0 && start === undefined; page--)
    for (let entry = (pages[page]?.entries.length ?? 0) - 1; entry >= 0 && start === undefined; entry--)
      if (placeOf(page, entry) <= offset && startsSection(text, page, entry)) start = placeOf(page, entry);
  if (start === undefined) return undefined;
  for (let page = here; page < pages.length; page++)
    for (let entry = 0; entry < (pages[page]?.entries.length ?? 0); entry++)
      if (placeOf(page, entry) > offset && startsSection(text, page, entry)) return span(start, placeOf(page, entry));
  return span(start, text.length);
}
