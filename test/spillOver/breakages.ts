/** Ways in which a line of a zone file gets broken: what people type wrong, lose, or paste. */
import { tokenize, type Token } from "../../server/src/syntax/scanner.js";

export interface Breakage {
  readonly kind: string;
  /** The line without its line break, broken; undefined where the line has nothing to break so. */
  readonly apply: (line: string) => string | undefined;
}

const wordsOf = (line: string): Token[] =>
  tokenize(line, 0, line.length).filter(({ kind }) => kind === "word" || kind === "quoted");

const put = (line: string, start: number, end: number, text: string): string =>
  line.slice(0, start) + text + line.slice(end);

/** Breaks the first word that looks so, the first word of a line at column 0 aside. */
const word =
  (form: RegExp, text: (written: string) => string) =>
  (line: string): string | undefined => {
    const found = wordsOf(line).find(({ start, end }) => start > 0 && form.test(line.slice(start, end)));
    return found === undefined
      ? undefined
      : put(line, found.start, found.end, text(line.slice(found.start, found.end)));
  };

const last =
  (text: (written: string) => string) =>
  (line: string): string | undefined => {
    const words = wordsOf(line);
    const found = words[words.length - 1];
    return found === undefined
      ? undefined
      : put(line, found.start, found.end, text(line.slice(found.start, found.end)));
  };

const hasWords = (line: string): boolean => wordsOf(line).length > 0;
const after = (text: string) => last((written) => `${written}${text}`);

/** A line of its own before the line. */
const before =
  (text: string) =>
  (line: string): string =>
    `${text}\n${line}`;

const type = /^(?:A|AAAA|NS|MX|SOA|CNAME|PTR|TXT|SRV|CAA|DNSKEY|RRSIG|NSEC|NSEC3|DS|TLSA|SSHFP|NAPTR|HTTPS)$/i;

export const breakages: readonly Breakage[] = [
  { kind: "unclosed quote", apply: last((written) => `"${written.replaceAll('"', "")}`) },
  { kind: "unclosed parenthesis", apply: last((written) => `( ${written}`) },
  { kind: "extra closing parenthesis", apply: after(" )") },
  { kind: "unknown type", apply: word(type, () => "XYZZY") },
  {
    kind: "missing fields",
    apply: (line) => {
      const found = wordsOf(line).find(({ start, end }) => type.test(line.slice(start, end)));
      return found === undefined || found.end === line.length ? undefined : line.slice(0, found.end);
    },
  },
  { kind: "dropped last word", apply: last(() => "") },
  { kind: "extra field", apply: after(" surplus") },
  { kind: "bad number", apply: word(/^[0-9]+$/, (written) => `${written}x`) },
  { kind: "bad address", apply: word(/^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$|^[0-9a-f]*:[0-9a-f:]+$/i, () => "192.0.2.999") },
  {
    kind: "bad name",
    apply: (line) => {
      const found = wordsOf(line)[0];
      return found === undefined || line.startsWith("$") ? undefined : put(line, found.start, found.start, "a..b");
    },
  },
  { kind: "bad escape", apply: after("\\999") },
  {
    kind: "bad TTL",
    apply: (line) => {
      const found = wordsOf(line)[0];
      return found === undefined || line.startsWith("$") ? undefined : put(line, found.end, found.end, " 1x2");
    },
  },
  { kind: "comment of another language", apply: (line) => (hasWords(line) ? `// ${line}` : undefined) },
  { kind: "line replaced by garbage", apply: (line) => (hasWords(line) ? '%%% what (is ] this! = "x' : undefined) },
  { kind: "garbage line", apply: before("%%% what is ] this!") },
  { kind: "line of a merge conflict", apply: before("<<<<<<< HEAD") },
  { kind: "unknown directive", apply: before("$FOO bar") },
  { kind: "lone quote", apply: before('"') },
  { kind: "lone parenthesis", apply: before("(") },
  { kind: "lone closing parenthesis", apply: before(")") },
  { kind: "not ASCII", apply: (line) => (hasWords(line) ? `é${line}` : undefined) },
  { kind: "blank at the start", apply: (line) => (/^[^\s;]/.test(line) ? `\t${line}` : undefined) },
  { kind: "no blank at the start", apply: (line) => (/^[ \t]+[^\s;)]/.test(line) ? line.trimStart() : undefined) },
  { kind: "half a line", apply: (line) => (hasWords(line) ? line.slice(0, Math.ceil(line.length / 2)) : undefined) },
];
