/** Writes server/docs/mail-tags.md from the tables of mail records; `--check` only compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { format, resolveConfig } from "prettier";

/** @typedef {typeof import("../server/src/mail/mailTables.js")["mailTables"]} MailTables */
/** @typedef {import("../server/src/mail/mailTables.js").Standard} Standard */
/** @typedef {import("../server/src/dns/recordType.js").Reference} Reference */

const root = new URL("..", import.meta.url);
const page = new URL("server/docs/mail-tags.md", root);

/**
 * The tables are TypeScript, which Node 20 does not read: esbuild makes them a module in memory.
 *
 * @returns {Promise<MailTables>}
 */
async function readTables() {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("server/src/mail/mailTables.ts", root))],
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    write: false,
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const { mailTables } = await import(`data:text/javascript;base64,${source}`);
  return mailTables;
}

/** @type {(text: string) => string} */
const code = (text) => (text === "" ? "" : `\`${text}\``);

/** @type {(text: string) => string} */
const plain = (text) => text.replace(/[|*<>]/g, String.raw`\$&`);

/** @type {(reference: Reference | undefined) => string} */
function link(reference) {
  if (reference === undefined || reference.rfc === 0) return "";
  const { rfc, section } = reference;
  const address = `https://www.rfc-editor.org/rfc/rfc${rfc}`;
  if (section === undefined) return `[RFC ${rfc}](${address})`;
  const part = /^[0-9]/.test(section) ? "section" : "appendix";
  return `[RFC ${rfc} ${section}](${address}#${part}-${section})`;
}

/** @type {(head: readonly string[], rows: readonly (readonly string[])[]) => string} */
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** @type {(count: number | undefined) => string} */
const lookups = (count) => (count === undefined ? "" : String(count));

/** @type {(spf: MailTables["spf"]) => string[]} */
const spfParts = ({ mechanismNames, mechanismTable, modifierTable, qualifierTable, macroTable }) => [
  "## SPF (RFC 7208)",
  "TXT at each name that sends mail. A look-up counts against the ten that a receiver may make.",
  "### Mechanisms",
  table(
    ["Term", "Example", "Look-ups", "What it matches", "Standard"],
    mechanismNames.map((name) => {
      const { example, lookups: count, summary, reference } = mechanismTable[name];
      return [code(name), code(example), String(count), plain(summary), link(reference)];
    }),
  ),
  "### Qualifiers",
  table(
    ["Sign", "Result", "What it says"],
    Object.entries(qualifierTable).map(([sign, { result, summary }]) => [code(sign), result, plain(summary)]),
  ),
  "### Modifiers",
  table(
    ["Modifier", "Example", "Look-ups", "What it says", "Standard"],
    [...modifierTable].map(([name, { example, lookups: count, summary, reference }]) => [
      code(`${name}=`),
      code(example),
      String(count),
      plain(summary),
      link(reference),
    ]),
  ),
  "### Macros",
  table(
    ["Macro", "What stands for it"],
    Object.entries(macroTable).map(([letter, summary]) => [code(`%{${letter}}`), plain(summary)]),
  ),
];

/** @type {(standard: Standard) => string[]} */
function standardParts({ title, owner, table: { rows, version } }) {
  const tags = rows.map(({ name, summary, fallback, historic, reference }) => [
    code(name),
    plain(summary),
    historic === true ? "no longer read" : plain(fallback ?? ""),
    link(reference),
  ]);
  const values = rows.flatMap(({ name, values: known = [] }) =>
    known.map(({ value, summary }) => [code(`${name}=${value}`), plain(summary)]),
  );
  return [
    `## ${title}`,
    `TXT at ${code(owner)}. The record starts with ${code(version)}.`,
    table(["Tag", "What it says", "Without it", "Standard"], tags),
    table(["Value", "What a receiver does with it"], values),
  ];
}

/** @type {(policyKeys: MailTables["policyKeys"]) => string[]} */
const policyParts = (policyKeys) => [
  "## MTA-STS policy file (RFC 8461 section 3.2)",
  "`https://mta-sts.<domain>/.well-known/mta-sts.txt`, one `key: value` a line.",
  table(
    ["Key", "What it says"],
    policyKeys.map(({ key, summary }) => [code(key), plain(summary)]),
  ),
  table(
    ["Line", "What a sender does with it"],
    policyKeys.flatMap(({ key, values }) =>
      values.map(([value, summary]) => [code(`${key}: ${value}`), plain(summary)]),
    ),
  ),
];

/** @type {(caaTags: MailTables["caaTags"]) => string[]} */
const caaParts = (caaTags) => [
  "## CAA (RFC 8659)",
  "CAA records: flags, a property's tag, its value in quotes.",
  table(
    ["Tag", "What it says", "Standard"],
    caaTags.map(({ name, summary, reference }) => [code(name), plain(summary), link(reference)]),
  ),
];

/** @type {(tables: MailTables) => string[]} */
const providerParts = ({ providers, providersAsOf }) => [
  "## Mail providers",
  `As of ${providersAsOf}, approximate: providers change their records without notice. Look-ups are those of the include with all that it leads to.`,
  table(
    ["Provider", "Include", "Look-ups", "DKIM selectors", "DKIM by", "Notes"],
    providers.map(({ name, include = "", lookups: count, dkim, summary }) => [
      plain(name),
      code(include),
      lookups(count),
      (dkim?.selectors ?? []).map(code).join(", "),
      dkim === undefined ? "" : dkim.target === undefined ? dkim.type : `${dkim.type} to ${code(dkim.target)}`,
      plain(summary),
    ]),
  ),
];

/** @type {(tables: MailTables) => string} */
const written = (tables) =>
  [
    "# Mail records: terms, tags and values",
    "Written by `node scripts/mail-tags.mjs` from the tables that the readers, hovers and completions use.",
    ...spfParts(tables.spf),
    ...tables.standards.flatMap(standardParts),
    ...policyParts(tables.policyKeys),
    ...caaParts(tables.caaTags),
    ...providerParts(tables),
  ].join("\n\n");

const options = await resolveConfig(fileURLToPath(page));
const text = await format(written(await readTables()), { ...options, parser: "markdown" });
if (!process.argv.includes("--check")) writeFileSync(page, text);
else if (readFileSync(page, "utf8") !== text) {
  console.error("server/docs/mail-tags.md is not what scripts/mail-tags.mjs writes: run node scripts/mail-tags.mjs");
  process.exitCode = 1;
}
