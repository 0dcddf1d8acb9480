/** Writes the TextMate grammars, whose record types come from the table of types; `--check` only compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";

/** @typedef {import("../server/src/dns/recordType.js").RecordType} RecordType */
/** @typedef {Record<string, unknown>} Rule */
/** @typedef {ReadonlyMap<string, readonly string[]>} Names */

const root = new URL("..", import.meta.url);

/**
 * The table is TypeScript, which Node 20 does not read: esbuild makes it a module in memory.
 *
 * @returns {Promise<readonly RecordType[]>}
 */
async function readRecordTypes() {
  const { outputFiles } = buildSync({
    entryPoints: [new URL("server/src/dns/recordTypes.ts", root).pathname],
    bundle: true,
    format: "esm",
    platform: "neutral",
    write: false,
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const { recordTypes } = await import(`data:text/javascript;base64,${source}`);
  return recordTypes;
}

/**
 * Which field kinds give RDATA of a type its own colors; the first group that fits a type is taken.
 *
 * @type {readonly { name: string, kinds: readonly string[] }[]}
 */
const groups = [
  { name: "property", kinds: ["caaTag"] },
  { name: "text", kinds: ["charStrings", "longString"] },
  { name: "parameters", kinds: ["svcParams"] },
  { name: "types", kinds: ["typeCovered", "typeList", "typeListOrNothing", "nxtTypeList"] },
  {
    name: "data",
    kinds: [
      "base64",
      "base64OrNothing",
      "base64OrDash",
      "base64Word",
      "hex",
      "hexWord",
      "publicKey",
      "signature",
      "dsDigest",
      "zonemdDigest",
      "fingerprint",
      "vendorText",
    ],
  },
];
const groupNames = [...groups.map(({ name }) => name), "plain"];

/** Longer names first, as the first alternative that fits is taken. @type {(names: Iterable<string>) => string[]} */
const longestFirst = (names) => [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** @type {(type: RecordType) => string} */
const groupOf = ({ fields }) =>
  groups.find(({ kinds }) => fields?.some(({ kind }) => kinds.includes(kind)))?.name ?? "plain";

/** @type {(recordTypes: readonly RecordType[]) => Names} */
function namesByGroup(recordTypes) {
  return new Map(
    groupNames.map((group) => {
      const names = recordTypes.filter((type) => groupOf(type) === group).map(({ name }) => name);
      return [group, longestFirst(group === "plain" ? [...names, "TYPE[0-9]{1,5}"] : names)];
    }),
  );
}

/** @type {(name: string) => string} */
const scoped = (name) => `${name}.dns-zone`;
/** @type {(name: string, match: string) => Rule} */
const named = (name, match) => ({ name: scoped(name), match });
/** @type {(...names: string[]) => Rule[]} */
const include = (...names) => names.map((name) => ({ include: `#${name}` }));
/**
 * `{ 1: "a.b" }` or `{ 1: [patterns] }` as TextMate writes captures.
 *
 * @type {(entries: Record<number, string | Rule[]>) => Rule}
 */
const captures = (entries) =>
  Object.fromEntries(
    Object.entries(entries).map(([group, value]) => [
      group,
      typeof value === "string" ? { name: scoped(value) } : { patterns: value },
    ]),
  );

// A word starts after space or a parenthesis, and ends before one, a quote or a comment (RFC 1035 section 5.1).
const before = String.raw`(?<![^\s()])`;
const after = String.raw`(?=[\s();"]|$)`;
/** @type {(alternatives: string) => string} */
const word = (alternatives) => `(?i)${before}(?:${alternatives})${after}`;
const duration = "(?:[0-9]+[wdhms])*[0-9]+[wdhms]?";
const templateStart = String.raw`\{[{%#]|<%|@[A-Z][A-Z0-9_]*@`;
const nameCharacter = String.raw`(?:\\.|(?!${templateStart})[^\s"();\\])`;
const inlineTemplate = String.raw`\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<%.*?%>|@[A-Z][A-Z0-9_]*@`;

// A line inside parentheses that is plainly a directive or a record of its own: the parenthesis before it was never closed.
const unclosed = String.raw`^(?=\$(?i:ORIGIN|TTL|INCLUDE|GENERATE)\b)|^(?=[^\s();"]+[ \t]+(?:[0-9][0-9A-Za-z]*[ \t]+)?(?:IN|CH|HS)[ \t]+[A-Za-z])`;

// Rules that go on to the end of the line, or, in their nested form, of the parentheses.
const spanning = new Set(["generic", "spf", "tags"]);
/** @type {(names: readonly string[]) => string[]} */
const nested = (names) => names.map((name) => (spanning.has(name) ? `${name}-nested` : name));

/**
 * What goes on to the end of its line, or inside parentheses over lines to the one that closes them.
 *
 * @type {(name: string, rule: Rule, patterns: readonly string[]) => Record<string, Rule>}
 */
function lineAndNested(name, rule, patterns) {
  const parentheses = {
    begin: String.raw`\(`,
    beginCaptures: captures({ 0: "punctuation.section.parens.begin" }),
    end: String.raw`(\))|${unclosed}`,
    endCaptures: captures({ 1: "punctuation.section.parens.end" }),
  };
  return {
    [name]: { ...rule, end: String.raw`$|^(?!\G)`, patterns: include(`${name}-parentheses`, ...patterns) },
    [`${name}-nested`]: {
      ...rule,
      end: String.raw`(?=\))|${unclosed}`,
      patterns: include(`${name}-parentheses`, ...nested(patterns)),
    },
    [`${name}-parentheses`]: { ...parentheses, patterns: include(`${name}-parentheses`, ...nested(patterns)) },
  };
}

/** @type {(name: string, names: Names) => Rule} */
const typeRule = (name, names) => ({
  name: scoped(`meta.rdata.${name}`),
  begin: word((names.get(name) ?? []).join("|")),
  beginCaptures: captures({ 0: "keyword.other.type" }),
});

/** @type {(name: string, patterns: readonly Rule[]) => Rule} */
const quoted = (name, patterns) => ({
  name: scoped(name),
  begin: '"',
  beginCaptures: captures({ 0: "punctuation.definition.string.begin" }),
  end: String.raw`(")|$`,
  endCaptures: captures({ 1: "punctuation.definition.string.end" }),
  patterns,
});

/** @type {(names: Names) => Record<string, Rule>} */
function repository(names) {
  const types = longestFirst([...names.values()].flat()).join("|");
  const rdata = ["comment", "template", "generic", "string", "address", "at", "number", "name"];
  /** @type {(suffix: string) => string[]} */
  const anyGroup = (suffix) => groupNames.map((name) => `rdata-${name}${suffix}`);
  return {
    comment: { patterns: include("region", "line-comment") },
    region: {
      match: String.raw`(;)\s*(#?(?:end)?region)\b(.*)$`,
      name: scoped("comment.line.semicolon.region"),
      captures: captures({ 1: "punctuation.definition.comment", 2: "keyword.other.region" }),
    },
    "line-comment": {
      match: "(;).*$",
      name: scoped("comment.line.semicolon"),
      captures: captures({ 1: "punctuation.definition.comment" }),
    },
    template: {
      patterns: [
        {
          name: scoped("comment.block.template"),
          begin: String.raw`\{#`,
          end: String.raw`#\}`,
        },
        {
          name: scoped("meta.embedded.template"),
          begin: String.raw`\{\{-?|\{%-?`,
          beginCaptures: captures({ 0: "punctuation.section.embedded.begin" }),
          end: String.raw`-?\}\}|-?%\}`,
          endCaptures: captures({ 0: "punctuation.section.embedded.end" }),
          patterns: include("template-code"),
        },
        {
          name: scoped("meta.embedded.template"),
          begin: "<%[-=#]?",
          beginCaptures: captures({ 0: "punctuation.section.embedded.begin" }),
          end: "-?%>",
          endCaptures: captures({ 0: "punctuation.section.embedded.end" }),
          patterns: include("template-code"),
        },
        named("variable.other.template", "@[A-Z][A-Z0-9_]*@"),
      ],
    },
    "template-code": {
      patterns: [
        named("string.quoted.template", String.raw`"[^"]*"|'[^']*'`),
        named(
          "keyword.control.template",
          String.raw`(?<![\w.])(?:if|elif|elsif|else|end|endif|for|in|endfor|do|each|set|include|import|block|endblock|with|endwith|macro|endmacro|range|not|and|or|is)\b`,
        ),
        named("constant.numeric.template", String.raw`\b[0-9]+\b`),
        named("variable.other.template", String.raw`[$@]?[A-Za-z_][\w.]*`),
        named("keyword.operator.template", String.raw`[|+*/~=<>!-]+`),
      ],
    },
    escape: {
      patterns: [
        named("constant.character.escape", String.raw`\\(?:(?:[01][0-9]|2[0-4])[0-9]|25[0-5])`),
        named("invalid.illegal.escape", String.raw`\\[0-9]{1,3}`),
        named("constant.character.escape", String.raw`\\.`),
      ],
    },
    "name-parts": {
      patterns: [
        ...include("template", "escape"),
        named("keyword.operator.wildcard", String.raw`(?:(?<=^|\s)|\G)\*(?=\.|\s|$)`),
        named("punctuation.separator.label", String.raw`\.`),
      ],
    },
    at: named("variable.language.origin", word("@")),
    ttl: { match: word(duration), name: scoped("constant.numeric.ttl") },
    class: named("storage.modifier.class", word("IN|CH|CHAOS|HS|HESIOD|ANY|NONE|CLASS[0-9]{1,5}")),
    owner: {
      match: String.raw`^(?![$;()"])(?:${inlineTemplate}|${nameCharacter})+`,
      captures: { 0: { name: scoped("entity.name.function.owner"), patterns: include("owner-at", "name-parts") } },
    },
    "owner-at": named("variable.language.origin", String.raw`(?:^|\G)@(?=\s|$)`),
    "unquoted-owner": named("invalid.illegal.owner", '^"[^"]*"?'),

    directives: {
      patterns: include(
        "directive-origin",
        "directive-ttl",
        "directive-include",
        "directive-generate",
        "directive-unknown",
      ),
    },
    "directive-origin": directive("ORIGIN", "entity.name.namespace.origin", [
      "comment",
      "template",
      "string",
      "target",
    ]),
    "directive-ttl": directive("TTL", "meta.ttl", ["comment", "template", "ttl"]),
    "directive-include": {
      name: scoped("meta.directive.include"),
      begin: String.raw`(?i)^(\$INCLUDE)(?=\s|$)[ \t]*((?:(?!@[A-Z])[^\s";]|\\.)+)?`,
      beginCaptures: captures({ 1: "keyword.control.directive", 2: "string.unquoted.path" }),
      end: "$",
      patterns: include("comment", "template", "string", "target"),
    },
    "directive-generate": {
      name: scoped("meta.directive.generate"),
      begin: String.raw`(?i)^(\$GENERATE)(?=\s|$)(?:[ \t]+([0-9]+)(-)([0-9]+)(?:(/)([0-9]+))?(?=\s|$))?(?:[ \t]+([^\s;"()]+))?`,
      beginCaptures: captures({
        1: "keyword.control.directive",
        2: "constant.numeric.range",
        3: "keyword.operator.range",
        4: "constant.numeric.range",
        5: "keyword.operator.range",
        6: "constant.numeric.range",
        7: [...include("generate-variable"), named("entity.name.function.owner", String.raw`[^$\\]+`)],
      }),
      end: "$",
      patterns: [
        ...include("comment", "template", "generate-variable", "class", "type-name", "ttl"),
        quoted("string.quoted.double", include("generate-variable", "escape")),
        named("entity.name.type.target", String.raw`[^\s"();$\\]+`),
      ],
    },
    "generate-variable": {
      patterns: [
        {
          match: String.raw`(\$\{)(-?[0-9]+)(?:(,)([0-9]+)(?:(,)([doxXnN]))?)?(\})`,
          name: scoped("variable.other.iterator"),
          captures: captures({
            1: "punctuation.definition.variable.begin",
            2: "constant.numeric.offset",
            3: "punctuation.separator.modifier",
            4: "constant.numeric.width",
            5: "punctuation.separator.modifier",
            6: "storage.type.base",
            7: "punctuation.definition.variable.end",
          }),
        },
        named("invalid.illegal.modifier", String.raw`\$\{[^}\s]*\}?`),
        named("constant.character.escape", String.raw`\$\$|\\\$`),
        named("variable.other.iterator", String.raw`\$`),
        ...include("escape"),
      ],
    },
    "directive-unknown": {
      match: String.raw`^\$[A-Za-z][\w-]*`,
      name: scoped("invalid.illegal.directive"),
    },

    record: { patterns: include("at", "class", ...anyGroup(""), "ttl", "template", "record-parentheses") },
    "record-parentheses": {
      begin: String.raw`\(`,
      beginCaptures: captures({ 0: "punctuation.section.parens.begin" }),
      end: String.raw`(\))|${unclosed}`,
      endCaptures: captures({ 1: "punctuation.section.parens.end" }),
      patterns: include(
        "comment",
        "template",
        "class",
        ...anyGroup("-nested"),
        "ttl",
        "record-parentheses",
        ...nested(rdata),
      ),
    },
    "type-name": named("keyword.other.type", word(types)),
    ...lineAndNested("rdata-plain", typeRule("plain", names), rdata),
    ...lineAndNested("rdata-types", typeRule("types", names), [
      "comment",
      "template",
      "generic",
      "string",
      "type-name",
      "at",
      "number",
      "dotted-name",
      "data",
    ]),
    ...lineAndNested("rdata-data", typeRule("data", names), [
      "comment",
      "template",
      "generic",
      "string",
      "address",
      "at",
      "number",
      "dotted-name",
      "data",
    ]),
    ...lineAndNested("rdata-property", typeRule("property", names), [
      "comment",
      "template",
      "generic",
      "string",
      "number",
      "property",
    ]),
    ...lineAndNested("rdata-parameters", typeRule("parameters", names), [
      "comment",
      "template",
      "generic",
      "parameter",
      "string",
      "at",
      "number",
      "name",
    ]),
    ...lineAndNested("rdata-text", typeRule("text", names), [
      "comment",
      "template",
      "generic",
      "spf",
      "tags",
      "text-string",
      "text-word",
    ]),
    ...mailText(),

    ...lineAndNested(
      "generic",
      {
        name: scoped("meta.rdata.generic"),
        begin: String.raw`${before}(\\#)(?:[ \t]+([0-9]+))?${after}`,
        beginCaptures: captures({ 1: "keyword.other.generic", 2: "constant.numeric.length" }),
      },
      ["comment", "template", "generic-hex", "string"],
    ),
    "generic-hex": {
      patterns: [
        named("string.unquoted.data", String.raw`${before}[0-9A-Fa-f]+${after}`),
        named("invalid.illegal.data", String.raw`[^\s"();]+`),
      ],
    },
    string: quoted("string.quoted.double", include("template", "escape")),
    "text-string": quoted("string.quoted.double", include("template", "escape", "uri")),
    "text-word": {
      match: String.raw`${nameCharacter}+`,
      captures: { 0: { name: scoped("string.unquoted"), patterns: include("escape", "uri") } },
    },
    address: {
      patterns: [
        named(
          "constant.numeric.address",
          String.raw`${before}!?(?:[12]:)?[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?${after}`,
        ),
        named(
          "constant.numeric.address",
          String.raw`${before}!?(?:2:)?(?=[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*:)[0-9A-Fa-f:.]+(?:/[0-9]{1,3})?${after}`,
        ),
      ],
    },
    number: {
      match: String.raw`(?i)${before}-?(?:0x[0-9a-f]+|[0-9]+\.[0-9]+m?|${duration})${after}`,
      name: scoped("constant.numeric"),
    },
    name: {
      match: String.raw`${nameCharacter}+`,
      captures: { 0: { name: scoped("entity.name.type.target"), patterns: include("name-parts") } },
    },
    target: { patterns: include("at", "name") },
    "dotted-name": {
      match: String.raw`${before}(?=[^\s();".]*\.)${nameCharacter}+`,
      captures: { 0: { name: scoped("entity.name.type.target"), patterns: include("name-parts") } },
    },
    data: named("string.unquoted.data", String.raw`${nameCharacter}+`),
    property: { match: String.raw`${before}([A-Za-z0-9]+)${after}`, name: scoped("entity.other.attribute-name") },
    parameter: {
      match: String.raw`(?i)${before}(mandatory|alpn|no-default-alpn|port|ipv4hint|ech|ipv6hint|dohpath|ohttp|tls-supported-groups|docpath|key[0-9]{1,5}|[a-z0-9-]+(?==))(?:(=)((?:\\.|[^\s"();\\])*))?`,
      captures: captures({
        1: "entity.other.attribute-name",
        2: "keyword.operator.assignment",
        3: [
          ...include("escape"),
          named("punctuation.separator.list", ","),
          named("string.unquoted", String.raw`[^,\\]+`),
        ],
      }),
    },

    "spf-parts": {
      patterns: [
        ...include("template", "spf-macro"),
        named("constant.language.version", String.raw`(?i)(?<![^\s"])v=spf1(?=[\s"]|$)`),
        {
          match: String.raw`(?i)(?<![^\s"])([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?=[\s":/)]|$)(:)?`,
          captures: captures({
            1: "keyword.operator.qualifier",
            2: "support.function.mechanism",
            3: "punctuation.separator.mechanism",
          }),
        },
        {
          match: String.raw`(?i)(?<![^\s"])(redirect|exp|ra|rp|rr)(=)`,
          captures: captures({ 1: "support.function.modifier", 2: "keyword.operator.assignment" }),
        },
        {
          match: String.raw`(?i)(?<![^\s"])([a-z][a-z0-9_.-]*)(=)`,
          captures: captures({ 1: "entity.other.attribute-name", 2: "keyword.operator.assignment" }),
        },
        named("constant.numeric.prefix-length", String.raw`//?[0-9]{1,3}(?=[\s"/]|$)`),
        named(
          "constant.numeric.address",
          String.raw`(?<=:)(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|(?<=ip6:)[0-9A-Fa-f:.]+)(?=[\s"/]|$)`,
        ),
        ...include("escape"),
      ],
    },
    "spf-macro": {
      patterns: [
        {
          match: String.raw`(?i)(%\{)([slodiphcrtv])([0-9]*r?)([-.+,/_=]*)(\})`,
          name: scoped("constant.other.placeholder.macro"),
          captures: captures({
            1: "punctuation.definition.macro.begin",
            2: "variable.parameter.macro",
            3: "constant.numeric.macro",
            4: "keyword.operator.delimiter",
            5: "punctuation.definition.macro.end",
          }),
        },
        named("constant.other.placeholder.macro", "%[%_-]"),
        named("invalid.illegal.macro", String.raw`%(?:\{[^\s"}]*\}?)?`),
      ],
    },
    "spf-string": quoted("string.quoted.double", include("spf-parts")),
    "spf-word": {
      match: String.raw`${nameCharacter}+`,
      captures: { 0: { name: scoped("string.unquoted"), patterns: include("spf-parts") } },
    },

    "tag-parts": {
      patterns: [
        ...include("template"),
        {
          match: String.raw`(?i)(?<![^\s";(])(v)\s*(=)\s*(DMARC1|DKIM1|STSv1|TLSRPTv1|BIMI1|[a-z0-9]*)`,
          captures: captures({
            1: "entity.other.attribute-name",
            2: "keyword.operator.assignment",
            3: "constant.language.version",
          }),
        },
        {
          match: String.raw`(?i)(?<![^\s";(])([a-z][a-z0-9_]{0,15})\s*(=)(?![="])(?:\s*(none|quarantine|reject|rsa|ed25519|sha256|sha1|email|tlsrpt|[rsynud](?=\s*\\?;|\s*"))(?![\w.@-])|([0-9]{1,10})(?=\s*\\?;|\s*"))?`,
          captures: captures({
            1: "entity.other.attribute-name",
            2: "keyword.operator.assignment",
            3: "constant.language",
            4: "constant.numeric",
          }),
        },
        {
          match: String.raw`(?i)(?<![^\s";(])([a-z][a-z0-9_]{0,15})\s*(=)(?=\s*(?:"|\\?;))`,
          captures: captures({ 1: "entity.other.attribute-name", 2: "keyword.operator.assignment" }),
        },
        named("punctuation.separator.tag", String.raw`\\?;`),
        ...include("escape", "uri"),
      ],
    },
    "tag-string": quoted("string.quoted.double", include("tag-parts")),
    "tag-word": {
      match: String.raw`${nameCharacter}+`,
      captures: { 0: { name: scoped("string.unquoted"), patterns: include("tag-parts") } },
    },
    uri: named("markup.underline.link", String.raw`(?i)(?:mailto:|https?://)[^\s",;\\!]+`),
  };
}

/** Mail text is told by how it begins; it goes on over the strings of the record, which read as one (RFC 7208 section 3.3). */
function mailText() {
  const spf = { name: scoped("meta.spf"), begin: String.raw`(?i)(?=(?<![^\s()])"?v=spf1(?:[\s"]|$))` };
  const tags = {
    name: scoped("meta.tags"),
    begin: String.raw`(?i)(?=(?<![^\s()])"?[ \t]{0,4}(?:v[ \t]{0,4}=[ \t]{0,4}(?:DMARC1|DKIM1|STSv1|TLSRPTv1|BIMI1)|[a-z][ \t]{0,4}=[^"\s;]*[ \t]{0,4}\\?;|p=(?:"|[A-Za-z0-9+/]{16})))`,
  };
  return {
    ...lineAndNested("spf", spf, ["comment", "template", "spf-string", "spf-word"]),
    ...lineAndNested("tags", tags, ["comment", "template", "tag-string", "tag-word"]),
  };
}

/** @type {(name: string, meta: string, patterns: readonly string[]) => Rule} */
function directive(name, meta, patterns) {
  return {
    name: scoped(`meta.directive.${name.toLowerCase()}`),
    begin: String.raw`(?i)^(\$${name})(?=\s|$)`,
    beginCaptures: captures({ 1: "keyword.control.directive" }),
    end: "$",
    contentName: scoped(meta),
    patterns: include(...patterns),
  };
}

/** @type {(names: Names) => Rule} */
const zoneGrammar = (names) => ({
  $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
  information_for_contributors: "Written by scripts/grammar.mjs; change that and run it.",
  name: "DNS Zone",
  scopeName: "source.dns-zone",
  patterns: include("comment", "directives", "template-line", "unquoted-owner", "owner", "record", "string"),
  repository: {
    // A statement of a template alone on its line owns no records.
    "template-line": {
      patterns: [{ begin: String.raw`^(?=\s*(?:\{[%#]|<%[^=]))`, end: "$", patterns: include("comment", "template") }],
    },
    ...repository(names),
  },
});

/** @type {(name: string) => { name: string }} */
const policyScoped = (name) => ({ name: `${name}.mta-sts` });
/** @type {(key: string, value: string, valueName: string) => Rule} */
const policyLine = (key, value, valueName) => ({
  match: String.raw`^(${key})(:)[ \t]*(?:(${value})[ \t]*$|([^\s].*)$)?`,
  captures: {
    1: policyScoped("support.type.property-name"),
    2: policyScoped("punctuation.separator.key-value"),
    3: policyScoped(valueName),
    4: policyScoped("invalid.illegal.value"),
  },
});

/** The policy file of MTA-STS (RFC 8461 section 3.2): keys and values tell case. */
const policyGrammar = () => ({
  $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
  information_for_contributors: "Written by scripts/grammar.mjs; change that and run it.",
  name: "MTA-STS Policy",
  scopeName: "text.mta-sts",
  patterns: [
    policyLine("version", "STSv1", "constant.language.version"),
    policyLine("mode", "enforce|testing|none", "constant.language.mode"),
    policyLine("max_age", "[0-9]{1,10}", "constant.numeric"),
    {
      match: String.raw`^(mx)(:)[ \t]*(\*(?=\.))?([A-Za-z0-9_.-]+)?[ \t]*(.+)?$`,
      captures: {
        1: policyScoped("support.type.property-name"),
        2: policyScoped("punctuation.separator.key-value"),
        3: policyScoped("keyword.operator.wildcard"),
        4: policyScoped("entity.name.type.host"),
        5: policyScoped("invalid.illegal.value"),
      },
    },
    {
      match: String.raw`^([A-Za-z0-9][A-Za-z0-9_.-]{0,31})(:)[ \t]*(.*)$`,
      captures: {
        1: policyScoped("entity.other.attribute-name"),
        2: policyScoped("punctuation.separator.key-value"),
        3: policyScoped("string.unquoted"),
      },
    },
    { match: String.raw`^.*\S.*$`, ...policyScoped("invalid.illegal.line") },
  ],
});

const check = process.argv.includes("--check");
const names = namesByGroup(await readRecordTypes());
/** @type {readonly [string, Rule][]} */
const files = [
  ["syntaxes/dns-zone.tmLanguage.json", zoneGrammar(names)],
  ["syntaxes/mta-sts.tmLanguage.json", policyGrammar()],
];

for (const [path, grammar] of files) {
  const file = new URL(path, root);
  const text = `${JSON.stringify(grammar, undefined, 2)}\n`;
  if (!check) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    console.error(`${path} is not what scripts/grammar.mjs writes: run node scripts/grammar.mjs`);
    process.exitCode = 1;
  }
}
