/** `zonewright convert`: a zone as JSON in the shape of dns-zonefile, and back. */
import { zoneToJson } from "../convert/json.js";
import { jsonToZone } from "../convert/zoneText.js";
import { CannotRun, inputsOf, zoneOf } from "./inputs.js";

interface ConvertArguments {
  readonly origin?: string;
  readonly to?: "json" | "zone";
}

/** What is left out is told before anything is written. */
function tell(missing: readonly string[], what: string): void {
  for (const one of missing) console.error(`zonewright: left out, as ${what}: ${one}`);
}

async function toZone(file: string, origin: string | undefined): Promise<number> {
  const [input] = await inputsOf([file]);
  if (input === undefined) throw new CannotRun(`${file} is no file`);
  let value: unknown;
  try {
    value = JSON.parse(input.text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new CannotRun(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const made = jsonToZone(value, origin);
  if ("refused" in made) throw new CannotRun(`${file}: ${made.refused}`);
  tell(made.missing, "it can't be written as a record");
  process.stdout.write(made.text);
  return made.missing.length > 0 ? 1 : 0;
}

async function toJson(file: string, origin: string | undefined): Promise<number> {
  const { zone } = await zoneOf(file, origin);
  const { value, missing } = zoneToJson(zone);
  tell(missing, "the JSON can't hold it");
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  return missing.length > 0 ? 1 : 0;
}

export const convert = async (file: string, { origin, to }: ConvertArguments): Promise<number> =>
  (to ?? (/\.json$/i.test(file) ? "zone" : "json")) === "zone" ? toZone(file, origin) : toJson(file, origin);
