/** Each explained difference is shown by its sample: what we say of it, and the contrary that named-checkzone says. */
import { beforeAll, describe, expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";
import { isInstalled, runChecker, type LiveVerdict } from "../support/checkers.js";
import { complaintsOf, errorsOf, placeOf } from "./complaints.js";
import { differences } from "./differences.js";

const origin = "example.com.";
const hasBind = isInstalled("named-checkzone");

describe.each(differences)("$we $matches", ({ we, matches, reason, sample }) => {
  const { diagnostics, reading } = checkText(sample, { origin });
  const errors = errorsOf(diagnostics);

  test("has a reason", () => expect(reason.length).toBeGreaterThan(10));

  test("holds for us", () => {
    if (we === "accepts") expect(errors).toEqual([]);
    else if (we === "passes over") expect(errors).not.toEqual([]);
    else {
      expect(errors).not.toEqual([]);
      expect(errors.filter(({ rule }) => !matches.test(rule))).toEqual([]);
    }
  });

  describe.skipIf(!hasBind)("named-checkzone", () => {
    let verdict: LiveVerdict = { ok: true, messages: [] };
    beforeAll(async () => {
      [verdict = verdict] = await runChecker("named-checkzone", [{ name: "sample", origin, text: sample }]);
    });

    test("says the contrary", () => {
      expect(verdict.ok, verdict.messages.join("\n")).toBe(we === "refuses");
      if (we === "refuses") return;
      const met = complaintsOf(verdict.messages).filter(({ text }) => matches.test(text));
      expect(met, verdict.messages.join("\n")).not.toEqual([]);
      for (const complaint of met) expect(placeOf(complaint, errors, reading, () => "zone")).toBeUndefined();
    });
  });
});
