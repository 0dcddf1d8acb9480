/** MTA-STS policy documents: problems, fixes, words, completions, format, and mox's strings. */
import { describe, expect, test } from "vitest";
import {
  describeMtaStsPolicyAt,
  explainMtaStsPolicy,
  formatMtaStsPolicy,
  mtaStsPolicyCompletions,
  mtaStsPolicyRules,
  mxCovers,
  parseMtaStsPolicy,
} from "../../server/src/mail/mtaStsPolicy.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { faults, fixed, marks, moxVectors } from "./support.js";

const good = "version: STSv1\nmode: enforce\nmx: mail.example.com\nmx: *.example.net\nmax_age: 1209600\n";
const known = new Set(mtaStsPolicyRules.map(({ id }) => id));

test("a good policy has no problem", () => {
  const { value, problems } = parseMtaStsPolicy(good);
  expect(problems).toEqual([]);
  expect([value.valid, value.mode, value.maxAge, value.mx.map(({ pattern }) => pattern)]).toEqual([
    true,
    "enforce",
    1209600,
    ["mail.example.com", "*.example.net"],
  ]);
});

/** `good` with one line changed: whether it is still valid, the problems, and the line after the first fix. */
describe("one line changed", () => {
  test.each([
    ["version: STSv1", "version: STSv2", false, ["version [STSv2]"], "version: STSv1"],
    ["version: STSv1", "version: stsv1", false, ["version [stsv1]"], "version: STSv1"],
    ["version: STSv1", "Version: STSv1", false, ["misspelt-key [Version]"], "version: STSv1"],
    [
      "version: STSv1",
      "version STSv1",
      false,
      ["missing-key [mode: enforce]", "syntax [version STSv1]"],
      "version: STSv1",
    ],
    [
      "version: STSv1",
      "version = STSv1",
      false,
      ["missing-key [mode: enforce]", "syntax [version = STSv1]"],
      "version: STSv1",
    ],
    ["mode: enforce", "mode: Enforce", false, ["mode [Enforce]"], "mode: enforce"],
    ["mode: enforce", "mode: enforced", false, ["mode [enforced]"], "mode: enforce"],
    ["mode: enforce", "mode:", false, ["mode [mode:]"], "mode: enforce"],
    ["mode: enforce", "mode:enforce", true, [], undefined],
    ["mode: enforce", "mode: enforce \t", true, [], undefined],
    ["mode: enforce", "mode : enforce", false, ["syntax [mode ]"], "mode: enforce"],
    ["mode: enforce", "mode: testing", true, ["testing [mode: testing]"], "mode: enforce"],
    ["mode: enforce", "mode: none", true, ["none [mode: none]", "unused-mx [mx: mail.example.com]"], undefined],
    ["max_age: 1209600", "max_age: 31557601", false, ["max-age [31557601]"], "max_age: 31557600"],
    ["max_age: 1209600", "max_age: 31557600", true, [], undefined],
    ["max_age: 1209600", "max_age: 2 weeks", false, ["max-age [2 weeks]"], "max_age: 1209600"],
    ["max_age: 1209600", "max_age: 01234567890", false, ["max-age [01234567890]"], "max_age: 604800"],
    ["max_age: 1209600", "max_age: 0", true, ["short-age [max_age: 0]"], "max_age: 1209600"],
    ["max_age: 1209600", "max_age: 604800", true, ["brief-age [max_age: 604800]"], "max_age: 1209600"],
    ["max_age: 1209600", "max-age: 1209600", false, ["misspelt-key [max-age]"], "max_age: 1209600"],
    [
      "mx: mail.example.com",
      "mx: a.example.com, b.example.com",
      false,
      ["mx [a.example.com, b.example.com]"],
      "mx: a.example.com\nmx: b.example.com",
    ],
    ["mx: mail.example.com", "mx: mail.example.com.", false, ["mx [mail.example.com.]"], "mx: mail.example.com"],
    ["mx: mail.example.com", "mx: *", false, ["mx [*]"], undefined],
    ["mx: mail.example.com", "mx: mail.*.example.com", false, ["mx [mail.*.example.com]"], undefined],
    ["mx: mail.example.com", "mx: 192.0.2.1", false, ["mx [192.0.2.1]"], undefined],
    ["mx: mail.example.com", "mx: _mail.example.com", false, ["mx [_mail.example.com]"], undefined],
    ["mx: mail.example.com", "mx: *.example.net", true, ["duplicate-mx [mx: *.example.net]"], undefined],
    ["mx: mail.example.com", "mode: none", true, ["duplicate-key [mode: none]"], ""],
    ["mx: mail.example.com", "future: x y", true, ["unknown-key [future]"], undefined],
    ["mx: mail.example.com", "", true, ["blank-line []"], ""],
    ["mx: mail.example.com", "# comment", false, ["syntax [# comment]"], ""],
  ])("%s -> %s", (from, to, valid, expected, repaired) => {
    const text = good.replace(from, to);
    const { value, problems } = parseMtaStsPolicy(text);
    expect(marks(text, problems)).toEqual(expected.map((mark) => `mta-sts/policy-${mark}`));
    expect(value.valid).toBe(valid);
    expect(faults(text, problems, known)).toEqual([]);
    if (repaired !== undefined)
      expect(fixed(text, problems)).toContain(good.replace(repaired === "" ? `${from}\n` : from, repaired));
  });
});

test("missing keys are added", () => {
  let text = "";
  for (let i = 0; i < 5 && !parseMtaStsPolicy(text).value.valid; i++)
    text = fixed(text, parseMtaStsPolicy(text).problems)[0] ?? text;
  expect(text).toBe("version: STSv1\nmode: testing\nmax_age: 604800\nmx: mail.example.com\n");
});

test("line ends", () => {
  expect(parseMtaStsPolicy(good.replaceAll("\n", "\r\n")).problems).toEqual([]);
  const mixed = good.replace("\n", "\r\n");
  expect(fixed(mixed, parseMtaStsPolicy(mixed).problems)).toEqual([good.replaceAll("\n", "\r\n")]);
  const lone = good.replace("\n", "\r");
  expect(fixed(lone, parseMtaStsPolicy(lone).problems)).toEqual([good]);
});

test("a pattern covers one label", () => {
  expect([
    mxCovers("mail.example.com", "MAIL.example.com"),
    mxCovers("*.example.com", "mail.example.com"),
    mxCovers("*.example.com", "example.com"),
    mxCovers("*.example.com", "a.b.example.com"),
  ]).toEqual([true, true, false, false]);
});

test("in words", () => {
  const { value } = parseMtaStsPolicy(good);
  expect(explainMtaStsPolicy(value).map(({ meaning }) => meaning)).toEqual([
    "The only version",
    "Senders do not deliver to a host that is not listed or has no valid certificate",
    "Covers the host mail.example.com",
    "Covers any host one label below example.net, not example.net itself",
    "Senders keep the policy for 14 days",
    "Senders deliver only over TLS with a valid certificate, to the hosts listed",
  ]);
  expect(describeMtaStsPolicyAt(value, 17)?.title).toBe("mode");
  expect(describeMtaStsPolicyAt(value, 25)?.title).toBe("mode: enforce");
});

test.each([
  ["‸", "version mode mx max_age"],
  ["version: STSv1\n‸", "mode mx max_age"],
  ["version: STSv1\nmo‸\n", "mode mx max_age"],
  ["version: STSv1\nmode:‸", "enforce testing none"],
  ["version: STSv1\nmode: e‸\n", "enforce testing none"],
])("completions at %s", (marked, labels) => {
  const { items } = mtaStsPolicyCompletions(marked.replace("‸", ""), marked.indexOf("‸"));
  expect(items.map(({ label }) => label).join(" ")).toBe(labels);
});

test("the format keeps what the policy says, and is stable", () => {
  const text = "version:STSv1\nmode:\tenforce  \nmx:   *.example.com\nmax_age:1";
  const formatted = applyEdits(text, formatMtaStsPolicy(text));
  expect(formatted).toBe("version: STSv1\nmode: enforce\nmx: *.example.com\nmax_age: 1\n");
  expect(formatMtaStsPolicy(formatted)).toEqual([]);
});

const vectors = moxVectors("mta-sts-policy");

describe.skipIf(vectors.length === 0)("mox vectors", () => {
  test("are graded alike", () => {
    const wrong = vectors.filter(({ input, valid }) => parseMtaStsPolicy(input).value.valid !== valid);
    expect(wrong).toEqual([]);
    expect(vectors.length).toBe(24);
  });
});
