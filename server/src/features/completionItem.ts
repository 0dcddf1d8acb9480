/** The shape of what completion offers. */
import type { Span } from "../text/span.js";

export type CompletionKind =
  "owner" | "host" | "type" | "class" | "time" | "directive" | "value" | "address" | "record" | "tag" | "term" | "text";

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What takes the place of `span`. */
  readonly insert: string;
  readonly span: Span;
  /** In few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Items are shown in the order of these. */
  readonly sort: string;
  /** What is compared with the text that is typed, where that is not the label. */
  readonly filter?: string;
  /** Whether `insert` has places to fill in, in the syntax of LSP. */
  readonly snippet?: boolean;
}

/** An item without its place. */
export type Offer = Omit<CompletionItem, "span" | "sort"> & { readonly span?: Span; readonly sort?: string };

/** Puts offers at a place in their own order, behind those of a lower rank. */
export const placed = (span: Span, rank: number, offers: readonly Offer[]): CompletionItem[] =>
  offers.map((offer, index) => ({ span, sort: `${rank}${String(index).padStart(4, "0")}`, ...offer }));
