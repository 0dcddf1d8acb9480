/** Spans: half-open ranges of a document's text, in UTF-16 units from its start. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

/** The smallest span that covers both. */
export const hull = (a: Span, b: Span): Span => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/** Whether `offset` lies in the span or touches its end: what "the cursor is on it" means. */
export const touches = (at: Span, offset: number): boolean => at.start <= offset && offset <= at.end;
