/** Reads a line of a zone as tests write it: type and RDATA, in a zone example.com. */
import { makeName } from "../../server/src/dns/name.js";
import type { Rdata } from "../../server/src/dns/rdata.js";
import { readRdata } from "../../server/src/dns/readRdata.js";
import { readType } from "../../server/src/dns/typeIndex.js";
import { tokenize } from "../../server/src/syntax/scanner.js";
import type { Word } from "../../server/src/syntax/word.js";

export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const { kind, start, end, unclosed } of tokenize(text, 0, text.length)) {
    if (kind === "word") words.push({ start, end, raw: text.slice(start, end), quoted: false });
    if (kind === "quoted")
      words.push({ start, end, raw: text.slice(start + 1, unclosed === true ? end : end - 1), quoted: true });
  }
  return words;
}

/** The RDATA of "MX 10 mail"; an origin of "" is not known. Throws for a type that is none. */
export function rdataOf(line: string, origin = "example.com."): Rdata {
  const [type, ...words] = wordsIn(line);
  const row = type === undefined ? undefined : readType(type.raw);
  if (type === undefined || row === undefined) throw new Error(`no record type in ${line}`);
  return readRdata(row, words, {
    origin: origin === "" ? undefined : makeName(origin),
    encoding: "utf-8",
    type: { start: type.start, end: type.end },
    owner: makeName("x.example.com."),
  });
}
