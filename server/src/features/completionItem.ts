/** The shape of what completion offers. */
import type { FieldKindName } from "../dns/recordType.js";
import type { Span } from "../text/span.js";

export type CompletionKind =
  | "owner"
  | "host"
  | "type"
  | "class"
  | "time"
  | "directive"
  | "value"
  | "address"
  | "record"
  | "tag"
  | "term"
  | "text"
  | "file"
  | "folder";

/** What an item is about: enough to write its documentation when someone looks at it. Plain values, as they go over the wire. */
export type About =
  | { readonly what: "type" | "directive" | "record"; readonly name: string }
  /** A value of a field that has a name in its registry. */
  | { readonly what: "value"; readonly name: string; readonly kind: FieldKindName }
  /** An owner, by its key. */
  | { readonly what: "owner"; readonly name: string }
  /** Words that say it all, such as those of a mail tag. */
  | { readonly what: "words"; readonly name: string }
  | { readonly what: "policy"; readonly name: string };

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What takes the place of `span`. */
  readonly insert: string;
  readonly span: Span;
  /** In few words beside the label. */
  readonly detail?: string;
  /** What its documentation is of; see `documentationOf`. */
  readonly about?: About;
  /** Items are shown in the order of these. */
  readonly sort: string;
  /** What is compared with the text that is typed, where that is not the label. */
  readonly filter?: string;
  /** Whether `insert` has places to fill in, in the syntax of LSP. */
  readonly snippet?: boolean;
  /** Whether more is offered when it was chosen, as in a folder. */
  readonly goesOn?: boolean;
}

/** An item without its place. */
export type Offer = Omit<CompletionItem, "span" | "sort"> & { readonly span?: Span; readonly sort?: string };

/** A value, which is its own label unless `rest` says otherwise. */
export const value = (insert: string, detail: string, rest: Partial<Offer> = {}): Offer => ({
  label: insert,
  kind: "value",
  insert,
  detail,
  ...rest,
});

/** Puts offers at a place in their own order, behind those of a lower rank. */
export const placed = (span: Span, rank: number, offers: readonly Offer[]): CompletionItem[] =>
  offers.map((offer, index) => ({ span, sort: `${rank}${String(index).padStart(4, "0")}`, ...offer }));
