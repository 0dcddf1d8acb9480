/** The JSON schema of `zonewright.json`: its keys in words, and every rule with what it finds. */
import { familyOf } from "../analysis/severity.js";
import { rules } from "../rules/catalogue.js";
import { limitedTimes } from "../rules/rule.js";
import { formatStyles } from "./formatOptions.js";
import { defaultSettings, presets, readers, servers, severities } from "./config.js";

const ref = (name: string): object => ({ $ref: `#/$defs/${name}` });

/** The families of the catalogue, in its order. */
const families = (): string[] => [...new Set([...rules.keys()].map(familyOf))];

/** A severity for each rule, each family and all. */
const severityProperties = (): Record<string, object> => ({
  "*": { ...ref("severity"), description: "Every rule" },
  ...Object.fromEntries(
    families().map((family) => [`${family}/*`, { ...ref("severity"), description: `Every rule on ${family}` }]),
  ),
  ...Object.fromEntries(
    Array.from(rules.values(), ({ id, summary, severity }) => [
      id,
      { ...ref("severity"), description: `${summary} (${severity})` },
    ]),
  ),
});

/** The schema, of draft 7; unknown keys are left to Zonewright itself, which names them in any editor. */
export const settingsSchema = (): object => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Zonewright",
  description: "How the zone files of this folder and those below it are checked and formatted",
  type: "object",
  allowTrailingCommas: false,
  properties: {
    $schema: { type: "string" },
    preset: {
      description: "The set of rules to start from",
      enum: presets,
      enumDescriptions: [
        "What nearly every zone should heed",
        "Everything, also matters of taste",
        "What BIND itself says when it loads a zone",
      ],
      default: defaultSettings.preset,
    },
    server: {
      description: "The name server that loads the zones; what only some servers accept is judged by it",
      enum: servers,
      default: defaultSettings.server,
    },
    dmarc: {
      description: "The standard by which DMARC records are judged",
      enum: readers,
      default: defaultSettings.dmarc,
    },
    severity: {
      description: "Severities of rules, by rule or by family; what is set for a rule goes before its family",
      type: "object",
      properties: severityProperties(),
    },
    limits: {
      description: "Limits of the TTLs of records and of the times in SOA records",
      type: "object",
      properties: Object.fromEntries(limitedTimes.map((time) => [time, ref("limit")])),
    },
    format: {
      description: "How zone files are laid out",
      type: "object",
      properties: {
        ...Object.fromEntries(Object.entries(formatStyles).map(([key, values]) => [key, { enum: values }])),
        lineLength: { type: "integer", minimum: 1, description: "The length of a line in columns" },
        indentSize: { type: "integer", minimum: 1, maximum: 32, description: "The width of a tab in columns" },
      },
    },
    origins: {
      description:
        'Origins of zone files that don\'t name theirs, by path or glob: { "zones/db.example": "example.com." }',
      type: "object",
      additionalProperties: { type: "string" },
    },
  },
  $defs: {
    severity: { enum: severities },
    limit: {
      type: "object",
      properties: {
        minimum: { type: ["number", "string"], description: 'The least, in seconds or as a duration such as "1h"' },
        maximum: { type: ["number", "string"], description: 'The most, in seconds or as a duration such as "1w"' },
      },
    },
  },
});
