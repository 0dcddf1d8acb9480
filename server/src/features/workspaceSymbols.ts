/** Workspace symbols: owners of all zones by their absolute names. */
import { span } from "../text/span.js";
import type { Zones } from "../zone/zone.js";
import type { Location } from "./location.js";

export interface WorkspaceSymbol extends Location {
  /** The absolute name. */
  readonly name: string;
  /** The types of its records. */
  readonly types: readonly string[];
  /** The name of the zone. */
  readonly container: string;
}

const mostSymbols = 500;

/** Whether the characters of `query` stand in `key` in their order. */
function matches(key: string, query: string): boolean {
  let at = 0;
  for (let i = 0; i < key.length && at < query.length; i++) if (key[i] === query[at]) at++;
  return at === query.length;
}

/** The owners whose names hold the characters of the query in their order: as one word before scattered, shorter ones first. */
export function workspaceSymbols(zones: Zones, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.trim().toLowerCase();
  const found: { symbol: WorkspaceSymbol; exact: boolean }[] = [];
  for (const zone of zones.all())
    for (const key of zone.owners()) {
      if (!matches(key, wanted)) continue;
      const first = zone.recordsAt(key)[0];
      if (first === undefined) continue;
      const { start, end } = first.ownerWord ?? first.span;
      const symbol = {
        name: first.owner.text,
        types: [...zone.typesAt(key)],
        container: zone.apex?.text ?? "",
        uri: first.uri,
        at: span(start, end),
      };
      found.push({ symbol, exact: key.includes(wanted) });
      if (found.length >= mostSymbols) break;
    }
  return found
    .toSorted((a, b) => Number(b.exact) - Number(a.exact) || a.symbol.name.length - b.symbol.name.length)
    .map(({ symbol }) => symbol);
}
