/** The rules on the text of a file and of TXT records: quotes, escapes, semicolons, line ends. */
import type { Check } from "../rule.js";
import { carriageReturn } from "./carriageReturn.js";
import { doubleEscape } from "./doubleEscape.js";
import { empty } from "./empty.js";
import { needlessEscape } from "./needlessEscape.js";
import { semicolonCutsText } from "./semicolonCutsText.js";
import { unquotedSpaces } from "./unquotedSpaces.js";

export const textChecks: readonly Check[] = [
  carriageReturn,
  doubleEscape,
  empty,
  needlessEscape,
  semicolonCutsText,
  unquotedSpaces,
];
