/** Diagnoses as the protocol's diagnostics. */
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type Location } from "vscode-languageserver";
import type { Diagnosis } from "../analysis/diagnose.js";
import { hashKey } from "../dns/name.js";
import type { PagedText } from "../text/pagedText.js";
import type { Severity } from "../text/problem.js";
import { toRange } from "./positions.js";

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `textOf` gives the text of other documents that related information points into. */
export function toDiagnostic(
  diagnosis: Diagnosis,
  text: PagedText,
  textOf: (uri: string) => PagedText | undefined,
  pageOf: (rule: string) => string | undefined,
): Diagnostic {
  const { rule, message, severity, at, tag, related } = diagnosis;
  const href = pageOf(rule);
  const locations = (related ?? []).flatMap((other): { location: Location; message: string }[] => {
    const uri = other.uri ?? diagnosis.uri;
    const otherText = uri === diagnosis.uri ? text : textOf(uri);
    return otherText === undefined
      ? []
      : [{ location: { uri, range: toRange(otherText, other.at) }, message: other.message }];
  });
  return {
    range: toRange(text, at),
    severity: severities[severity],
    code: rule,
    source: "zonewright",
    message,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(tag === undefined
      ? {}
      : { tags: [tag === "deprecated" ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary] }),
    ...(locations.length === 0 ? {} : { relatedInformation: locations }),
  };
}

/** Equal for equal lists: what the client sends back to hear that nothing changed. */
export const resultIdOf = (diagnostics: readonly Diagnostic[]): string =>
  `${diagnostics.length}-${hashKey(JSON.stringify(diagnostics)).toString(36)}`;
