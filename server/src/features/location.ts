/** Locations: spans of documents, as definitions, references and symbols name them. */
import type { Span } from "../text/span.js";

export interface Location {
  readonly uri: string;
  readonly at: Span;
}
