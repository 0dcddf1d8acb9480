/** The languages of the documents that are checked: our own, and those that other extensions give to the same files. */
import type { Uri } from "vscode";
import { window } from "vscode";

export const zoneLanguages = ["dns-zone", "zone", "bindzone", "dnszone", "dnszonefile", "zonefile"];
const languageIds = [...zoneLanguages, "mta-sts"];

export const selector = languageIds.map((language) => ({ language }));

/** The document that a command is about: the one it was given, as a URI or in words, else the one in the active editor. */
export function documentOf(given: unknown, parse: (written: string) => Uri): Uri | undefined {
  const named = uriIn(given, parse);
  if (named !== undefined) return named;
  const document = window.activeTextEditor?.document;
  return document && zoneLanguages.includes(document.languageId) ? document.uri : undefined;
}

/** The URI that a command was given, as such or in words. */
export function uriIn(given: unknown, parse: (written: string) => Uri): Uri | undefined {
  if (typeof given === "string") return parse(given);
  return isUri(given) ? given : undefined;
}

/** URIs that come with an event of a menu are of no class that we could ask for. */
const isUri = (value: unknown): value is Uri =>
  typeof value === "object" && value !== null && "scheme" in value && "path" in value && "with" in value;
