/** CAA values that name a certification authority (RFC 8659 section 4.2), for S/MIME (RFC 9495) and mark certificates of BIMI. */
import type { Mapped } from "../text/mapped.js";
import { shown, type Problem } from "../text/problem.js";
import { problemAt, reviewFix, rfc, type Explained, type MailRule, type Parsed } from "./mailRecord.js";
import { isDomain } from "./mailUri.js";
import { splitRange } from "./tagList.js";

export interface CaaIssuer {
  /** Of the property: "issuemail", in lower case. */
  readonly tag: string;
  /** The authority; undefined where no authority may issue. */
  readonly issuer: string | undefined;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** The properties whose value names an authority, with what they are for. */
export const caaIssuerTags: readonly { readonly tag: string; readonly what: string }[] = [
  { tag: "issue", what: "certificates for hosts" },
  { tag: "issuewild", what: "wildcard certificates for hosts" },
  { tag: "issuemail", what: "S/MIME certificates for mail addresses" },
  { tag: "issuevmc", what: "mark certificates for BIMI logos" },
];

const format = [rfc(8659, "4.2"), rfc(9495, "4")];

export const caaRules: readonly MailRule[] = [
  {
    id: "caa/issuer",
    severity: "error",
    summary: "What names no authority's domain forbids every authority",
    references: format,
  },
  {
    id: "caa/parameter",
    severity: "error",
    summary: "A parameter is name=value, or the value forbids every authority",
    references: format,
  },
];

/** Reads the value of an issue, issuewild, issuemail or issuevmc property; what is malformed counts as ";", nobody (section 4.2). */
export function parseCaaIssuer(tag: string, mapped: Mapped): Parsed<CaaIssuer> {
  const { text } = mapped;
  const problems: Problem[] = [];
  const [head, ...rest] = splitRange(text, 0, text.length, ";");
  const written = head === undefined ? "" : text.slice(head.start, head.end);
  const issuer = written === "" ? undefined : written.toLowerCase().replace(/\.$/, "");
  if (head !== undefined && issuer !== undefined && !isDomain(written)) {
    const host = /^https?:\/\/([^/\s]+)\/?$/i.exec(written)?.[1];
    const fixes =
      host === undefined ? [] : [reviewFix(mapped, `Write ${host}`, { start: head.start, end: head.end, text: host })];
    const message = `"${shown(written, 32)}" is no domain of an authority, so no authority may issue`;
    problems.push(problemAt(mapped, "caa/issuer", head, message, ...fixes));
  }
  const parameters: { name: string; value: string }[] = [];
  for (const [i, part] of rest.entries()) {
    if (part.start === part.end && i === rest.length - 1) continue;
    const read = /^([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)[ \t]*=[ \t]*([\x21-\x3a\x3c-\x7e]*)$/.exec(
      text.slice(part.start, part.end),
    );
    if (read !== null) parameters.push({ name: read[1] ?? "", value: read[2] ?? "" });
    else {
      const at = part.start < part.end ? part : part.outer;
      problems.push(
        problemAt(
          mapped,
          "caa/parameter",
          at,
          `"${shown(text.slice(at.start, at.end), 32)}" is not name=value, so no authority may issue`,
        ),
      );
    }
  }
  return { value: { tag: tag.toLowerCase(), issuer: problems.length > 0 ? undefined : issuer, parameters }, problems };
}

export function explainCaaIssuer({ tag, issuer, parameters }: CaaIssuer): readonly Explained[] {
  const what = caaIssuerTags.find((row) => row.tag === tag)?.what ?? "certificates";
  const meaning =
    issuer === undefined
      ? `No authority may issue ${what} by this record`
      : `${issuer} may issue ${what} for this domain`;
  return [
    { text: tag, meaning },
    ...parameters.map(({ name, value }) => ({
      text: `${name}=${value}`,
      meaning: `A condition of ${issuer ?? "the authority"}, which the authority interprets`,
    })),
  ];
}
