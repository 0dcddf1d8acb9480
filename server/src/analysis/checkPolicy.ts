/** Checks a policy file `mta-sts.txt`, against the zones that it serves. */
import type { parseMtaStsPolicy } from "../mail/mtaStsPolicy.js";
import { checks, rules } from "../rules/catalogue.js";
import type { Problem } from "../text/problem.js";
import { openZone } from "../zone/readZone.js";
import type { Surroundings } from "./analysis.js";
import type { Diagnosis } from "./diagnose.js";
import { severityOf, type SeveritySettings } from "./severity.js";

/** The diagnoses of a policy, in order, as `parseMtaStsPolicy` read it. `domain` is the key of its mail domain. */
export function checkPolicy(
  uri: string,
  { value: policy, problems }: ReturnType<typeof parseMtaStsPolicy>,
  domain: string | undefined,
  surroundings: Surroundings,
  settings: SeveritySettings,
): readonly Diagnosis[] {
  const zone = (domain === undefined ? undefined : surroundings.zones.zoneOf(domain)) ?? openZone("").zone;
  const found: Problem[] = [...problems];
  for (const check of checks) {
    if (check.scope !== "policy") continue;
    try {
      found.push(...check.check({ uri, policy, domain }, { ...surroundings, zone }));
    } catch (error) {
      surroundings.failed(check.rules[0]?.id ?? "", error);
    }
  }
  return found
    .flatMap((problem): Diagnosis[] => {
      const severity = severityOf(problem, rules.get(problem.rule), settings);
      return severity === "off" ? [] : [{ ...problem, severity, uri: problem.uri ?? uri }];
    })
    .toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}
