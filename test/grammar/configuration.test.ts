/** The language configurations: what a word is, what Enter and indentation do, what folds. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const configuration: unknown = JSON.parse(
  readFileSync(new URL("../../syntaxes/dns-zone.language-configuration.json", import.meta.url), "utf8"),
);

/** The value at a path of keys. */
function valueAt(...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    configuration,
  );
}

function pattern(...keys: readonly (string | number)[]): RegExp {
  const source = valueAt(...keys);
  if (typeof source !== "string") throw new Error(`no pattern at ${keys.join(".")}`);
  return new RegExp(source, "u");
}

const words = (line: string): string[] =>
  Array.from(line.matchAll(new RegExp(pattern("wordPattern").source, "gu")), ([word]) => word);

describe("words", () => {
  it.each([
    ["_dmarc.example.com. 1h IN TXT", ["_dmarc.example.com.", "1h", "IN", "TXT"]],
    ["*.dev IN AAAA 2001:db8::1 ; here", ["*.dev", "IN", "AAAA", "2001:db8::1", "here"]],
    ['"v=spf1 include:_spf.google.com -all"', ["v", "spf1", "include", "_spf.google.com", "-all"]],
    [String.raw`a\;b\.c ( @ )`, [String.raw`a\;b\.c`, "@"]],
    ["$ORIGIN xn--mnchen-3ya.example.", ["$ORIGIN", "xn--mnchen-3ya.example."]],
  ])("of %s", (line, expected) => expect(words(line)).toEqual(expected));
});

describe("indentation", () => {
  const opens = pattern("indentationRules", "increaseIndentPattern");
  it.each(["@ IN SOA ns1 hostmaster (", "@ IN SOA ns1 hostmaster ( ; serial next", 'a TXT ( "x(y"'])(
    "after %s",
    (line) => expect(opens.test(line)).toBe(true),
  );
  it.each(["a TXT ( x )", "; (", 'a TXT "("', String.raw`a\( CNAME b`, "a ; b ("])("not after %s", (line) =>
    expect(opens.test(line)).toBe(false),
  );
  it("is told in linear time", () => {
    const start = performance.now();
    for (const unit of ["a", '"', "\\", "(", '"a"', ";"]) opens.test(unit.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("Enter", () => {
  const appended = (line: string): unknown => {
    const rules = valueAt("onEnterRules");
    const count = Array.isArray(rules) ? rules.length : 0;
    const index = Array.from({ length: count }, (_, at) => at).find((at) =>
      pattern("onEnterRules", at, "beforeText").test(line),
    );
    return index === undefined ? undefined : valueAt("onEnterRules", index, "action", "appendText");
  };
  it.each([
    ["; a comment", "; "],
    ["  ;; a comment", ";; "],
    ["; ", undefined],
    ["; region hosts", undefined],
    ["a IN A 192.0.2.1 ; here", undefined],
  ])("after %s goes on with %s", (line, expected) => expect(appended(line)).toBe(expected));
});

it("regions fold", () => {
  expect(pattern("folding", "markers", "start").test("; region hosts")).toBe(true);
  expect(pattern("folding", "markers", "start").test("; endregion")).toBe(false);
  expect(pattern("folding", "markers", "end").test(";#endregion")).toBe(true);
});
