/** Makes the SPF records of a name one record: the first, with the terms of all. */
import { parseSpf } from "../../mail/spf.js";
import { mergeSpf } from "../../mail/spfMerge.js";
import type { Edit } from "../../text/edit.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { editIn, removal, ttlIsItsOwn } from "../recordEdits.js";
import { rewriteText } from "../rewriteText.js";

export interface MergedSpf {
  /** The text of the record that stays. */
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** The edits for the document `home`, or why the records can't be one. */
export function mergeSpfRecords(
  all: readonly ZoneRecord[],
  zone: Zone,
  home: string,
): MergedSpf | { readonly fault: string } {
  const merged = mergeSpf(
    all.flatMap((record) => {
      const mapped = textOf(record);
      return mapped === undefined ? [] : [parseSpf(mapped).value];
    }),
  );
  if ("fault" in merged) return merged;
  const [first, ...others] = all;
  if (first === undefined || first.generated) return { fault: "$GENERATE makes the first of them" };
  if (others.some((other) => other.ttlWord !== undefined && !ttlIsItsOwn(other, zone)))
    return { fault: "A record after them takes its TTL from the one that would go" };
  const gone = removal(others, zone, home);
  if (gone === undefined) return { fault: "One of them is made by $GENERATE, or the name has too many records" };
  const { text } = merged;
  return { text, edits: [...rewriteText(first, text, zone).map((edit) => editIn(first, home, edit)), ...gone] };
}
