/** Linked editing: the same owner, spelt the same, changes everywhere in the document as one types. */
import { span, touches, type Span } from "../text/span.js";
import { entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";

/** The places that change together; none where the owner under the cursor stands only once. */
export function linkedEditing(snapshot: ZoneSnapshot, offset: number): readonly Span[] {
  const record = entryAt(snapshot, offset)?.record;
  const word = record?.ownerWord;
  if (record === undefined || word === undefined || record.generated || !touches(word, offset)) return [];
  const same = snapshot.zone
    .recordsAt(record.owner.key)
    .filter(
      ({ uri, ownerWord, origin, generated }) =>
        uri === snapshot.uri && !generated && ownerWord?.raw === word.raw && origin?.key === record.origin?.key,
    )
    .flatMap(({ ownerWord }) => (ownerWord === undefined ? [] : [span(ownerWord.start, ownerWord.end)]));
  return same.length > 1 && word.raw !== "@" ? same : [];
}
