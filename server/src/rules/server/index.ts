/** The rules on the server that loads the zone: what it refuses, reads otherwise or does not know. */
import type { Check } from "../rule.js";
import { constructCheck } from "./constructs.js";
import { notImported } from "./imports.js";
import { nameCharacter } from "./names.js";
import { aliasType, unknownType, vendorType } from "./types.js";

export const serverChecks: readonly Check[] = [
  constructCheck,
  nameCharacter,
  unknownType,
  vendorType,
  aliasType,
  notImported,
];
