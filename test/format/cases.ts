/** The zone texts behind the lines of FORMAT.md, and what each word of its cells stands for. */

export interface Case {
  readonly id: string;
  readonly zone: string;
  /** The files that it includes. */
  readonly files: Readonly<Record<string, string>>;
  /** What a reader may make of it: the records besides SOA and NS of the apex, by the word for it in the document. */
  readonly readings: Readonly<Record<string, string>>;
}

/** What stands before the text of a case, unless that is a whole zone. */
export const head = `$ORIGIN example.com.
$TTL 3600
@ SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 3600
@ NS ns.example.net.
`;

/** SOA and NS of a zone that is written whole. */
const soa = "@ SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 3600\n@ NS ns.example.net.\n";

type Readings = Readonly<Record<string, string>>;
type Files = Readonly<Record<string, string>>;

const whole = (id: string, zone: string, readings: Readings = {}, files: Files = {}): Case => ({
  id,
  zone,
  files,
  readings,
});
const after = (id: string, zone: string, readings: Readings = {}, files: Files = {}): Case =>
  whole(id, head + zone, readings, files);

const a = "a A 192.0.2.1";
const b = "b A 192.0.2.2";
const long = (count: number, char = "x"): string => char.repeat(count);
/** A name of `octets` on the wire, in example.com. */
const longName = (octets: number): string => {
  const last = octets - 13 - 3 * 64 - 1;
  return [long(63), long(63), long(63), long(last)].join(".");
};

const characters: readonly Case[] = [
  whole("crlf", `${head}${a}\n`.replaceAll("\n", "\r\n"), { reads: a }),
  after("lone-cr", `${a}\r${b}\n`, { "line break": `${a}\n${b}`, blank: a }),
  after("form-feed", `a\fA 192.0.2.1\n`, { blank: a }),
  after("vertical-tab", `a\vA 192.0.2.1\n`, { blank: a }),
  after("nul", 'a TXT "x\0y"\n', { octet: 'a TXT "x\\000y"', "ends there": "a TXT x", "left out": "a TXT xy" }),
  after("delete", 'a TXT "x\x7fy"\n', { octet: 'a TXT "x\\127y"' }),
  whole("byte-order-mark", `\ufeff${head}${a}\n`, {
    "reads past it": a,
    "an owner": `\\239\\187\\191\\$origin TYPE0 \\# 0\n${a}`,
  }),
  after("non-ascii-text", 'a TXT "\u00e9"\n', { octets: 'a TXT "\\195\\169"' }),
  after("non-ascii-name", "\u00e9 A 192.0.2.1\n", {
    octets: "\\195\\169 A 192.0.2.1",
    "A-label": "xn--9ca A 192.0.2.1",
  }),
  after("no-final-newline", a, { reads: a }),
  after("tabs", "a\tA\t192.0.2.1\n", { reads: a }),
  after("blank-line", `${a}\n  \t \n${b}\n`, { reads: `${a}\n${b}` }),
  after("comment-after-word", "a A 192.0.2.1;comment\n", { comment: a }),
  after("comment-indented", `  ; comment\n${a}\n`, { comment: a }),
  after("hash-comment", `# comment\n${a}\n`, { comment: a, "a record": `# TYPE0 \\# 0\n${a}` }),
  after("slash-comment", `// comment\n${a}\n`, { comment: a, "a record": `// TYPE0 \\# 0\n${a}` }),
  after("long-word", `a OPENPGPKEY ${long(12000, "A")}\n`, { reads: `a OPENPGPKEY ${long(12000, "A")}` }),
];

const parentheses: readonly Case[] = [
  after("nested-parentheses", "a TXT ( x ( y ) z )\n", { reads: "a TXT x y z" }),
  after("parenthesis-before-owner", `( ${a} )\n`, { "owner a": a }),
  after("parenthesis-after-blank", `${a}\n ( A 192.0.2.2 )\n`, { reads: `${a}\na A 192.0.2.2` }),
  after("parenthesis-before-type", "a ( A\n 192.0.2.1 )\n", { reads: a }),
  after("parenthesis-next-line-column-0", "a TXT ( x\ny )\n", { reads: "a TXT x y" }),
  after("parenthesis-touching", "a A (192.0.2.1)\n", { reads: a }),
  after("parenthesis-in-word", "a TXT x(y)z\n", {
    "three strings": "a TXT x y z",
    "one string": "a TXT xyz",
    "three strings, the parentheses in them": 'a TXT "x(" "y)" z',
  }),
  after("parenthesis-empty", "a A 192.0.2.1 ()\n", { reads: a }),
  after("parenthesis-then-word", "a TXT ( x\n ) y\n", { reads: "a TXT x y" }),
  after("parenthesis-then-record", `a TXT ( x\n ) \n${b}\n`, { reads: `a TXT x\n${b}` }),
  after("parenthesis-with-comment", "a TXT ( x ; ) (\n y )\n", { comment: "a TXT x y" }),
  after("parenthesis-with-blank-lines", "a TXT ( x\n\n\n y )\n", { reads: "a TXT x y" }),
  after("parenthesis-unclosed", "a TXT ( x\n", { reads: "a TXT x" }),
  after("parenthesis-unopened", "a TXT x )\n", { reads: "a TXT x" }),
  after("parenthesis-in-directive", `$TTL ( 300\n )\n${a}\n`, { reads: "a 300 A 192.0.2.1" }),
  after("parenthesis-quoted", 'a TXT "( x"\n', { text: 'a TXT "( x"' }),
];

const strings: readonly Case[] = [
  after("quote-over-lines", 'a TXT "x\ny"\n', { "with the line break": 'a TXT "x\\010y"', joined: "a TXT xy" }),
  after("quote-unclosed-at-end", 'a TXT "x', { reads: "a TXT x" }),
  after("quote-inside-word", 'a TXT x"y"z\n', {
    "three strings": "a TXT x y z",
    "one string": "a TXT xyz",
    "with the quotes": 'a TXT "x\\"y\\"z"',
    "two strings": 'a TXT x "yz"',
    "quotes kept, two": 'a TXT x "\\"y\\"z"',
  }),
  after("quote-then-word", 'a TXT "x"y\n', { "two strings": "a TXT x y", "one string": "a TXT xy" }),
  after("quotes-touching", 'a TXT "x""y"\n', { "two strings": "a TXT x y", "one string": "a TXT xy" }),
  after("quote-single", "a TXT 'x y'\n", { "two strings": `a TXT "'x" "y'"`, "one string": 'a TXT "x y"' }),
  after("quote-escaped", 'a TXT "x\\"y"\n', { reads: 'a TXT "x\\"y"' }),
  after("quote-escaped-bare", 'a TXT x\\"y\n', { reads: 'a TXT "x\\"y"' }),
  after("empty-string", 'a TXT ""\n', { "empty string": 'a TXT ""' }),
  after("no-string", "a TXT\n", { "the string TXT": "a TXT txt" }),
  after("words-bare", "a TXT x y\n", { "two strings": "a TXT x y", "one string": 'a TXT "x y"' }),
  after("words-bare-in-one-field", "a HINFO x y z\n", { "as written": "a HINFO x y z" }),
  after("hinfo-one-string", 'a HINFO "x"\n', { "as written": 'a HINFO "x"' }),
  after("semicolon-quoted", 'a TXT "x;y"\n', { text: 'a TXT "x;y"' }),
  after("semicolon-bare", "a TXT x;y\n", { comment: "a TXT x", text: 'a TXT "x;y"' }),
  after("semicolon-escaped", "a TXT x\\;y\n", { text: 'a TXT "x;y"', "text with the backslash": 'a TXT "x\\\\;y"' }),
  after("semicolon-escaped-in-quotes", 'a TXT "x\\;y"\n', {
    text: 'a TXT "x;y"',
    "text with the backslash": 'a TXT "x\\\\;y"',
  }),
  after("specials-bare", "a TXT v=x/y,z:@%=+\n", { text: 'a TXT "v=x/y,z:@%=+"' }),
  after("at-bare-in-text", "a TXT @\n", { text: 'a TXT "@"', origin: 'a TXT "example.com."' }),
  after("dollar-in-text", "a TXT $x\n", { text: 'a TXT "$x"' }),
  after("blank-escaped", "a TXT x\\ y\n", { "one string": 'a TXT "x y"', "two strings": "a TXT x y" }),
  after("tab-quoted", 'a TXT "x\ty"\n', { octet: 'a TXT "x\\009y"' }),
  after("string-255", `a TXT "${long(255)}"\n`, { reads: `a TXT "${long(255)}"` }),
  after("string-256", `a TXT "${long(256)}"\n`, {
    "split in two": `a TXT "${long(255)}" "x"`,
    "as written": `a TXT "${long(256)}"`,
  }),
  after("string-256-bare", `a TXT ${long(256)}\n`, {
    "split in two": `a TXT "${long(255)}" "x"`,
    "as written": `a TXT ${long(256)}`,
  }),
  after("generic-mark-in-text", "a TXT \\# x\n", {
    text: 'a TXT "#" x',
    "no data": "a TXT",
    "empty data": "a TXT \\# 0",
  }),
];

const escapes: readonly Case[] = [
  after("ddd-in-text", 'a TXT "\\065"\n', { octet: "a TXT A" }),
  after("ddd-two-digits", 'a TXT "\\65"\n', { "digits kept": "a TXT 65", "as written": 'a TXT "\\65"' }),
  after("ddd-one-digit-at-end", 'a TXT "x\\6"\n', { "digits kept": "a TXT x6", "as written": 'a TXT "x\\6"' }),
  after("ddd-over-255", 'a TXT "\\256"\n', { "digits kept": "a TXT 256", "as written": 'a TXT "\\256"' }),
  after("ddd-in-name", "\\097 A 192.0.2.1\n", { octet: a }),
  after("ddd-two-digits-in-name", "\\97 A 192.0.2.1\n", { "digits kept": "97 A 192.0.2.1", octet: a }),
  after("ddd-over-255-in-name", "\\256 A 192.0.2.1\n", {
    "digits kept": "256 A 192.0.2.1",
    "modulo 256": "\\000 A 192.0.2.1",
  }),
  after("ddd-nul-in-name", "x\\000y A 192.0.2.1\n", { octet: "x\\000y A 192.0.2.1" }),
  after("ddd-blank-in-name", "x\\032y A 192.0.2.1\n", { octet: "x\\032y A 192.0.2.1" }),
  after("ddd-dot-in-name", "x\\046y A 192.0.2.1\n", {
    "part of the label": "x\\.y A 192.0.2.1",
    "parts labels": "x.y A 192.0.2.1",
  }),
  after("letter-escaped-in-name", "\\a A 192.0.2.1\n", { "the letter": a }),
  after("letter-escaped-in-text", 'a TXT "\\n"\n', {
    "the letter": "a TXT n",
    "line feed": 'a TXT "\\010"',
    "with the backslash": 'a TXT "\\\\n"',
  }),
  after("dot-escaped-in-name", "x\\.y A 192.0.2.1\n", { "part of the label": "x\\.y A 192.0.2.1" }),
  after("dot-escaped-at-end", "x\\. A 192.0.2.1\n", {
    "the origin follows": "x\\. A 192.0.2.1",
    "a complete name": "x\\.. A 192.0.2.1",
  }),
  after("dot-after-backslash-pair", "a CNAME x\\\\.example.net.\n", {
    "dot parts labels": "a CNAME x\\\\.example.net.",
    "dot in the label": "a CNAME x\\\\\\.example.net.",
  }),
  after("at-escaped-as-owner", "\\@ A 192.0.2.1\n", {
    "label @": "\\@.example.com. A 192.0.2.1",
    origin: "@ A 192.0.2.1",
  }),
  after("at-quoted-as-owner", '"@" A 192.0.2.1\n', {
    "label @": "\\@.example.com. A 192.0.2.1",
    origin: "@ A 192.0.2.1",
    "with the quotes": '\\"\\@\\" A 192.0.2.1',
  }),
  after("backslash-before-newline", "a A 192.0.2.1\\\nb A 192.0.2.2\n", { "joins the lines": a }),
  after("backslash-before-newline-quoted", 'a TXT "x\\\ny"\n', {
    "with the line break": 'a TXT "x\\010y"',
    joined: "a TXT xy",
  }),
  after("backslash-at-end-of-string", 'a TXT "x\\\\"\n', { "one backslash": 'a TXT "x\\\\"' }),
];

const names: readonly Case[] = [
  after("at-in-rdata", "a CNAME @\n", { origin: "a CNAME example.com." }),
  after("at-escaped-in-rdata", "a CNAME \\@\n", {
    "label @": "a CNAME \\@.example.com.",
    origin: "a CNAME example.com.",
  }),
  after("at-with-more", "a@ A 192.0.2.1\n", { "part of the label": "a\\@.example.com. A 192.0.2.1" }),
  after("name-quoted-as-owner", '"a" A 192.0.2.1\n', { name: a, "with the quotes": '\\"a\\" A 192.0.2.1' }),
  after("name-quoted-in-rdata", 'a CNAME "b"\n', { name: "a CNAME b", "with the quotes": 'a CNAME \\"b\\"' }),
  after("label-63", `${long(63)} A 192.0.2.1\n`, { reads: `${long(63)} A 192.0.2.1` }),
  after("label-64", `${long(64)} A 192.0.2.1\n`),
  after("name-255", `${longName(255)} A 192.0.2.1\n`, { reads: `${longName(255)} A 192.0.2.1` }),
  after("name-256", `${longName(256)} A 192.0.2.1\n`),
  after("label-empty", "a..b A 192.0.2.1\n"),
  after("dot-at-start", ".a A 192.0.2.1\n"),
  after("root-in-rdata", "a MX 0 .\n", { root: "a MX 0 ." }),
  after("name-case", "A A 192.0.2.1\na A 192.0.2.2\n", { "one owner": "a A 192.0.2.1\na A 192.0.2.2" }),
  after("wildcard-within", "x.*.y A 192.0.2.1\n", { reads: "x.*.y A 192.0.2.1" }),
  after("asterisk-in-label", "*x A 192.0.2.1\n", { reads: "*x A 192.0.2.1" }),
  after("wildcard-ns", "* NS ns.example.net.\n", { reads: "* NS ns.example.net." }),
  after("underscore-host", "a_b A 192.0.2.1\n", { reads: "a_b A 192.0.2.1" }),
  after("owner-like-ttl", "3600 A 192.0.2.1\n", { owner: "3600 A 192.0.2.1" }),
  after("owner-like-class", "IN A 192.0.2.1\n", { owner: "in A 192.0.2.1" }),
  after("owner-like-type", "A A 192.0.2.1\n", { owner: a }),
  after("type-at-column-0", "A 192.0.2.1\n", { "inherits its owner": "@ A 192.0.2.1" }),
  after("owner-with-dollar", "a$b A 192.0.2.1\n", { owner: "a\\$b A 192.0.2.1" }),
  after("owner-dollar-escaped", "\\$a A 192.0.2.1\n", { owner: "\\$a A 192.0.2.1" }),
];

const owners: readonly Case[] = [
  whole(
    "owner-blank-at-start",
    `$ORIGIN example.com.\n$TTL 3600\n SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 3600\n NS ns.example.net.\n${a}\n`,
    { "takes the origin": a },
  ),
  after("owner-blank-after-origin", `${a}\n$ORIGIN sub.example.com.\n A 192.0.2.2\n`, {
    "owner before": `${a}\na A 192.0.2.2`,
    "new origin": `${a}\nsub A 192.0.2.2`,
  }),
  after(
    "owner-blank-after-include",
    `${a}\n$INCLUDE part\n A 192.0.2.3\n`,
    {
      "owner before": `${a}\nb A 192.0.2.2\na A 192.0.2.3`,
      "owner in the file": `${a}\nb A 192.0.2.2\nb A 192.0.2.3`,
    },
    { part: "b A 192.0.2.2\n" },
  ),
  after(
    "owner-blank-in-include",
    `${a}\n$INCLUDE part\n`,
    { "owner before": `${a}\na A 192.0.2.2`, origin: `${a}\n@ A 192.0.2.2` },
    { part: " A 192.0.2.2\n" },
  ),
  after(
    "owner-blank-in-include-with-origin",
    `${a}\n$INCLUDE part sub.example.com.\n`,
    { "owner before": `${a}\na A 192.0.2.2`, "its origin": `${a}\nsub A 192.0.2.2` },
    { part: " A 192.0.2.2\n" },
  ),
  after("owner-blank-tab", `${a}\n\tA 192.0.2.2\n`, { reads: `${a}\na A 192.0.2.2` }),
];

const directives: readonly Case[] = [
  after("directive-lower-case", `$ttl 300\n$origin sub.example.com.\n${a}\n`, { reads: "a.sub 300 A 192.0.2.1" }),
  after("directive-indented", ` $TTL 300\n${a}\n`, { directive: "a 300 A 192.0.2.1" }),
  after("directive-unknown", `$FOO x\n${a}\n`, { "reads past it": a, "an owner": `\\$FOO TYPE0 \\# 0\n${a}` }),
  after("directive-date", `$DATE 20260101000000\n${a}\n`, { "reads past it": a }),
  after("directive-extra-word", `$TTL 300 x\n${a}\n`, { "reads past it": "a 300 A 192.0.2.1" }),
  after("directive-without-word", `$TTL\n${a}\n`, { "reads past it": a }),
  after("origin-relative", `$ORIGIN sub\n${a}\n`, {
    "below the origin before": "a.sub A 192.0.2.1",
    "a complete name": "a.sub. A 192.0.2.1",
    "left out": "",
  }),
  after("origin-outside-zone", `$ORIGIN example.net.\na.example.com. A 192.0.2.1\n`, { reads: a }),
  after("origin-root", `$ORIGIN .\na.example.com A 192.0.2.1\n`, { reads: a }),
  after("origin-at", `$ORIGIN sub.example.com.\n$ORIGIN @\n${a}\n`, {
    "the origin before": "a.sub A 192.0.2.1",
    "label @": "a.\\@. A 192.0.2.1",
    "left out": "",
  }),
  after("origin-quoted", `$ORIGIN "sub.example.com."\n${a}\n`, {
    reads: "a.sub A 192.0.2.1",
    "with the quotes": 'a.\\"sub.example.com.\\". A 192.0.2.1',
  }),
  after("include", `$INCLUDE part\n`, { reads: a, "left out": "" }, { part: `${a}\n` }),
  after("include-quoted", `$INCLUDE "part"\n`, { reads: a }, { part: `${a}\n` }),
  after(
    "include-with-origin",
    `$INCLUDE part sub.example.com.\n`,
    { reads: "a.sub A 192.0.2.1", "passes over it": a },
    { part: `${a}\n` },
  ),
  after(
    "include-with-relative-origin",
    `$INCLUDE part sub\n`,
    { "below the origin": "a.sub A 192.0.2.1", "passes over it": a },
    { part: `${a}\n` },
  ),
  after(
    "include-origin-inside",
    `$INCLUDE part\n${b}\n`,
    {
      "ends with the file": `a.sub A 192.0.2.1\n${b}`,
      "holds on": "a.sub A 192.0.2.1\nb.sub A 192.0.2.2",
    },
    { part: `$ORIGIN sub.example.com.\n${a}\n` },
  ),
  after(
    "include-ttl-inside",
    `$INCLUDE part\n${b}\n`,
    {
      "ends with the file": `a 300 A 192.0.2.1\n${b}`,
      "holds on": "a 300 A 192.0.2.1\nb 300 A 192.0.2.2",
    },
    { part: `$TTL 300\n${a}\n` },
  ),
  after(
    "include-in-folder",
    "$INCLUDE parts/one\n",
    {
      "from the folder of the program": `${a}\n${b}`,
      "from the folder of the file": `${a}\nc A 192.0.2.3`,
    },
    { "parts/one": `${a}\n$INCLUDE two\n`, two: `${b}\n`, "parts/two": "c A 192.0.2.3\n" },
  ),
  after("include-missing", `$INCLUDE nothing\n${a}\n`, { "reads past it": a }),
  after("include-itself", "$INCLUDE part\n", {}, { part: `${a}\n$INCLUDE part\n` }),
  after("generate", "$GENERATE 1-2 h$ A 192.0.2.$\n", {
    records: "h1 A 192.0.2.1\nh2 A 192.0.2.2",
    "one record": "h$ A 192.0.2.$",
  }),
  after("generate-step", "$GENERATE 1-3/2 h$ A 192.0.2.$\n", { records: "h1 A 192.0.2.1\nh3 A 192.0.2.3" }),
  after("generate-ttl-class", "$GENERATE 1-1 h$ 300 IN A 192.0.2.$\n", { records: "h1 300 A 192.0.2.1" }),
  after("generate-modifier", "$GENERATE 1-1 h${10,4,x} A 192.0.2.${1}\n", { records: "h000b A 192.0.2.2" }),
  after("generate-nibbles", "$GENERATE 18-18 ${0,7,n} PTR h$\n", {
    records: "2.1.0.0 PTR h18",
    decimal: "0000018 PTR h18",
  }),
  after("generate-quoted-data", '$GENERATE 1-1 h$ TXT "x $"\n', {
    records: 'h1 TXT "x 1"',
    "two strings": "h1 TXT x 1",
  }),
  after("generate-data-with-blanks", "$GENERATE 1-1 h$ MX 10 m$\n", { records: "h1 MX 10 m1" }),
  after("generate-dollar-twice", "$GENERATE 1-1 h$$ A 192.0.2.1\n", {
    "a dollar sign": "h\\$ A 192.0.2.1",
    "the number twice": "h11 A 192.0.2.1",
  }),
  after("generate-backwards", `$GENERATE 2-1 h$ A 192.0.2.$\n${a}\n`, { "no record": a }),
];

const ttls: readonly Case[] = [
  after("ttl-units", "a 1h A 192.0.2.1\n", { reads: a }),
  after("ttl-units-upper-case", "a 1H A 192.0.2.1\n", { reads: a }),
  after("ttl-units-mixed", "a 1h30m A 192.0.2.1\n", { reads: "a 5400 A 192.0.2.1" }),
  after("ttl-units-any-order", "a 30m1h A 192.0.2.1\n", { reads: "a 5400 A 192.0.2.1" }),
  after("ttl-units-repeated", "a 1h1h A 192.0.2.1\n", { sum: "a 7200 A 192.0.2.1" }),
  after("ttl-units-then-number", "a 1h30 A 192.0.2.1\n", { seconds: "a 3630 A 192.0.2.1" }),
  after("ttl-unit-week", "a 1w A 192.0.2.1\n", { reads: "a 604800 A 192.0.2.1" }),
  after("ttl-unit-year", "a 1y A 192.0.2.1\n", { year: "a 31536000 A 192.0.2.1", "one second": "a 1 A 192.0.2.1" }),
  after("ttl-unit-alone", "a h A 192.0.2.1\n", { zero: "a 0 A 192.0.2.1" }),
  after("ttl-fraction", "a 1.5h A 192.0.2.1\n", { "one second": "a 1 A 192.0.2.1" }),
  after("ttl-blank-before-unit", "a 1 h A 192.0.2.1\n"),
  after("ttl-leading-zeros", "a 0300 A 192.0.2.1\n", { reads: "a 300 A 192.0.2.1" }),
  after("ttl-sign", "a +300 A 192.0.2.1\n", { reads: "a 300 A 192.0.2.1" }),
  after("ttl-negative", "a -1 A 192.0.2.1\n", { zero: "a 0 A 192.0.2.1" }),
  after("ttl-hexadecimal", "a 0x10 A 192.0.2.1\n", { zero: "a 0 A 192.0.2.1" }),
  after("ttl-zero", "a 0 A 192.0.2.1\n", { reads: "a 0 A 192.0.2.1" }),
  after("ttl-over-31-bits", "a 2147483648 A 192.0.2.1\n", {
    zero: "a 0 A 192.0.2.1",
    "that of $TTL": a,
    "as it is": "a 2147483648 A 192.0.2.1",
  }),
  after("ttl-over-32-bits", "a 4294967297 A 192.0.2.1\n", {
    zero: "a 0 A 192.0.2.1",
    "modulo 2^32": "a 1 A 192.0.2.1",
  }),
  after("ttl-directive-over-31-bits", `$TTL 2147483648\n${a}\n`, {
    zero: "a 0 A 192.0.2.1",
    "that before": a,
    "as it is": "a 2147483648 A 192.0.2.1",
  }),
  after("ttl-directive-units", `$TTL 1h30m\n${a}\n`, { reads: "a 5400 A 192.0.2.1", "one minute": "a 60 A 192.0.2.1" }),
  after("ttl-directive-quoted", `$TTL "300"\n${a}\n`, { reads: "a 300 A 192.0.2.1", "passes over it": a }),
  after("ttl-directive-again", `$TTL 300\n${a}\n$TTL 600\n${b}\n`, {
    "from there on": "a 300 A 192.0.2.1\nb 600 A 192.0.2.2",
  }),
  after("ttl-directive-or-record-before", `a 300 A 192.0.2.1\n${b}\n`, {
    "the directive's": `a 300 A 192.0.2.1\n${b}`,
    "the record's": "a 300 A 192.0.2.1\nb 300 A 192.0.2.2",
  }),
  whole(
    "ttl-directive-after-record",
    `$ORIGIN example.com.\n@ 300 SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 600\n@ NS ns.example.net.\n$TTL 60\n${a}\n`,
    { "holds from there on": "a 60 A 192.0.2.1" },
  ),
  whole("ttl-nowhere", `$ORIGIN example.com.\n${soa}${a}\n`, {
    "minimum of the SOA": a,
    "a default": a,
    zero: "a 0 A 192.0.2.1",
  }),
  whole(
    "ttl-of-record-before",
    `$ORIGIN example.com.\n@ 300 SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 600\n@ NS ns.example.net.\n${a}\n`,
    {
      "the record's": "a 300 A 192.0.2.1",
      "minimum of the SOA": "a 600 A 192.0.2.1",
      "a default": "a 3600 A 192.0.2.1",
      zero: "a 0 A 192.0.2.1",
    },
  ),
  after("ttl-differs-in-set", "a 300 A 192.0.2.1\na 600 A 192.0.2.2\n", {
    "the first for both": "a 300 A 192.0.2.1\na 300 A 192.0.2.2",
    "each its own": "a 300 A 192.0.2.1\na 600 A 192.0.2.2",
    "the last for both": "a 600 A 192.0.2.1\na 600 A 192.0.2.2",
  }),
  whole(
    "soa-timers-with-units",
    `$ORIGIN example.com.\n$TTL 3600\n@ SOA ns.example.net. hostmaster.example.net. 1 2h 1h 2w 1h\n@ NS ns.example.net.\n${a}\n`,
    { reads: a },
  ),
];

const classes: readonly Case[] = [
  after("class-then-ttl", "a IN 300 A 192.0.2.1\n", { reads: "a 300 A 192.0.2.1" }),
  after("ttl-then-class", "a 300 IN A 192.0.2.1\n", { reads: "a 300 A 192.0.2.1" }),
  after("class-lower-case", "a in A 192.0.2.1\n", { reads: a }),
  after("class-twice", "a IN IN A 192.0.2.1\n", { reads: a }),
  after("class-numbered", "a CLASS1 A 192.0.2.1\n", { IN: a }),
  after("class-other", "a CH TXT x\n", { reads: "a TXT x" }),
  after("class-hesiod", "a HS TXT x\n", { reads: "a TXT x" }),
  after("class-any", "a ANY TXT x\n", { reads: "a TXT x" }),
  whole(
    "class-of-whole-zone",
    `$ORIGIN example.com.\n$TTL 3600\n@ CH SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 3600\n@ CH NS ns.example.net.\na CH TXT x\n`,
    { reads: "a TXT x" },
  ),
];

const types: readonly Case[] = [
  after("type-lower-case", "a a 192.0.2.1\n", { reads: a }),
  after("type-quoted", 'a "A" 192.0.2.1\n', { reads: a }),
  after("type-numbered", "a TYPE1 192.0.2.1\n", { A: a }),
  after("type-numbered-lower-case", "a type65280 \\# 1 ab\n", { reads: "a TYPE65280 \\# 1 ab" }),
  after("type-numbered-generic", "a TYPE1 \\# 4 C0000201\n", { A: a }),
  after("type-numbered-unknown", "a TYPE65280 \\# 2 abcd\n", { reads: "a TYPE65280 \\# 2 abcd" }),
  after("type-numbered-too-large", "a TYPE65536 \\# 0\n"),
  after("generic-data", "a A \\# 4 C0000201\n", { A: a }),
  after("generic-data-in-groups", "a TYPE65280 \\# 4 ab c def 01\n", { reads: "a TYPE65280 \\# 4 abcdef01" }),
  after("generic-data-empty", "a TYPE65280 \\# 0\n", { reads: "a TYPE65280 \\# 0" }),
  after("generic-data-wrong-length", "a TYPE65280 \\# 3 abcd\n", {
    "the data there is": "a TYPE65280 \\# 2 abcd",
    "as written": "a TYPE65280 \\# 3 abcd",
  }),
  after("generic-data-not-of-type", "a A \\# 3 C00002\n", { "as written": "a A \\# 3 C00002" }),
  after("generic-data-compressed-name", "a CNAME \\# 2 C00C\n"),
  after("type-unknown", "a FOO x\n"),
  after("type-of-messages", "a TYPE255 \\# 0\n", { reads: "a TYPE255 \\# 0" }),
  after("type-obsolete-md", "a MD b\n", { reads: "a MD b.example.com." }),
  after("type-spf", 'a SPF "v=spf1 -all"\n', { reads: 'a SPF "v=spf1 -all"' }),
  after("type-https", "a HTTPS 1 .\n", { reads: "a HTTPS 1 ." }),
  after("type-wallet", 'a WALLET "x" "y"\n', { reads: 'a WALLET "x" "y"' }),
  after("type-resinfo", "a RESINFO qnamemin\n", { reads: "a RESINFO qnamemin" }),
  after("type-dsync", "a DSYNC CDS NOTIFY 5359 b\n", { reads: "a DSYNC CDS NOTIFY 5359 b" }),
  after("type-zonemd", `@ ZONEMD 1 1 241 ${long(96, "a")}\n`, { reads: `@ ZONEMD 1 1 241 ${long(96, "a")}` }),
  after("type-amtrelay", "a AMTRELAY 10 0 1 192.0.2.1\n", { reads: "a AMTRELAY 10 0 1 192.0.2.1" }),
  after("type-loc", "a LOC 51 30 12.748 N 0 7 39.612 W 0.00m 1m 10000m 10m\n", {
    reads: "a LOC 51 30 12.748 N 0 7 39.612 W 0.00m 1m 10000m 10m",
  }),
  after("type-wks", "a WKS 192.0.2.1 6 25\n", { reads: "a WKS 192.0.2.1 6 25" }),
  after("type-apl", "a APL 1:192.0.2.0/24\n", { reads: "a APL 1:192.0.2.0/24" }),
  after("type-alias", "a ALIAS b\n", { reads: "a ALIAS b", "without the origin": "a ALIAS b." }),
  after("type-aname", "a ANAME b\n", { reads: "a ANAME b" }),
  after("type-lua", 'a LUA A "return 1"\n', { reads: 'a LUA A "return 1"' }),
  after("type-dyna", "a DYNA geoip!x\n", { reads: "a DYNA geoip!x" }),
  after("type-dync", "a DYNC geoip!x\n", { reads: "a DYNC geoip!x" }),
];

const digest = long(64, "A");

const data: readonly Case[] = [
  after("ipv4-leading-zero", "a A 192.0.2.01\n", { "as written": "a A 192.0.2.01", decimal: a }),
  after("ipv4-short", "a A 192.0.1\n", { "as written": "a A 192.0.1" }),
  after("ipv4-one-number", "a A 3221225985\n", { "as written": "a A 3221225985" }),
  after("ipv4-final-dot", "a A 192.0.2.1.\n", { "as written": "a A 192.0.2.1." }),
  after("ipv4-quoted", 'a A "192.0.2.1"\n', { reads: a }),
  after("ipv6-upper-case", "a AAAA 2001:DB8::A\n", { reads: "a AAAA 2001:db8::a" }),
  after("ipv6-with-ipv4", "a AAAA ::ffff:192.0.2.1\n", { reads: "a AAAA ::ffff:192.0.2.1" }),
  after("ipv6-zone-id", "a AAAA fe80::1%eth0\n", { "as written": "a AAAA fe80::1%eth0" }),
  after("ipv6-five-digits", "a AAAA 2001:00db8::1\n", { "as written": "a AAAA 2001:00db8::1" }),
  after("ipv6-one-group-as-colons", "a AAAA 1:2:3:4::5:6:7:8\n", { "as written": "a AAAA 1:2:3:4::5:6:7:8" }),
  after("number-leading-zero", "a MX 010 b\n", { decimal: "a MX 10 b", octal: "a MX 8 b" }),
  after("number-sign", "a MX +10 b\n", { reads: "a MX 10 b" }),
  after("number-too-large", "a MX 65536 b\n", {
    "modulo 65536": "a MX 0 b",
    "as written": "a MX 65536 b.example.com.",
  }),
  after("number-quoted", 'a MX "10" b\n', { reads: "a MX 10 b" }),
  whole(
    "serial-too-large",
    `$ORIGIN example.com.\n$TTL 3600\n@ SOA ns.example.net. hostmaster.example.net. 4294967296 7200 3600 1209600 3600\n@ NS ns.example.net.\n${a}\n`,
    { reads: a },
  ),
  after("field-missing", "a MX 10\n"),
  after("field-too-many", "a A 192.0.2.1 x\n", { "as written": "a A 192.0.2.1 x" }),
  after("base64-with-blanks", "a OPENPGPKEY QUJD REVG\n", { reads: "a OPENPGPKEY QUJDREVG" }),
  after("base64-without-padding", "a OPENPGPKEY QUI\n", { "as written": "a OPENPGPKEY QUI" }),
  after("base64-padding-within", "a OPENPGPKEY QUI= QUI=\n", {
    joined: "a OPENPGPKEY QUJBQg==",
    "the first part": "a OPENPGPKEY QUI=",
    "as written": "a OPENPGPKEY QUI= QUI=",
  }),
  after("hex-with-blanks", `a DS 1 8 2 ${long(32, "A")} ${long(32, "A")}\n`, { reads: `a DS 1 8 2 ${digest}` }),
  after("hex-odd", `a DS 1 8 2 ${long(63, "A")}\n`, {
    "a zero added": `a DS 1 8 2 ${long(63, "A")}0`,
    "as written": `a DS 1 8 2 ${long(63, "A")}`,
  }),
  after("hex-with-prefix", `a SSHFP 4 2 0x${digest}\n`, { "as written": `a SSHFP 4 2 0x${digest}` }),
  after("digest-wrong-length", "sub NS ns.example.net.\nsub DS 1 8 2 ABCD\n", {
    reads: "sub NS ns.example.net.\nsub DS 1 8 2 ABCD",
  }),
  after("digest-wrong-length-sshfp", "a SSHFP 4 2 ABCD\n", { reads: "a SSHFP 4 2 ABCD" }),
  after("digest-wrong-length-tlsa", "a TLSA 3 1 1 ABCD\n", { reads: "a TLSA 3 1 1 ABCD" }),
  after("algorithm-by-name", `sub NS ns.example.net.\nsub DS 1 RSASHA256 2 ${digest}\n`, {
    reads: `sub NS ns.example.net.\nsub DS 1 8 2 ${digest}`,
  }),
  after("certificate-type-by-name", "a CERT PGP 0 0 QUJD\n", { reads: "a CERT 3 0 0 QUJD" }),
  after("loc-short", "a LOC 51 N 0 W 0\n", { reads: "a LOC 51 0 0 N 0 0 0 E 0m" }),
  after("loc-without-altitude", "a LOC 51 30 N 0 7 W\n", {
    "as written": "a LOC 51 30 N 0 7 W",
    "altitude 0": "a LOC 51 30 0 N 0 7 0 W 0m",
  }),
  after("svcb-parameter-order", "a HTTPS 1 . port=443 alpn=h2\n", { sorted: "a HTTPS 1 . alpn=h2 port=443" }),
  after("svcb-parameter-quoted", 'a HTTPS 1 . alpn="h2,h3"\n', { "two values": "a HTTPS 1 . alpn=h2,h3" }),
  after("svcb-parameter-numbered", "a HTTPS 1 . key65400=x\n", { reads: "a HTTPS 1 . key65400=x" }),
  after("svcb-parameter-unknown", "a HTTPS 1 . foo=x\n", { "as written": "a HTTPS 1 . foo=x" }),
  after("svcb-parameter-twice", "a HTTPS 1 . port=1 port=2\n", { "as written": "a HTTPS 1 . port=1 port=2" }),
  after("svcb-parameter-dohpath", "a SVCB 1 b alpn=h2 dohpath=/q{?dns}\n", {
    reads: "a SVCB 1 b alpn=h2 dohpath=/q{?dns}",
  }),
  after("svcb-alias-with-parameters", "a HTTPS 0 b port=1\n", { reads: "a HTTPS 0 b port=1" }),
  after("caa-value-bare", "a CAA 0 issue ca.example.net\n", { reads: 'a CAA 0 issue "ca.example.net"' }),
  after("caa-value-bare-words", "a CAA 0 issue ca.example.net x=y\n", {
    "as written": "a CAA 0 issue ca.example.net x=y",
  }),
  after("uri-target-bare", "a URI 1 1 https://example.net/\n", {
    "as written": "a URI 1 1 https://example.net/",
    reads: 'a URI 1 1 "https://example.net/"',
  }),
  after("naptr-flags-bare", 'a NAPTR 1 1 S SIP+D2U "" b\n', { reads: 'a NAPTR 1 1 "S" "SIP+D2U" "" b' }),
  after("rrsig-times-as-seconds", "a RRSIG A 8 3 3600 1800000000 1700000000 1 example.com. QUJD\n", {
    reads: "a RRSIG A 8 3 3600 20270115080000 20231114221320 1 example.com. QUJD",
  }),
  after("mailbox-with-at", "a RP joe@example.com. .\n", { "label with @": "a RP joe\\@example.com. ." }),
  after("eui48-colons", "a EUI48 00:00:5e:00:53:2a\n", { "as written": "a EUI48 00:00:5e:00:53:2a" }),
];

const zones: readonly Case[] = [
  after("record-twice", `${a}\n${a}\n`, { once: a }),
  after("record-twice-name-case", "a CNAME b\na CNAME B\n", { once: "a CNAME b" }),
  after("out-of-zone", `a.example.net. A 192.0.2.1\n${b}\n`, {
    "left out": b,
    kept: `a.example.net. A 192.0.2.1\n${b}`,
  }),
  whole("soa-missing", `$ORIGIN example.com.\n$TTL 3600\n@ NS ns.example.net.\n${a}\n`, { reads: a }),
  whole("soa-not-first", `$ORIGIN example.com.\n$TTL 3600\n${a}\n${soa}`, { reads: a }),
  after("soa-twice-equal", "@ SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 3600\n", { once: "" }),
  after("soa-twice-different", "@ SOA ns.example.net. hostmaster.example.net. 2 7200 3600 1209600 3600\n", {
    "the first": "",
  }),
  after("soa-below-apex", "sub SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 3600\n", {
    "left out": "",
    reads: "sub SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 3600",
  }),
  whole(
    "ns-missing",
    `$ORIGIN example.com.\n$TTL 3600\n@ SOA ns.example.net. hostmaster.example.net. 1 7200 3600 1209600 3600\n${a}\n`,
    { reads: a },
  ),
  after("ns-without-address", "@ NS ns\n", { reads: "@ NS ns" }),
  after("glue-missing", "sub NS ns.sub\n", { reads: "sub NS ns.sub" }),
  after("below-delegation", "sub NS ns.example.net.\nx.sub TXT y\n", { reads: "sub NS ns.example.net.\nx.sub TXT y" }),
  after("below-dname", "sub DNAME example.net.\nx.sub A 192.0.2.1\n", {
    reads: "sub DNAME example.net.\nx.sub A 192.0.2.1",
  }),
  after("dname-with-ns", "sub DNAME example.net.\nsub NS ns.example.net.\n", {
    reads: "sub DNAME example.net.\nsub NS ns.example.net.",
  }),
  after("dname-twice", "sub DNAME example.net.\nsub DNAME example.org.\n", {
    both: "sub DNAME example.net.\nsub DNAME example.org.",
    "the last": "sub DNAME example.org.",
  }),
  after("cname-with-others", "a CNAME b\na A 192.0.2.1\n", { reads: "a CNAME b\na A 192.0.2.1" }),
  after("cname-twice", "a CNAME b\na CNAME c\n", { both: "a CNAME b\na CNAME c", "the last": "a CNAME c" }),
  after("ds-at-apex", `@ DS 1 8 2 ${digest}\n`, { reads: `@ DS 1 8 2 ${digest}` }),
  after("ds-without-ns", `a DS 1 8 2 ${digest}\n`, { reads: `a DS 1 8 2 ${digest}` }),
  after("mx-to-address", "a MX 10 192.0.2.1\n", { name: "a MX 10 192.0.2.1" }),
  after("mx-to-cname", "a MX 10 b\nb CNAME c\nc A 192.0.2.1\n", { reads: "a MX 10 b\nb CNAME c\nc A 192.0.2.1" }),
];

export const cases: readonly Case[] = [
  ...characters,
  ...parentheses,
  ...strings,
  ...escapes,
  ...names,
  ...owners,
  ...directives,
  ...ttls,
  ...classes,
  ...types,
  ...data,
  ...zones,
];
