/** Renames in marked-up text, with what they write in each document. */
import { rename, type RenameEdit, type Renamed } from "../../server/src/features/rename.js";
import type { Refusal } from "../../server/src/features/namePlaces.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { groupBy } from "../../server/src/text/group.js";
import { dedent, policySnapshot, zoneSnapshot, type SnapshotOptions } from "./features.js";

/** The texts after the edits of the documents that have any, by uri. */
function textsAfter(edits: readonly RenameEdit[], textOf: (uri: string) => string | undefined): Record<string, string> {
  const changed = [...groupBy(edits, ({ uri }) => uri)].map(([uri, own]): [string, string] => [
    uri,
    applyEdits(
      textOf(uri) ?? "",
      own.map(({ start, end, text }) => ({ start, end, text })),
    ),
  ]);
  return Object.fromEntries(changed);
}

interface Outcome {
  /** Of the documents that changed, by uri; the one with the cursor is "". */
  readonly texts: Readonly<Record<string, string>>;
  /** "Other zones (2): example.net. names it in MX". */
  readonly groups: readonly string[];
}

function outcome(found: Renamed | Refusal, own: string, textOf: (uri: string) => string | undefined): Outcome | string {
  if ("refused" in found) return found.refused;
  const texts = textsAfter(found.edits, textOf);
  const { [own]: ownText, ...rest } = texts;
  return {
    texts: { ...(ownText === undefined ? {} : { "": ownText }), ...rest },
    groups: found.groups.map(({ id, label, description }) => {
      const count = found.edits.filter(({ group }) => group === id).length;
      return `${label} (${count}): ${description}`;
    }),
  };
}

/** A rename at the mark of a zone; the reason where it is refused. */
export function renameInZone(marked: string, name: string, options: SnapshotOptions = {}): Outcome | string {
  const { snapshot, text, offset } = zoneSnapshot(marked, options);
  const { files = {}, others = {}, policies = {} } = options;
  const textOf = (uri: string): string | undefined => {
    if (uri === snapshot.uri) return text;
    const domain = /^file:\/\/\/mta-sts\.(.*)txt$/.exec(uri)?.[1];
    const found = files[uri] ?? others[uri] ?? (domain === undefined ? undefined : policies[domain]);
    return found === undefined ? undefined : dedent(found);
  };
  return outcome(rename(snapshot, offset, name), snapshot.uri, textOf);
}

/** The text of the zone after it, where nothing else changed; the reason where it is refused. */
export function renamed(marked: string, name: string, options: SnapshotOptions = {}): string {
  const found = renameInZone(marked, name, options);
  if (typeof found === "string") return found;
  const others = Object.keys(found.texts).filter((uri) => uri !== "");
  if (others.length > 0) throw new Error(`${others.join(", ")} changed as well`);
  return found.texts[""] ?? "";
}

/** A rename at the mark of the policy of example.com. */
export function renameInPolicy(
  marked: string,
  name: string,
  options: Parameters<typeof policySnapshot>[2] = {},
): Outcome | string {
  const { snapshot, text, offset } = policySnapshot(marked, "example.com.", options);
  const textOf = (uri: string): string | undefined => {
    const domain = /^file:\/\/\/mta-sts\.(.+\.)txt$/.exec(uri)?.[1];
    const found = options.zones?.[uri] ?? (domain === undefined ? undefined : options.policies?.[domain]);
    return uri === snapshot.uri ? text : found === undefined ? undefined : dedent(found);
  };
  return outcome(rename(snapshot, offset, name), snapshot.uri, textOf);
}
