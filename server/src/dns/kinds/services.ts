/** Field kinds of the WKS record: a protocol and the services that it reaches. */
import { nearest } from "../../text/nearest.js";
import type { Word } from "../../syntax/word.js";
import {
  other,
  quotedText,
  refuse,
  review,
  takeBare,
  takeRest,
  type FieldKind,
  type RdataInput,
} from "../fieldKind.js";
import { protocols, services } from "../registries.js";
import { numeric, readDigits } from "./numbers.js";

function numberOf(input: RdataInput, word: Word, names: ReadonlyMap<string, number>, what: string, most: number) {
  const code = readDigits(word.raw) ?? names.get(word.raw.toLowerCase());
  if (code !== undefined && code <= most) return code;
  if (code !== undefined) {
    const message = `${quotedText(word.raw)} is too large: the number of a ${what} is at most ${most}`;
    return refuse(input, "record/bad-number", word, message);
  }
  const meant = nearest(word.raw, names.keys());
  const message = `${quotedText(word.raw)} is no ${what} that is known here: write its number`;
  return refuse(
    input,
    "record/unknown-mnemonic",
    word,
    message,
    meant === undefined ? [] : [review(`Write ${meant}`, word, meant)],
  );
}

export const wksKinds = {
  protocol: {
    expects: "TCP, UDP or a protocol number",
    read(input, field) {
      const word = takeBare(input, field);
      const code = word === undefined ? undefined : numberOf(input, word, protocols, "protocol", 255);
      return code === undefined ? undefined : numeric(code);
    },
  },
  services: {
    expects: "port numbers or names of services",
    read(input, field) {
      const words = takeRest(input, field);
      if (words === undefined) return undefined;
      const ports = new Set<number>();
      for (const word of words) {
        const port = numberOf(input, word, services, "service", 0xffff);
        if (port === undefined) return undefined;
        ports.add(port);
      }
      return other([...ports].sort((a, b) => a - b).join(" "));
    },
  },
} as const satisfies Record<string, FieldKind>;
