/** The tables of tags feed parser, hover, completion and the page of tags alike. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { describeSpfAt, spfCompletions } from "../../server/src/mail/explainSpf.js";
import { mailCompletions, readMail } from "../../server/src/mail/mail.js";
import { mailTables } from "../../server/src/mail/mailTables.js";
import { mailKindOf } from "../../server/src/mail/mailKind.js";
import {
  describeMtaStsPolicyAt,
  mtaStsPolicyCompletions,
  parseMtaStsPolicy,
} from "../../server/src/mail/mtaStsPolicy.js";
import { parseSpf } from "../../server/src/mail/spf.js";
import { plainMapped } from "../../server/src/text/mapped.js";

const { standards, spf, policyKeys } = mailTables;

describe.each(standards)("$title", ({ owner, table }) => {
  const name = `${owner.replace("<selector>", "s1")}.example.com.`;
  const kind = mailKindOf(name, `${table.version};`);
  if (kind === undefined || kind === "spf") throw new Error(`${owner} is of no kind`);
  const rows = table.rows.filter(({ name: tag }) => tag !== "v");

  it.each(rows)("knows $name", (row) => {
    const value = row.values?.[0]?.value ?? "x";
    const text = `${table.version}; ${row.name}=${value}`;
    const mapped = plainMapped(text);
    const reading = readMail(kind, mapped, name);
    expect(reading.problems.map(({ rule }) => rule).filter((rule) => /unknown-tag|misspelt-tag/.test(rule))).toEqual(
      [],
    );
    expect(reading.describeAt(table.version.length + 2)).toMatchObject({ title: row.name });
    const start = plainMapped(`${table.version}; `);
    const offered = mailCompletions[kind](start, start.text.length).items.map(({ label }) => label);
    expect(offered.includes(row.name)).toBe(row.historic !== true);
  });

  it.each(rows.filter(({ values }) => values !== undefined))("knows the values of $name", (row) => {
    const head = `${table.version}; ${row.name}=`;
    expect(mailCompletions[kind](plainMapped(head), head.length).items.map(({ label }) => label)).toEqual(
      row.values?.map(({ value }) => value),
    );
    for (const { value, summary } of row.values ?? []) {
      const mapped = plainMapped(head + value);
      const reading = readMail(kind, mapped, name);
      expect(reading.problems.filter(({ rule }) => /bad-value|bad-policy|key-type|unknown-flag/.test(rule))).toEqual(
        [],
      );
      expect(reading.describeAt(head.length + 1)).toMatchObject({ title: `${row.name}=${value}`, summary });
    }
  });

  it("says things in plain sentences without a final period", () => {
    for (const row of table.rows)
      for (const { summary } of [row, ...(row.values ?? [])]) expect(summary).toMatch(/^[A-Z*].{0,119}[^.]$/);
  });
});

describe("SPF", () => {
  it.each(spf.mechanismNames.map((name) => [name, spf.mechanismTable[name]] as const))("knows %s", (name, row) => {
    const mapped = plainMapped(`v=spf1 ${row.example}`);
    const { value, problems } = parseSpf(mapped);
    expect(problems).toEqual([]);
    expect(describeSpfAt(value, 9)).toMatchObject({ reference: row.reference });
    const start = plainMapped("v=spf1 ");
    const offered = spfCompletions(start, start.text.length).items.some(({ label }) => label.includes(name));
    expect(offered).toBe(row.discouraged !== true);
  });

  it.each([...spf.modifierTable])("knows %s=", (name, row) => {
    const { value, problems } = parseSpf(plainMapped(`v=spf1 ${row.example}`));
    expect(problems).toEqual([]);
    expect(value.terms[0]).toMatchObject({ kind: "modifier", name });
  });

  it.each(Object.keys(spf.macroTable))("knows %%{%s}", (letter) => {
    const text = `v=spf1 exists:%{${letter}}.example.com`;
    const { value } = parseSpf(plainMapped(text));
    expect(describeSpfAt(value, text.indexOf("%") + 2)?.title).toBe(
      "crt".includes(letter) ? `exists:%{${letter}}.example.com` : `%{${letter}}`,
    );
  });
});

describe("the policy file", () => {
  it.each(policyKeys)("knows $key", ({ key, values }) => {
    const text = `${key}: ${values[0]?.[0] ?? "mail.example.com"}\n`;
    const { value, problems } = parseMtaStsPolicy(text);
    expect(problems.filter(({ rule }) => /unknown|misspelt/.test(rule))).toEqual([]);
    expect(describeMtaStsPolicyAt(value, 1)).toMatchObject({ title: key });
    expect(mtaStsPolicyCompletions("", 0).items.map(({ label }) => label)).toContain(key);
    const offered = mtaStsPolicyCompletions(`${key}: `, key.length + 2).items.map(({ label }) => label);
    expect(offered).toEqual(values.map(([known]) => known));
  });
});

it("the page of tags is what the script writes", () => {
  const script = fileURLToPath(new URL("../../scripts/mail-tags.mjs", import.meta.url));
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
});
