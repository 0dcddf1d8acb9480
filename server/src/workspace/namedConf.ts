/** Zone statements of the configuration files of BIND, NSD and Knot: which file is which zone. */

export interface ZoneStatement {
  readonly zone: string;
  readonly file: string;
  /** Where the file's name stands, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The view that it stands in; "" outside of any. */
  readonly view: string;
  /** "primary", "secondary", … as written, in lower case; undefined where it is not said. */
  readonly type: string | undefined;
}

export interface NameServerFile {
  readonly statements: readonly ZoneStatement[];
  /** The folder below which files are named, as BIND's `directory`, NSD's `zonesdir:` or Knot's `storage:` says it. */
  readonly directory: string | undefined;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words, strings without their quotes, braces and semicolons; comments of all three styles are left out. Linear and total. */
function tokens(text: string): Token[] {
  const found: Token[] = [];
  const pattern = /\/\/[^\n]*|#[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|"([^"\n]*)"?|([{};])|[^\s{};"#]+/g;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, quoted] = match;
    if (whole.startsWith("//") || whole.startsWith("#") || whole.startsWith("/*")) continue;
    const start = match.index;
    found.push(
      quoted === undefined
        ? { text: whole, start, end: start + whole.length }
        : { text: quoted, start: start + 1, end: start + 1 + quoted.length },
    );
  }
  return found;
}

/** A block in braces that is open, and what is known of it. */
interface Block {
  readonly kind: "zone" | "view" | "options" | "other";
  readonly name: string;
  type?: string;
  file?: Token;
}

/** The words before a `{` that say what the block is. */
function blockOf(words: readonly Token[]): Block {
  const [first, second] = words;
  const kind = first?.text === "zone" || first?.text === "view" || first?.text === "options" ? first.text : "other";
  return { kind, name: second?.text ?? "" };
}

/** BIND: `zone "name" { type primary; file "path"; };`, inside of views too, and `options { directory "path"; };`. */
function readBlocks(all: readonly Token[]): NameServerFile {
  const statements: ZoneStatement[] = [];
  let directory: string | undefined;
  const blocks: Block[] = [];
  let words: Token[] = [];
  const endOfStatement = (): void => {
    const block = blocks.at(-1);
    const [first, second] = words;
    if (block?.kind === "zone" && first?.text === "file" && second !== undefined) block.file ??= second;
    if (block?.kind === "zone" && first?.text === "type" && second !== undefined)
      block.type ??= second.text.toLowerCase();
    if (block?.kind === "options" && first?.text === "directory") directory ??= second?.text;
    words = [];
  };
  const endOfBlock = (): void => {
    endOfStatement();
    const block = blocks.pop();
    if (block?.kind !== "zone" || block.file === undefined) return;
    const view = blocks.findLast(({ kind }) => kind === "view")?.name ?? "";
    const { text: file, start, end } = block.file;
    statements.push({ zone: block.name, file, start, end, view, type: block.type });
  };
  for (const token of all)
    switch (token.text) {
      case "{":
        blocks.push(blockOf(words));
        words = [];
        break;
      case "}":
        endOfBlock();
        break;
      case ";":
        endOfStatement();
        break;
      default:
        words.push(token);
    }
  // Braces that are not closed yet.
  while (blocks.length > 0) endOfBlock();
  return { statements, directory };
}

/** NSD and Knot: `name:` or `domain:` before `zonefile:` or `file:`, and the folder in `zonesdir:` or `storage:`. */
function readKeys(all: readonly Token[]): NameServerFile {
  const statements: ZoneStatement[] = [];
  let directory: string | undefined;
  let zone: string | undefined;
  all.forEach((token, i) => {
    const next = all[i + 1];
    if (next === undefined) return;
    if (token.text === "name:" || token.text === "domain:") zone = next.text;
    else if (token.text === "zonesdir:" || token.text === "storage:") directory ??= next.text;
    else if ((token.text === "zonefile:" || token.text === "file:") && zone !== undefined)
      statements.push({ zone, file: next.text, start: next.start, end: next.end, view: "", type: undefined });
  });
  return { statements, directory };
}

export function readNameServerFile(text: string): NameServerFile {
  const all = tokens(text);
  const blocks = readBlocks(all);
  const keys = readKeys(all);
  return {
    statements: [...blocks.statements, ...keys.statements],
    directory: blocks.directory ?? keys.directory,
  };
}
