/** The strict tag lists of MTA-STS and TLS-RPT: case counts, no space beside `=`, and nothing between two semicolons is an error. */
import type { Mapped } from "../text/mapped.js";
import { nearest } from "../text/nearest.js";
import { shown, type Problem } from "../text/problem.js";
import { problemAt, reviewFix, safeFix, withFirst, type MailRule, type Reference } from "./mailRecord.js";
import { repeatedTags, withoutTag, type Tag, type TagList } from "./tagList.js";

export interface StrictFamily {
  /** The family of the rules: "mta-sts". */
  readonly family: string;
  /** Its value: "STSv1". */
  readonly version: string;
  readonly names: readonly string[];
  /** Who reads it: "senders". */
  readonly readers: string;
}

export interface StrictReading {
  readonly mapped: Mapped;
  readonly list: TagList;
  readonly problems: Problem[];
}

/** Finds what breaks the grammar that both standards share (RFC 8461 section 3.1, RFC 8460 section 3). */
export function checkStrictFields(reading: StrictReading, family: StrictFamily): void {
  const { mapped, list, problems } = reading;
  checkVersion(reading, family);
  for (const at of list.empty) {
    const fix = reviewFix(mapped, "Remove the semicolon", { ...at, text: "" });
    problems.push(
      problemAt(
        mapped,
        `${family.family}/empty-tag`,
        at,
        `Two semicolons in a row are no valid record: ${family.readers} ignore it`,
        fix,
      ),
    );
  }
  for (const { tag, first } of repeatedTags(list, (name) => name)) {
    if (tag.equals === undefined) continue;
    const fix = safeFix(mapped, `Remove the second ${shown(tag.name, 12)}`, withoutTag(list, tag));
    const problem = problemAt(
      mapped,
      `${family.family}/duplicate-tag`,
      tag,
      `${shown(tag.name, 20)} stands twice: ${family.readers} read the first`,
      fix,
    );
    problems.push(withFirst(problem, mapped, first));
  }
  for (const tag of list.tags) if (tag.index > 0 || tag.name !== "v") checkField(reading, family, tag);
}

function checkVersion({ mapped, list, problems }: StrictReading, { family, version, readers }: StrictFamily): void {
  const first = list.tags[0];
  const wanted = `v=${version}`;
  if (first !== undefined && first.start === 0 && mapped.text.slice(0, first.end) === wanted) return;
  const rule = `${family}/version`;
  const later = list.named.get("v");
  if (first === undefined || (later === undefined && !isVersionLike(first, version))) {
    const at = first ?? { start: 0, end: mapped.text.length };
    const fix = reviewFix(mapped, `Start with ${wanted}`, {
      start: 0,
      end: first?.start ?? mapped.text.length,
      text: `${wanted}; `,
    });
    problems.push(
      problemAt(mapped, rule, at, `The record does not start with ${wanted}, so ${readers} ignore it`, fix),
    );
  } else if (later !== undefined && later !== first && later.value === version) {
    const fix = reviewFix(mapped, `Move ${wanted} to the front`, withoutTag(list, later), {
      start: 0,
      end: 0,
      text: `${wanted}; `,
    });
    problems.push(
      problemAt(mapped, rule, later, `${wanted} is not the first tag, so ${readers} ignore the record`, fix),
    );
  } else {
    const written = mapped.text.slice(first.start, first.end);
    const glued =
      written.toLowerCase().startsWith(`${wanted.toLowerCase()} `) ||
      written.toLowerCase().startsWith(`${wanted.toLowerCase()},`);
    const change = glued
      ? { start: 0, end: first.start + wanted.length + 1, text: `${wanted}; ` }
      : { start: 0, end: first.end, text: wanted };
    const message = glued
      ? `A semicolon is missing after ${wanted}, so ${readers} ignore the record`
      : first.start > 0
        ? `Nothing may stand before ${wanted}, not even a space, or ${readers} ignore the record`
        : `"${shown(written, 24)}" must be ${wanted} exactly, or ${readers} ignore the record`;
    problems.push(problemAt(mapped, rule, first, message, reviewFix(mapped, `Write ${wanted}`, change)));
  }
}

const isVersionLike = (tag: Tag, version: string): boolean =>
  tag.name.toLowerCase() === "v" || tag.name.toLowerCase().replace(/\s/g, "").includes(version.toLowerCase());

const fieldName = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/;

function checkField(
  { mapped, list, problems }: StrictReading,
  { family, names, readers, version }: StrictFamily,
  tag: Tag,
): void {
  const syntax = `${family}/syntax`;
  const remove = () => reviewFix(mapped, "Remove it", withoutTag(list, tag));
  if (tag.equals === undefined) {
    if (tag.index === 0 && isVersionLike(tag, version)) return;
    const parts = /^([a-z]+)\s*[:\s]\s*/.exec(tag.name);
    const meant = parts !== null && names.includes(parts[1] ?? "") ? parts : null;
    const change = {
      start: tag.start + (meant?.[1]?.length ?? 0),
      end: tag.start + (meant?.[0].length ?? 0),
      text: "=",
    };
    const fix = meant === null ? remove() : reviewFix(mapped, `Write ${meant[1] ?? ""}=`, change);
    problems.push(
      problemAt(mapped, syntax, tag, `"${shown(tag.name, 30)}" is not tag=value, so ${readers} ignore the record`, fix),
    );
    return;
  }
  if (tag.nameEnd < tag.equals || tag.valueStart > tag.equals + 1) {
    const fix = reviewFix(mapped, "Remove the space", { start: tag.nameEnd, end: tag.valueStart, text: "=" });
    const at = { start: tag.nameEnd, end: tag.valueStart };
    problems.push(
      problemAt(mapped, syntax, at, `No space may stand beside the equals sign: ${readers} ignore the record`, fix),
    );
  }
  if (tag.index === 0 && tag.name.toLowerCase() === "v") return;
  if (!fieldName.test(tag.name)) {
    problems.push(
      problemAt(
        mapped,
        syntax,
        tag,
        `"${shown(tag.name, 30)}" is no name of a tag, so ${readers} ignore the record`,
        remove(),
      ),
    );
    return;
  }
  if (names.includes(tag.name)) return;
  const at = { start: tag.start, end: tag.nameEnd };
  const meant = nearest(tag.name, names);
  if (meant !== undefined && meant !== "v" && !list.named.has(meant)) {
    const fix = reviewFix(mapped, `Write ${meant}`, { ...at, text: meant });
    problems.push(
      problemAt(
        mapped,
        `${family}/misspelt-tag`,
        at,
        `There is no tag "${shown(tag.name, 20)}"; did you mean ${meant}?`,
        fix,
      ),
    );
    return;
  }
  if (!/^[\x21-\x3a\x3c\x3e-\x7e]+$/.test(tag.value)) {
    const message =
      tag.value === ""
        ? `${shown(tag.name, 20)} has no value, so ${readers} ignore the record`
        : `${shown(tag.name, 20)} has a character that is not allowed: ${readers} ignore the record`;
    problems.push(problemAt(mapped, syntax, tag, message, remove()));
    return;
  }
  const fix = safeFix(mapped, `Remove ${shown(tag.name, 20)}`, withoutTag(list, tag));
  problems.push(
    problemAt(
      mapped,
      `${family}/unknown-tag`,
      at,
      `There is no tag "${shown(tag.name, 32)}": ${readers} pass over it`,
      fix,
    ),
  );
}

/** The rules of the checks above, for a family's table. */
export function strictRules({ family, version }: StrictFamily, references: readonly Reference[]): readonly MailRule[] {
  return [
    {
      id: `${family}/version`,
      severity: "error",
      summary: `A record that does not start with v=${version} is ignored`,
      references,
    },
    {
      id: `${family}/syntax`,
      severity: "error",
      summary: "What is not tag=value makes the record invalid",
      references,
    },
    {
      id: `${family}/empty-tag`,
      severity: "error",
      summary: "Two semicolons in a row make the record invalid",
      references,
    },
    {
      id: `${family}/duplicate-tag`,
      severity: "warning",
      summary: "Of a tag that stands twice only the first counts",
      references,
    },
    {
      id: `${family}/misspelt-tag`,
      severity: "error",
      summary: "A tag that is one slip from a known one has no effect",
      references,
    },
    {
      id: `${family}/unknown-tag`,
      severity: "information",
      summary: "Tags that are not known are passed over",
      references,
    },
  ];
}

/** Whether the record is read at all: none of the shared checks but those that only warn found something. */
export const isStrictlyValid = (problems: readonly Problem[]): boolean =>
  !problems.some(({ rule }) => /\/(?:version|syntax|empty-tag)$/.test(rule));
