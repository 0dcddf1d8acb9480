/** SPF records: syntax errors under the right characters, advice, fixes, and messages that fit. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSpf, looksLikeSpf, parseSpf } from "../../server/src/mail/spf.js";
import { adviseSpf, spfRules } from "../../server/src/mail/spfAdvice.js";
import { decodeWords } from "../../server/src/syntax/characterString.js";
import type { Word } from "../../server/src/syntax/word.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { plainMapped, type Mapped } from "../../server/src/text/mapped.js";
import type { Problem } from "../../server/src/text/problem.js";
import { faults, marks } from "./support.js";

const known = new Set(spfRules.map(({ id }) => id));

/** The RDATA of a TXT record as it stands in a zone. */
function written(text: string): Mapped {
  const words = Array.from(text.matchAll(/"((?:\\.|[^"\\])*)"|[^\s"]+/gs), (match): Word => {
    const quoted = match[1] !== undefined;
    return { raw: match[1] ?? match[0], quoted, start: match.index, end: match.index + match[0].length };
  });
  return decodeWords(words, "utf-8").mapped;
}

function problemsOf(mapped: Mapped): Problem[] {
  const { value, problems } = parseSpf(mapped);
  return [...problems, ...adviseSpf(value)];
}

const of = (text: string): string[] => marks(text, problemsOf(plainMapped(text)));
const ofZone = (text: string): string[] => marks(text, problemsOf(written(text)));

/** The text after each fix of each problem. */
const fixes = (text: string, mapped = plainMapped(text)): string[] =>
  problemsOf(mapped).flatMap((problem) => (problem.fixes ?? []).map((fix) => applyEdits(text, fix.edits)));

describe("which TXT records are SPF", () => {
  test.each(["v=spf1", "v=spf1 ", "V=SPF1 -all"])("%s", (text) => {
    expect([isSpf(text), looksLikeSpf(text)]).toEqual([true, false]);
  });
  test.each([
    "v=spf1;",
    "v=spf1; mx -all",
    " v=spf1 mx",
    "v=spf 1 mx ~all",
    "spf1 mx -all",
    "v=spf mx -all",
    "v=spf2 include:a.example -all",
    "\u201cv=spf1 mx -all\u201d",
    "v=spf1a mx",
    "v=sp1 mx -all",
    "v:spf1 -all",
    '"v=spf1 -all"',
    "spf2.0/pra mx -all",
  ])("%s only looks like it", (text) => {
    expect([isSpf(text), looksLikeSpf(text)]).toEqual([false, true]);
    expect(parseSpf(plainMapped(text)).value.valid).toBe(false);
  });
  test.each([
    "v=spf10",
    "v=spfl am not an SPF record",
    "v=DKIM1; p=",
    "spf",
    "",
    "google-site-verification=spf1",
    "the spf1 record",
  ])("%s is something else", (text) => {
    expect([isSpf(text), looksLikeSpf(text)]).toEqual([false, false]);
  });
});

describe("syntax errors", () => {
  test.each([
    ["v=spf1 ip:192.0.43.7 -all", "spf/unknown-mechanism [ip:192.0.43.7]"],
    ["v=spf1 include:a.example.net,mx -all", "spf/separator [include:a.example.net,mx]"],
    ["v=spf1 mx~all", "spf/separator [mx~all]"],
    ["v=spf1 include:a.example.net-all", "spf/separator [include:a.example.net-all]"],
    ["v=spf1 include: a.example.net -all", "spf/separator [include: a.example.net]"],
    ["v=spf1 mx - all", "spf/separator [- all]"],
    ["v=spf1 a: -all", "spf/bad-argument [a:]"],
    ["v=spf1 include -all", "spf/bad-argument [include]"],
    ["v=spf1 mx all:x", "spf/bad-argument [:x]"],
    ["v=spf1 ptr/24 -all", "spf/bad-argument [/24]"],
    ["v=spf1 a:192.0.43.7 -all", "spf/bad-domain [192.0.43.7]"],
    ["v=spf1 include:localhost -all", "spf/bad-domain [localhost]"],
    ["v=spf1 include:a.example.net/24 -all", "spf/bad-domain [a.example.net/24]"],
    ["v=spf1 mx:a.example.net:25 -all", "spf/bad-domain [a.example.net:25]"],
    ["v=spf1 ip4:2001:db9::1 -all", "spf/bad-address [2001:db9::1]"],
    ["v=spf1 ip6:8.8.8.8 -all", "spf/bad-address [8.8.8.8]"],
    ["v=spf1 ip4:8.8.8.008 -all", "spf/bad-address [8.8.8.008]"],
    ["v=spf1 ip4:mail.example.net -all", "spf/bad-address [mail.example.net]"],
    ["v=spf1 ip4:8.8.8.0/255.255.255.0 -all", "spf/bad-prefix [255.255.255.0]"],
    ["v=spf1 ip4:8.8.8.0/33 -all", "spf/bad-prefix [33]"],
    ["v=spf1 a/24/64 -all", "spf/bad-prefix [/24/64]"],
    ["v=spf1 a:%{x}.example.net -all", "spf/bad-macro [%{x}]"],
    ["v=spf1 exists:100%.example.net -all", "spf/bad-macro [%]"],
    ["v=spf1 mx -all exp=%{c}.example.net", "spf/bad-macro [%{c}]"],
    ["v=spf1 redirect=a.example.net redirect=b.example.net", "spf/duplicate-modifier [redirect=b.example.net]"],
    ["v=spf1 -redirect=a.example.net", "spf/qualified-modifier [-redirect=a.example.net]"],
    ["v=spf1 =all", "spf/unknown-mechanism [=all]"],
    ["v=spf1\u00a0mx\u00a0-all", "spf/version [v=spf1]"],
    ["v=spf1 mx\t-all", "spf/bad-character [\t]"],
    ["v=spf1 mx \u2013all", "spf/bad-character [\u2013]"],
    ["v=spf1; mx -all", "spf/version [v=spf1;]"],
    ["spf2.0/pra mx -all", "spf/sender-id [spf2.0/pra mx -all]"],
  ])("%s", (text, mark) => {
    expect(of(text).filter((found) => found !== "spf/bad-character [\u00a0]")).toEqual([mark]);
  });

  test("each error of a record is found", () => {
    expect(of("v=spf1 ipv4:1.2.3 foo a: -all")).toEqual([
      "spf/bad-argument [a:]",
      "spf/unknown-mechanism [foo]",
      "spf/unknown-mechanism [ipv4:1.2.3]",
    ]);
  });

  test.each([
    ["v=spf1 ip:8.8.8.8 -all", "v=spf1 ip4:8.8.8.8 -all"],
    ["v=spf1 ipv6:2a00::1 -all", "v=spf1 ip6:2a00::1 -all"],
    ["v=spf1 inlcude:a.example.net -all", "v=spf1 include:a.example.net -all"],
    ["v=spf1 ?redirect:a.example.net", "v=spf1 redirect=a.example.net"],
    ["v=spf1 8.8.8.0/24 -all", "v=spf1 ip4:8.8.8.0/24 -all"],
    ["v=spf1 a:8.8.8.8 -all", "v=spf1 ip4:8.8.8.8 -all"],
    ["v=spf1 -a:8.8.8.8 -all", "v=spf1 -ip4:8.8.8.8 -all"],
    ["v=spf1 ip6:8.8.8.8 -all", "v=spf1 ip4:8.8.8.8 -all"],
    ["v=spf1 ip4:8.8.8.0/255.255.255.0 -all", "v=spf1 ip4:8.8.8.0/24 -all"],
    ["v=spf1 ip4:8.8.8.0/024 -all", "v=spf1 ip4:8.8.8.0/24 -all"],
    ["v=spf1 ip4:8.8.8.8,9.9.9.9 -all", "v=spf1 ip4:8.8.8.8 ip4:9.9.9.9 -all"],
    ["v=spf1 include:a.example.net, -all", "v=spf1 include:a.example.net -all"],
    ["v=spf1 include:a.example.net;mx -all", "v=spf1 include:a.example.net mx -all"],
    ["v=spf1 mx~all", "v=spf1 mx ~all"],
    ["v=spf1 a/24/64 -all", "v=spf1 a/24//64 -all"],
    ["v=spf1 include: a.example.net -all", "v=spf1 include:a.example.net -all"],
    ["v=spf1 mx - all", "v=spf1 mx -all"],
    ["v=spf1; mx -all", "v=spf1 mx -all"],
    ["v=spf1;mx -all", "v=spf1 mx -all"],
    [" v=spf1 mx -all", "v=spf1 mx -all"],
    ["v=spf 1 mx -all", "v=spf1 mx -all"],
    ["v=spf mx -all", "v=spf1 mx -all"],
    ["v=spf1 mx\t-all", "v=spf1 mx -all"],
    ["v=spf1 mx \u2013all", "v=spf1 mx -all"],
    ["v=spf1 exists:100%.example.net -all", "v=spf1 exists:100%%.example.net -all"],
  ])("%s is mended", (text, after) => {
    expect(fixes(text)).toEqual([after]);
  });
});

describe("strings that join without a space", () => {
  test.each([
    ["v=spf1 mx -all", '"v=spf1 mx -all"'],
    ['"v=spf1" "mx" "-all"', '"v=spf1 " "mx " "-all"'],
    [
      '"v=spf1 include:a.example.net" "include:b.example.net -all"',
      '"v=spf1 include:a.example.net " "include:b.example.net -all"',
    ],
    ['"v=spf1 include:a.example.net" "-all"', '"v=spf1 include:a.example.net " "-all"'],
    ['"v=spf1 include:a.example" "-all" "exp=why.example"', '"v=spf1 include:a.example " "-all " "exp=why.example"'],
    ["v=spf1   mx ~all", '"v=spf1 "   "mx " "~all"'],
  ])("%s", (text, after) => {
    const glued = problemsOf(written(text)).filter(({ rule }) => rule === "spf/glued-strings");
    expect(glued.length).toBe(1);
    expect(applyEdits(text, glued[0]?.fixes?.[0]?.edits ?? [])).toBe(after);
  });

  test.each([
    '"v=spf1 include:_spf.exam" "ple.net -all"',
    '"v=spf1 include:x." "all" ".example.net -all"',
    '"v=spf1 mx " "-all"',
    '"v=spf1 mx" " -all"',
    '"v=s" "pf1 mx -all"',
    '"v=spf1 ip4:8.8" ".8.8 -all"',
  ])("%s is whole", (text) => {
    expect(ofZone(text)).toEqual([]);
  });

  test("the recovered terms are read", () => {
    expect(parseSpf(written('"v=spf1" "a " "-all"')).value.terms.map(({ text }) => text)).toEqual(["a", "-all"]);
    expect(parseSpf(written("v=spf1 a -all")).value.terms.map(({ text }) => text)).toEqual(["a", "-all"]);
  });
});

describe("advice", () => {
  test.each([
    ["v=spf1 mx +all", "spf/pass-all [+all]"],
    ["v=spf1 mx all", "spf/pass-all [all]"],
    ["v=spf1 ip4:0.0.0.0/0 -all", "spf/pass-all [ip4:0.0.0.0/0]"],
    ["v=spf1 mx ?all", "spf/neutral-all [?all]"],
    ["v=spf1 mx", "spf/no-all [mx]"],
    ["v=spf1", "spf/no-all [v=spf1]"],
    ["v=spf1 ~all mx", "spf/after-all [mx]"],
    ["v=spf1 ~all redirect=a.example.net", "spf/redirect-with-all [redirect=a.example.net]"],
    ["v=spf1 ptr -all", "spf/ptr [ptr]"],
    ["v=spf1 exists:%{p}.example.net -all", "spf/ptr [%{p}]"],
    ["v=spf1 a mx a -all", "spf/duplicate-term [a]"],
    ["v=spf1 ip4:8.8.8.0/24 ip4:8.8.8.8 -all", "spf/duplicate-term [ip4:8.8.8.8]"],
    ["v=spf1 v=spf1 mx -all", "spf/duplicate-term [v=spf1]"],
    ["v=spf1 ip4:8.8.8.8/24 -all", "spf/host-bits [8.8.8.8/24]"],
    ["v=spf1 ip4:8.0.0.0/8 -all", "spf/wide-network [ip4:8.0.0.0/8]"],
    ["v=spf1 mx/8 -all", "spf/wide-network [mx/8]"],
    ["v=spf1 ip4:192.168.1.1 -all", "spf/private-address [ip4:192.168.1.1]"],
    ["v=spf1 a:mail..example.net -all", "spf/impossible-name [mail..example.net]"],
    ["v=spf1 exists:exists:%{i}.example.net -all", "spf/impossible-name [exists:exists:%{i}.example.net]"],
    ["v=spf1 include=a.example.net -all", "spf/misspelt-modifier [include=a.example.net]"],
    ["v=spf1 redirct=a.example.net -all", "spf/misspelt-modifier [redirct=a.example.net]"],
    ["v=spf1 mx -all default=pass", "spf/unknown-modifier [default=pass]"],
    ["v=spf1 exp=why.example.net mx -all", "spf/modifier-order [exp=why.example.net]"],
    ["v=spf1 exists:%{I}.example.net -all", "spf/escaped-macro [%{I}]"],
    [`v=spf1 ${Array.from({ length: 40 }, (_, i) => `ip4:8.8.8.${i}`).join(" ")} -all`, "spf/long-record [v=spf1]"],
    ["v=spf1 include:_netblocks3.google.com -all", "spf/outdated-include [_netblocks3.google.com]"],
    ["v=spf1 include:_spf.goggle.com -all", "spf/misspelt-include [_spf.goggle.com]"],
    ["v=spf1 include:spf.protection.outlok.com -all", "spf/misspelt-include [spf.protection.outlok.com]"],
  ])("%s", (text, mark) => {
    expect(of(text)).toEqual([mark]);
  });

  test.each([
    "v=spf1 -all",
    "v=spf1 mx a:mail.example.net ip4:8.8.8.0/24 ip6:2a00:1450::/36 include:_spf.google.com ~all",
    "v=spf1 redirect=_spf.example.net",
    "v=spf1 mx -all exp=why.%{d}",
    "v=spf1 exists:%{i}._spf.%{d2} -all ra=postmaster rp=10",
    "v=spf1 include:spf.example.net include:_spf.example.net ~all",
    "v=spf1 a a/24 a//64 -all",
    "v=spf1  mx  -all ",
  ])("none on %s", (text) => {
    expect(of(text)).toEqual([]);
  });

  test("a record that others include may end as it likes", () => {
    const { value } = parseSpf(plainMapped("v=spf1 ip4:8.8.8.8"));
    expect(adviseSpf(value, { included: true })).toEqual([]);
  });

  test.each([
    ["v=spf1 mx", ["v=spf1 mx ~all", "v=spf1 mx -all"]],
    ["v=spf1 all", ["v=spf1 ~all", "v=spf1 -all"]],
    ["v=spf1 ~all mx", ["v=spf1 mx ~all", "v=spf1 ~all"]],
    ["v=spf1 a mx a -all", ["v=spf1 a mx -all"]],
    ["v=spf1 ip4:8.8.8.8/24 -all", ["v=spf1 ip4:8.8.8.0/24 -all", "v=spf1 ip4:8.8.8.8 -all"]],
    ["v=spf1 exp=why.example.net mx -all", ["v=spf1 mx -all exp=why.example.net"]],
    ["v=spf1 include=a.example.net -all", ["v=spf1 include:a.example.net -all"]],
    ["v=spf1 ~all redirect=a.example.net", ["v=spf1 ~all", "v=spf1 redirect=a.example.net"]],
  ])("%s is mended", (text, after) => {
    expect(fixes(text)).toEqual(after);
  });

  test("fixes reach across the strings of a record", () => {
    const text = '"v=spf1 mx " "a mx" " -all"';
    expect(fixes(text, written(text))).toEqual(['"v=spf1 mx " "a" " -all"']);
  });
});

/** Records of words that stand in SPF records, and of what slips in. */
const word = fc.oneof(
  fc.constantFrom(
    "all",
    "-all",
    "+all",
    "include:",
    "a",
    "mx",
    "ip4:",
    "ip6:",
    "exists:",
    "ptr",
    "redirect=",
    "exp=",
    "v=spf1",
    "=",
    ":",
    "/24",
    "//64",
  ),
  fc.constantFrom(
    "_spf.google.com",
    "8.8.8.8",
    "10.0.0.0/8",
    "2a00::/12",
    "example.net",
    "%{i}",
    "%{d2r-}",
    "%",
    "%{",
    ",",
    ";",
    "\t",
    "\u00a0",
    "\u{1f600}",
    "\0",
  ),
  fc.string({ maxLength: 6 }),
);
const records = fc
  .array(fc.tuple(word, fc.constantFrom(" ", "", "  ")), { maxLength: 14 })
  .map((words) => `v=spf1 ${words.map(([text, space]) => text + space).join("")}`);

describe("any text", () => {
  test("is read without throwing, with short messages, spans inside it and fixes that change it", () => {
    fc.assert(
      fc.property(fc.oneof(records, fc.string()), (text) => {
        const { value, problems } = parseSpf(plainMapped(text));
        looksLikeSpf(text);
        expect(faults(text, [...problems, ...adviseSpf(value)], known)).toEqual([]);
        for (const term of value.terms) expect(text.slice(term.start, term.end)).toBe(term.text);
      }),
      { numRuns: 3000 },
    );
  });

  test("safe fixes of errors leave fewer errors", () => {
    fc.assert(
      fc.property(records, (text) => {
        const { problems } = parseSpf(plainMapped(text));
        const fix = problems.flatMap((problem) => problem.fixes ?? []).find(({ kind }) => kind === "safe");
        if (fix === undefined) return;
        expect(parseSpf(plainMapped(applyEdits(text, fix.edits))).problems.length).toBeLessThanOrEqual(problems.length);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(["~all", "a,", "%{", "%", "ip4:", "\u00a0", ":", "1", "include:a.b-all", "a:b.", " ", "/1"])(
    "of many %j takes linear time",
    (piece) => {
      const time = (count: number): number => {
        const text = `v=spf1 ${piece.repeat(count)}`;
        const start = performance.now();
        looksLikeSpf(text);
        adviseSpf(parseSpf(plainMapped(text)).value);
        return performance.now() - start;
      };
      time(500);
      expect(time(40_000)).toBeLessThan(40 * Math.max(20, time(4000)));
    },
  );
});
