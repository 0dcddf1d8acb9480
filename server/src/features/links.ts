/** Links: included files, and the `mailto:` and `https:` addresses in records. */
import { sourceSpan } from "../text/mapped.js";
import { span, type Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import { entriesOf, type ZoneSnapshot } from "../workspace/snapshot.js";
import { decodeWords } from "../syntax/characterString.js";
import type { Word } from "../syntax/word.js";

export interface Link {
  readonly span: Span;
  /** The document or address that it leads to. */
  readonly target: string;
}

/** In the order of the text. */
export const links = (snapshot: ZoneSnapshot): readonly Link[] => finish(linksInSteps(snapshot));

export function* linksInSteps(snapshot: ZoneSnapshot): Steps<readonly Link[]> {
  const addresses = yield* addressLinks(snapshot);
  return [...includeLinks(snapshot), ...addresses].toSorted((a, b) => a.span.start - b.span.start);
}

/** What is read after an `$INCLUDE` is the document that it names. */
function* includeLinks({ reading, uri }: ZoneSnapshot): Iterable<Link> {
  const frames = reading.frames();
  for (const [index, { uri: from, include, base }] of frames.entries()) {
    const next = frames[index + 1];
    if (from !== uri || include === undefined || next === undefined || next.uri === uri) continue;
    yield { span: span(base + include.at.start, base + include.at.end), target: next.uri };
  }
}

const address = /(?:mailto:|https:\/\/)[^\s;,!"<>]+/gi;
/** How many entries make a step. */
const stride = 256;

function* addressLinks(snapshot: ZoneSnapshot): Steps<Link[]> {
  const { pages, starts } = snapshot.text;
  const found: Link[] = [];
  let seen = 0;
  for (const [index, { text }] of pages.entries()) {
    if (!/mailto:|https:\/\//i.test(text)) continue;
    const start = starts[index] ?? 0;
    for (const { entry } of entriesOf(snapshot, start, start + text.length)) {
      if (++seen % stride === 0) yield;
      if (entry.start >= start && entry.start < start + text.length)
        for (const word of entry.words) if (mayHoldColon.test(word.raw)) found.push(...wordLinks(word));
    }
  }
  return found;
}

/** Most words have none, and need not be decoded. */
const mayHoldColon = /[:\\]/;

/** An address may go on in the next string; a link ends with its own. */
function* wordLinks(word: Word): Iterable<Link> {
  const { mapped } = decodeWords([word], "utf-8");
  for (const match of mapped.text.matchAll(address)) {
    const [target] = match;
    yield { span: sourceSpan(mapped, match.index, match.index + target.length), target };
  }
}
