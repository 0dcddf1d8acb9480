/** Workspace symbols: owners of all zones by their absolute names. */
import { span } from "../text/span.js";
import type { Steps } from "../text/steps.js";
import type { Zone, Zones } from "../zone/zone.js";
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
/** How many owners make a step. */
const stride = 512;

/** Whether the characters of `query` stand in `key` in their order. */
function matches(key: string, query: string): boolean {
  let at = 0;
  for (let i = 0; i < key.length && at < query.length; i++) if (key[i] === query[at]) at++;
  return at === query.length;
}

interface Match {
  readonly zone: Zone;
  readonly key: string;
}

/** The owners whose names hold the characters of the query in their order: as one word before scattered, shorter ones first. */
export function* workspaceSymbols(zones: Zones, query: string): Steps<readonly WorkspaceSymbol[]> {
  const wanted = query.trim().toLowerCase();
  const whole: Match[] = [];
  const scattered: Match[] = [];
  let seen = 0;
  for (const zone of Array.from(zones.all()))
    for (const key of zone.owners()) {
      if (++seen % stride === 0) yield;
      if (key.includes(wanted)) whole.push({ zone, key });
      else if (scattered.length < mostSymbols && matches(key, wanted)) scattered.push({ zone, key });
    }
  const byLength = (a: Match, b: Match): number => a.key.length - b.key.length;
  const best = [...whole.toSorted(byLength), ...scattered.toSorted(byLength)].slice(0, mostSymbols);
  return best.flatMap(symbolOf);
}

function symbolOf({ zone, key }: Match): WorkspaceSymbol[] {
  const first = zone.recordsAt(key)[0];
  if (first === undefined) return [];
  const { start, end } = first.ownerWord ?? first.span;
  return [
    {
      name: first.owner.text,
      types: [...zone.typesAt(key)],
      container: zone.apex?.text ?? "",
      uri: first.uri,
      at: span(start, end),
    },
  ];
}
