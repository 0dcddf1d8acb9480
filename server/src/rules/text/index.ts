/** The rules on the text of a file and of TXT records: quotes, escapes, semicolons. */
import type { Check } from "../rule.js";
import { doubleEscape } from "./doubleEscape.js";
import { empty } from "./empty.js";
import { needlessEscape } from "./needlessEscape.js";
import { semicolonCutsText } from "./semicolonCutsText.js";
import { unquotedSpaces } from "./unquotedSpaces.js";

export const textChecks: readonly Check[] = [doubleEscape, empty, needlessEscape, semicolonCutsText, unquotedSpaces];
