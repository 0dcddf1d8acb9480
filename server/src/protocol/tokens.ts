/** Semantic tokens on the wire: all of a document, what differs from those sent before, or those of a range. */
import {
  SemanticTokensBuilder,
  type CancellationToken,
  type Connection,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensEdit,
} from "vscode-languageserver";
import {
  semanticTokenModifiers,
  semanticTokens,
  semanticTokenTypes,
  type SemanticTokenType,
} from "../features/semanticTokens.js";
import { finish, type Steps } from "../text/steps.js";
import { policyTokens } from "../features/policyDocument.js";
import type { Snapshot } from "../workspace/snapshot.js";
import { toPosition, toSpan } from "./positions.js";
import type { Session } from "./session.js";

export const semanticTokensProvider = {
  legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] },
  full: { delta: true },
  range: true,
};

/** How many tokens make a step. */
const stride = 512;
/** Of how many documents the tokens sent before are kept. */
const mostKept = 32;

const tokensOf = (snapshot: Snapshot, start?: number, end?: number): ReturnType<typeof semanticTokens> =>
  snapshot.kind === "policy" ? policyTokens(snapshot, start, end) : semanticTokens(snapshot, start, end);

function* push(
  { text }: Snapshot,
  tokens: ReturnType<typeof semanticTokens>,
  builder: SemanticTokensBuilder,
  { client }: Session,
): Steps<void> {
  const hasGrammar = client.textDocument?.semanticTokens?.augmentsSyntaxTokens === true;
  let count = 0;
  for (const token of tokens) {
    if (hasGrammar && plain.has(token.type)) continue;
    const { line, character } = toPosition(text, token.start);
    const type = semanticTokenTypes.indexOf(token.type);
    const modifiers = token.modifiers.reduce((bits, one) => bits | (1 << semanticTokenModifiers.indexOf(one)), 0);
    builder.push(line, character, token.end - token.start, type, modifiers);
    if (++count % stride === 0) yield;
  }
}

/** What lies between the beginning and the end that both have, as one edit. */
function difference(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  const deleteCount = before.length - end - start;
  const data = now.slice(start, now.length - end);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}

/** Words that a grammar tells as much of, or more: colors for these are wanted of a server alone where the editor has no grammar. */
const plain: ReadonlySet<SemanticTokenType> = new Set<SemanticTokenType>(["string", "comment"]);

export function registerTokens(connection: Connection, session: () => Session): void {
  /** What was sent last of each document; the one not asked for longest makes room. */
  const sent = new Map<string, SemanticTokens>();
  let count = 0;

  const keep = (uri: string, data: number[]): SemanticTokens => {
    const tokens = { resultId: String(++count), data };
    sent.delete(uri);
    sent.set(uri, tokens);
    for (const oldest of sent.keys()) {
      if (sent.size <= mostKept) break;
      sent.delete(oldest);
    }
    return tokens;
  };

  const all = async (uri: string, token: CancellationToken): Promise<number[]> =>
    session().checking.run(
      function* build(): Steps<number[]> {
        const builder = new SemanticTokensBuilder();
        const snapshot = session().snapshot(uri);
        if (snapshot !== undefined) yield* push(snapshot, tokensOf(snapshot), builder, session());
        return builder.build().data;
      },
      { token, about: session().checking.about(uri) },
    );

  const { semanticTokens: tokens } = connection.languages;
  tokens.on(async ({ textDocument: { uri } }, token) => keep(uri, await all(uri, token)));
  tokens.onDelta(
    async ({ textDocument: { uri }, previousResultId }, token): Promise<SemanticTokens | SemanticTokensDelta> => {
      const data = await all(uri, token);
      const before = sent.get(uri);
      const now = keep(uri, data);
      if (before?.resultId !== previousResultId) return now;
      return { resultId: now.resultId ?? "", edits: difference(before.data, data) };
    },
  );
  tokens.onRange(({ textDocument: { uri }, range }) => {
    const builder = new SemanticTokensBuilder();
    const snapshot = session().snapshot(uri);
    if (snapshot === undefined) return { data: [] };
    const { start, end } = toSpan(snapshot.text, range);
    finish(push(snapshot, tokensOf(snapshot, start, end), builder, session()));
    return { data: builder.build().data };
  });
}
