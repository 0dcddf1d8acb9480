/** What is said and offered where a report address is no usable URI. */
import type { Fix } from "../text/edit.js";
import type { Mapped } from "../text/mapped.js";
import { shown } from "../text/problem.js";
import { reviewFix, safeFix } from "./mailRecord.js";
import type { MailUri, UriFault } from "./mailUri.js";

const unreadable = (tag: string, uri: string) =>
  `"${uri}" in ${tag} has a character that no URI has, so no report is sent there`;

const messages: Readonly<Record<UriFault, (tag: string, uri: string) => string>> = {
  empty: (tag) => `An address is missing in ${tag}`,
  "bare address": (tag, uri) => `${uri} in ${tag} lacks mailto:, so no report is sent there`,
  "no scheme": (tag, uri) => `"${uri}" in ${tag} is no URI, so no report is sent there`,
  space: (tag) => `Only a comma parts addresses in ${tag}: with a space in it, this one is not read`,
  "exclamation mark": (tag) => `"!" in ${tag} must be written %21, or no report is sent there`,
  "bad character": unreadable,
  "bad escape": unreadable,
  "no address": (tag, uri) => `"${uri}" in ${tag} has no address, so no report is sent there`,
  "bad domain": (tag, uri) => `"${uri}" in ${tag} has no valid domain, so no report is sent there`,
};

export const uriMessage = (tag: string, uri: MailUri, reason: UriFault): string =>
  messages[reason](tag, shown(uri.text, 28));

export function uriFixes(mapped: Mapped, uri: MailUri): Fix[] {
  if (uri.fault === undefined) return [];
  const { reason, at } = uri.fault;
  if (reason === "bare address")
    return [reviewFix(mapped, "Write mailto: before it", { start: uri.start, end: uri.start, text: "mailto:" })];
  if (reason === "exclamation mark") return [reviewFix(mapped, "Write %21", { ...at, text: "%21" })];
  if (reason === "space") return [spaceFix(mapped, uri, at.start)];
  if (reason !== "empty") return [];
  const comma =
    mapped.text.charAt(uri.end) === ","
      ? { start: uri.start, end: uri.end + 1 }
      : mapped.text.charAt(uri.start - 1) === ","
        ? { start: uri.start - 1, end: uri.end }
        : undefined;
  return comma === undefined ? [] : [safeFix(mapped, "Remove the comma", { ...comma, text: "" })];
}

function spaceFix(mapped: Mapped, uri: MailUri, start: number): Fix {
  let end = start + 1;
  while (mapped.text.charAt(end) === " ") end++;
  const next = mapped.text.slice(end, Math.min(uri.end, end + 80));
  const another = mapped.text.charAt(start - 1) !== ":" && /^(?:mailto:|https?:|[^@\s]{1,64}@)/i.test(next);
  return reviewFix(mapped, another ? "Write a comma" : "Remove the space", { start, end, text: another ? "," : "" });
}
