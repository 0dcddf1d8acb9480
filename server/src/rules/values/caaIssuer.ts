/** Finds CAA issue values that are no issuer's domain, which forbid every issuance. */
import { shown } from "../../text/problem.js";
import { on, recordRule, rfc } from "../rule.js";
import { replace } from "../../text/edit.js";
import { tagOf, valueOf } from "./caa.js";
import { isEditable, spanOf } from "./fields.js";

const issuing = new Set(["issue", "issuewild", "issuemail", "issuevmc"]);
const label = /^[a-z0-9](?:-*[a-z0-9])*$/i;
const parameterName = /^[a-z0-9](?:-*[a-z0-9])*$/i;
const parameterValue = /^[\x21-\x3a\x3c-\x7e]*$/;

const isIssuer = (text: string): boolean => text === "" || text.split(".").every((part) => label.test(part));

function isParameter(text: string): boolean {
  const equals = text.indexOf("=");
  return (
    equals > 0 && parameterName.test(text.slice(0, equals).trim()) && parameterValue.test(text.slice(equals + 1).trim())
  );
}

/** The part of a value that does not match issue-value of RFC 8659 section 4.2; undefined where all does. */
function faultOf(value: string): { text: string; what: string } | undefined {
  const [issuer = "", ...parameters] = value.split(";").map((part) => part.trim());
  if (!isIssuer(issuer)) return { text: issuer, what: "an issuer's domain" };
  if (parameters.length === 1 && parameters[0] === "") return undefined;
  const text = parameters.find((parameter) => !isParameter(parameter));
  return text === undefined ? undefined : { text, what: "tag=value" };
}

/** The domain in what was written, such as in a URL or with a final dot. */
function domainIn(value: string): string | undefined {
  const host = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9.-]+?)\.?\/?$/i.exec(value.trim())?.[1];
  return host !== undefined && host.includes(".") && isIssuer(host) ? host.toLowerCase() : undefined;
}

export const caaIssuer = recordRule({
  id: "values/caa-issuer",
  since: "0.1.0",
  // "MUST be treated as if the value was a single semicolon": nobody may issue by it.
  severity: "error",
  summary: "The value of a CAA issue record is not an issuer's domain",
  references: [rfc(8659, "4.2")],
  types: ["CAA"],
  *find({ record }) {
    const value = valueOf(record);
    if (value === undefined || !issuing.has(tagOf(record) ?? "")) return;
    const fault = faultOf(value);
    if (fault !== undefined) yield { ...on(record, spanOf(record, "value")), fault, domain: domainIn(value), record };
  },
  message: ({ fault }) => `"${shown(fault.text, 25)}" is not ${fault.what}, so this record forbids every issuance`,
  fixes: ({ at, domain, record }) =>
    domain === undefined || !isEditable(record)
      ? []
      : [{ title: `Write "${domain}"`, kind: "review", edits: [replace(at, `"${domain}"`)] }],
});
