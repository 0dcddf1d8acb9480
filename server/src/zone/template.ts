/** Templates: the marks of the tools that make zone files from patterns, so that a pattern is not taken for a broken zone. */

const mark =
  /\{\{|\{%|\{#|<%|@[A-Z][A-Z0-9_]{2,}@|\$\{[A-Za-z_][A-Za-z0-9_.]*\}|\$[A-Z][A-Z_]+\$|%[A-Z][A-Z_]+%|__[A-Z][A-Z_]+__/g;

/** Where the first mark of a template tool is in `start..end` of `text`; undefined where there is none. */
export function templateMark(text: string, start: number, end: number): { start: number; end: number } | undefined {
  mark.lastIndex = start;
  const found = mark.exec(text);
  if (found === null || found.index >= end) return undefined;
  return { start: found.index, end: Math.min(mark.lastIndex, end) };
}
