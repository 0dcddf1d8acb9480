/** Checks the text of a zone in one go: what the command line and the tests do. */
import { makeName } from "../dns/name.js";
import type { MtaStsPolicy } from "../mail/mtaStsPolicy.js";
import { checks } from "../rules/catalogue.js";
import type { Committed, Limits, RuleContext } from "../rules/rule.js";
import type { Encoding } from "../text/octets.js";
import { pagedText } from "../text/pagedText.js";
import { entryEnd } from "../syntax/scanner.js";
import { openZone, type FindInclude, type SourceText, type ZoneReading } from "../zone/readZone.js";
import { openZoneChanges } from "../zone/zoneChanges.js";
import { onlyZone, type Zone, type Zones } from "../zone/zone.js";
import { openAnalysis } from "./analysis.js";
import { diagnose, type Diagnosis } from "./diagnose.js";
import type { SeveritySettings } from "./severity.js";

export interface CheckOptions {
  readonly uri?: string;
  readonly origin?: string;
  /** The zone is loaded by this name, whatever SOA record is in it. */
  readonly originIsZone?: boolean;
  readonly encoding?: Encoding;
  /** What `$INCLUDE` finds, by the file's name as written. */
  readonly files?: ReadonlyMap<string, string>;
  /** Files that may not be read, by their names as written. */
  readonly outside?: readonly string[];
  readonly server?: RuleContext["server"];
  readonly dmarc?: RuleContext["dmarc"];
  readonly now?: number;
  readonly limits?: Limits;
  readonly severity?: SeveritySettings["severity"];
  readonly preset?: SeveritySettings["preset"];
  /** The text that version control has of the zone; what it includes is the same. */
  readonly committed?: string;
  /** The policies of the workspace, by the key of the mail domain, and those that version control has. */
  readonly policies?: ReadonlyMap<string, MtaStsPolicy>;
  readonly committedPolicies?: ReadonlyMap<string, MtaStsPolicy>;
  /** The zones of the workspace, the one that is checked among them; that one alone if left out. */
  readonly zones?: (own: Zone) => Zones;
}

export interface Checked {
  /** Those of the text, in order, then those of each included file. */
  readonly diagnostics: readonly Diagnosis[];
  readonly reading: ZoneReading;
}

const sourceText = (uri: string, text: string, encoding: Encoding = "utf-8"): SourceText => ({
  uri,
  text: pagedText(text, entryEnd),
  encoding,
});

/** Reads a zone from its text. */
export function readText(text: string, options: CheckOptions = {}): ZoneReading {
  return readAndNote(text, options).reading;
}

function readAndNote(
  text: string,
  options: CheckOptions,
): { reading: ZoneReading; change: ReturnType<ZoneReading["update"]> } {
  const uri = options.uri ?? "zone";
  const findInclude: FindInclude = (_from, file) => {
    const found = options.files?.get(file);
    if (found !== undefined) return sourceText(file, found, options.encoding);
    return options.outside?.includes(file) === true ? "outside" : "not found";
  };
  const reading = openZone(uri);
  const origin = options.origin === undefined ? undefined : makeName(options.origin);
  const change = reading.update(sourceText(uri, text, options.encoding), origin, findInclude, options.originIsZone);
  return { reading, change };
}

/** What differs between the zone and its committed text. */
function committedOf(reading: ZoneReading, options: CheckOptions): Committed | undefined {
  if (options.committed === undefined) return undefined;
  const before = readText(options.committed, options);
  const changes = openZoneChanges(before, reading);
  for (const _ of changes.work());
  return { zone: before.zone, differs: changes.differ(), owner: changes.owner() };
}

export function checkText(text: string, options: CheckOptions = {}): Checked {
  const { reading, change } = readAndNote(text, options);
  const analysis = openAnalysis(reading, checks);
  analysis.note(
    change,
    {
      zones: (options.zones ?? onlyZone)(reading.zone),
      policyOf: (domain) => options.policies?.get(domain),
      committedPolicyOf: (domain) => options.committedPolicies?.get(domain),
      committed: committedOf(reading, options),
      server: options.server ?? "any",
      dmarc: options.dmarc ?? "rfc9989",
      now: options.now,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      failed: (rule, error) => {
        throw new Error(`rule ${rule} failed`, { cause: error });
      },
    },
    new Set(),
  );
  for (const _ of analysis.work());
  const settings = {
    server: options.server ?? ("any" as const),
    preset: options.preset ?? "recommended",
    severity: options.severity ?? {},
  };
  return { diagnostics: [...diagnose(reading, analysis.problems(), settings).values()].flat(), reading };
}
