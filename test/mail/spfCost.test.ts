/** The look-ups of SPF records through their includes, what they give reason to report, and records in plain words. */
import { describe, expect, test } from "vitest";
import { readIpv4, readIpv6 } from "../../server/src/dns/address.js";
import type { Name } from "../../server/src/dns/name.js";
import { describeSpfAt, explainSpf, spfCompletions } from "../../server/src/mail/explainSpf.js";
import { domainName, noResolver, type Answer, type Resolver } from "../../server/src/mail/resolver.js";
import { parseSpf } from "../../server/src/mail/spf.js";
import { adviseSpf, spfRules } from "../../server/src/mail/spfAdvice.js";
import { shownLookups, spfCost, spfCostProblems } from "../../server/src/mail/spfCost.js";
import { checkHost } from "../../server/src/mail/spfEvaluator.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { plainMapped } from "../../server/src/text/mapped.js";
import { faults, marks } from "./support.js";

/** Zones of lines `owner type value`: what is not below "example." but not "elsewhere.example." is unknown. */
function zone(text: string): Resolver {
  const records = text
    .trim()
    .split("\n")
    .map((line) => /^\s*(\S+) (\S+) (.*)$/.exec(line)?.slice(1) ?? []);
  const answer = <T>(name: Name, type: string, read: (value: string) => T): Answer<T> => {
    if (!name.key.endsWith("example.") || name.key.endsWith("elsewhere.example.")) return { kind: "unknown" };
    const own = records.filter(([owner]) => domainName(owner ?? "")?.key === name.key);
    const found = own.filter(([, kind]) => kind === type).map(([, , value]) => read(value ?? ""));
    if (found.length > 0) return { kind: "found", records: found };
    return { kind: own.length === 0 ? "no such domain" : "no data" };
  };
  return {
    txt: (name) => answer(name, "TXT", (value) => value),
    addresses: (name, family) =>
      answer(name, family === 4 ? "A" : "AAAA", (value) => readIpv4(value) ?? readIpv6(value) ?? []),
    mx: (name) => answer(name, "MX", (value) => domainName(value) ?? { text: ".", key: "." }),
    ptr: () => ({ kind: "unknown" }),
  };
}

const recordOf = (text: string) => parseSpf(plainMapped(text)).value;

function cost(text: string, resolver: Resolver) {
  const record = recordOf(text);
  const found = spfCost("d.example", record, resolver);
  return { count: shownLookups(found), marks: marks(text, spfCostProblems(record, found)) };
}

describe("look-ups", () => {
  test.each([
    ["v=spf1 -all", "0", ""],
    ["v=spf1 ip4:8.8.8.8 -all exp=why.d.example", "0", ""],
    ["v=spf1 a -all", "1", "d.example A 8.8.8.8"],
    ["v=spf1 -all a mx", "0", ""],
    [
      "v=spf1 include:i.example -all",
      "3",
      "i.example TXT v=spf1 a a:j.example -all\ni.example A 8.8.8.8\nj.example AAAA 2a00::1",
    ],
    ["v=spf1 redirect=i.example", "2", "i.example TXT v=spf1 a\ni.example A 8.8.8.8"],
    ["v=spf1 exists:%{i}.d.example include:%{d}.i.example -all", "2", "d.example.i.example TXT v=spf1 -all"],
    ["v=spf1 include:%{o}.i.example -all", "at least 1", ""],
    ["v=spf1 include:elsewhere.example -all", "at least 1", ""],
    ["v=spf1 include:mailgun.org include:x.elsewhere.example -all", "at least 6", ""],
  ])("%s: %s", (text, count, data) => {
    const { count: counted, marks: found } = cost(text, zone(data));
    expect(counted).toBe(count);
    expect(found.filter((mark) => !mark.startsWith("spf/unknown-include"))).toEqual([]);
  });

  test("of an include that nobody here knows are hinted at", () => {
    expect(cost("v=spf1 include:elsewhere.example include:%{o}.i.example -all", zone("")).marks).toEqual([
      "spf/unknown-include [elsewhere.example]",
    ]);
  });

  test("the table of providers makes a count approximate", () => {
    expect(cost("v=spf1 include:mailgun.org include:sendgrid.net ~all", zone(""))).toEqual({
      count: "about 7",
      marks: [],
    });
    expect(cost("v=spf1 include:mailgun.org include:elsewhere.example ~all", zone(""))).toEqual({
      count: "at least 6",
      marks: ["spf/unknown-include [elsewhere.example]"],
    });
  });

  test("of each include are counted as often as it is included", () => {
    const data = "i.example TXT v=spf1 include:j.example\nj.example TXT v=spf1 a:d.example\nd.example A 8.8.8.8";
    expect(cost("v=spf1 include:i.example include:j.example -all", zone(data)).count).toBe("5");
  });

  test("of a binary tree of includes need no exponential time", () => {
    const data = Array.from(
      { length: 20 },
      (_, i) => `i${i}.example TXT v=spf1 include:i${i + 1}.example ?include:i${i + 1}.example`,
    );
    expect(cost("v=spf1 include:i0.example -all", zone([...data, "i20.example TXT v=spf1"].join("\n"))).count).toBe(
      "2097151",
    );
  });

  test("of a chain of includes without end stop", () => {
    const endless: Resolver = {
      ...noResolver,
      txt: ({ text }) => ({ kind: "found", records: [`v=spf1 include:x${text}`.slice(0, 80) + "e"] }),
    };
    expect(cost("v=spf1 include:i.example -all", endless).marks).toContain("spf/too-many-lookups [include:i.example]");
  });
});

const hosts = "d.example A 8.8.8.8\nd.example MX d.example";
const eleven = Array.from({ length: 11 }, (_, i) => `m.example MX m${i}.example`).join("\n");

describe("what a cost reports", () => {
  test.each([
    ["v=spf1 a mx a/24 mx/24 a/25 mx/25 a/26 mx/26 a/27 -all", hosts, ["spf/many-lookups [v=spf1]"]],
    ["v=spf1 a mx a/24 mx/24 a/25 mx/25 a/26 mx/26 a/27 mx/27 a/28 -all", hosts, ["spf/too-many-lookups [a/28]"]],
    ["v=spf1 a:x.example mx -all", hosts, ["spf/void-lookups [a:x.example]"]],
    [
      "v=spf1 a:x.example a:y.example exists:z.example -all",
      "",
      [
        "spf/void-lookups [a:x.example]",
        "spf/void-lookups [a:y.example]",
        "spf/void-lookups [exists:z.example]",
        "spf/void-lookups [v=spf1]",
      ],
    ],
    ["v=spf1 mx:m.example -all", eleven, ["spf/too-many-exchanges [mx:m.example]"]],
    ["v=spf1 include:i.example -all", "i.example TXT hello", ["spf/include-without-spf [include:i.example]"]],
    [
      "v=spf1 include:i.example -all",
      "i.example TXT v=spf1 -all\ni.example TXT v=spf1 ~all",
      ["spf/include-without-spf [include:i.example]"],
    ],
    ["v=spf1 include:i.example -all", "i.example TXT v=spf1 foo", ["spf/include-without-spf [include:i.example]"]],
    [
      "v=spf1 include:i.example -all",
      "i.example TXT v=spf1 redirect=j.example",
      ["spf/include-without-spf [include:i.example]"],
    ],
    ["v=spf1 include:d.example -all", "d.example TXT v=spf1 include:d.example -all", ["spf/loop [include:d.example]"]],
    ["v=spf1 redirect=i.example", "i.example TXT v=spf1 include:d.example", ["spf/loop [redirect=i.example]"]],
  ])("%s", (text, data, wanted) => {
    expect(cost(text, zone(data)).marks).toEqual(wanted);
    const record = recordOf(text);
    const problems = spfCostProblems(record, spfCost("d.example", record, zone(data)));
    expect(faults(text, problems, new Set(spfRules.map(({ id }) => id)))).toEqual([]);
  });

  test("a limit that only the table of providers breaks is a warning", () => {
    const record = recordOf("v=spf1 include:mailgun.org include:secureserver.net include:email.freshdesk.com ~all");
    const [problem] = spfCostProblems(record, spfCost("d.example", record, noResolver));
    expect([problem?.rule, problem?.severity]).toEqual(["spf/too-many-lookups", "warning"]);
    expect(problem?.message).toContain("about 13 look-ups");
  });

  test("a void term can be removed", () => {
    const text = "v=spf1 a:x.example mx -all";
    const record = recordOf(text);
    const [problem] = spfCostProblems(record, spfCost("d.example", record, zone(hosts)));
    expect(applyEdits(text, problem?.fixes?.[0]?.edits ?? [])).toBe("v=spf1 mx -all");
  });
});

describe("a check", () => {
  const check = (text: string, data: string) =>
    checkHost({ ip: [8, 8, 8, 8], sender: "a@d.example", helo: "h.example" }, zone(`d.example TXT ${text}\n${data}`));

  test.each([
    ["v=spf1 a -all", "d.example A 8.8.8.8", "pass", "a"],
    ["v=spf1 a:x.elsewhere.example -all", "", "unknown", "a:x.elsewhere.example"],
    ["v=spf1 ip4:8.8.8.8 a:x.elsewhere.example -all", "", "pass", "ip4:8.8.8.8"],
    ["v=spf1 include:i.example ~all", "i.example TXT v=spf1 -all", "softfail", "~all"],
    ["v=spf1 include:i.example -all", "", "permerror", "include:i.example"],
    ["v=spf1 ip4:1.2.3.4", "", "neutral", ""],
    ["v=spf1 foo", "", "permerror", "foo"],
  ])("of %s", (text, data, result, term) => {
    const found = check(text, data);
    expect([found.result, found.decidedBy.term]).toEqual([result, term]);
  });

  test("tells its steps", () => {
    const steps = check("v=spf1 ip4:1.2.3.4 include:i.example -all", "i.example TXT v=spf1 ip4:8.8.8.0/24").trace;
    expect(steps.map(({ depth, term, outcome }) => `${depth} ${term}: ${outcome}`)).toEqual([
      "0 ip4:1.2.3.4: does not match",
      "1 ip4:8.8.8.0/24: matches: pass",
      "0 include:i.example: matches: pass",
    ]);
  });
});

describe("in plain words", () => {
  test("a record", () => {
    const record = recordOf(
      "v=spf1 mx a:h.example/24 ip4:8.8.8.0/24 ?ip6:2a00::1 include:_spf.google.com ~all exp=why.example",
    );
    expect(explainSpf(record, spfCost("d.example", record, noResolver))).toMatchInlineSnapshot(`
      [
        {
          "meaning": "The mail servers of this domain may send (pass); 1 look-up",
          "text": "mx",
        },
        {
          "meaning": "The addresses of h.example, and the networks around them, may send (pass); 1 look-up",
          "text": "a:h.example/24",
        },
        {
          "meaning": "The 256 addresses of 8.8.8.0/24 may send (pass)",
          "text": "ip4:8.8.8.0/24",
        },
        {
          "meaning": "The address 2a00::1 may or may not send (neutral)",
          "text": "?ip6:2a00::1",
        },
        {
          "meaning": "Whoever the record of _spf.google.com (Google Workspace) passes may send (pass); about 1 look-up, as of 2026-01",
          "text": "include:_spf.google.com",
        },
        {
          "meaning": "All other senders should not send (softfail)",
          "text": "~all",
        },
        {
          "meaning": "Refused senders are told the text that stands at why.example",
          "text": "exp=why.example",
        },
        {
          "meaning": "Look-ups: about 3 of at most 10",
          "text": "",
        },
      ]
    `);
  });

  test("a record with errors, and one without an end", () => {
    expect(explainSpf(recordOf("v=spf1 foo -all mx"))).toMatchInlineSnapshot(`
      [
        {
          "meaning": "Not readable: it makes receivers refuse the whole record",
          "text": "foo",
        },
        {
          "meaning": "All other senders must not send (fail)",
          "text": "-all",
        },
        {
          "meaning": "Never looked at: it stands after "-all"",
          "text": "mx",
        },
        {
          "meaning": "The record has errors: receivers treat the domain as having a broken SPF record (permerror)",
          "text": "",
        },
      ]
    `);
    expect(explainSpf(recordOf("v=spf1 a"))).toMatchInlineSnapshot(`
      [
        {
          "meaning": "The addresses of this domain may send (pass)",
          "text": "a",
        },
        {
          "meaning": "Nothing is said about any other sender",
          "text": "",
        },
      ]
    `);
  });

  test("what is under the cursor", () => {
    const text = "v=spf1 exists:%{l2r+-}._spf.%{d} include:mailgun.org redirect=_spf.d.example";
    const record = recordOf(text);
    const at = (part: string) => describeSpfAt(record, text.indexOf(part) + 1)?.summary;
    expect([at("v=spf1"), at("%{l"), at("exists"), at("include"), at("redirect")]).toMatchInlineSnapshot(`
      [
        "An SPF record: which hosts may send mail for this domain",
        "The local part of the sender's address, split at "+" or "-", its parts in reverse order, the last 2 parts only",
        "Senders for whom %{l2r+-}._spf.%{d} has an address may send (pass). Senders for which a name, made by macros, has an address",
        "Whoever the record of mailgun.org (Mailgun) passes may send (pass). Mailgun: Sends mail for applications; about 5 look-ups as of 2026-01",
        "Where no term matched, the record of _spf.d.example decides. The record of another domain decides where no term matched",
      ]
    `);
  });
});

describe("completion", () => {
  const labels = (marked: string): string[] => {
    const index = marked.indexOf("|");
    const text = marked.replace("|", "");
    const { from, to, items } = spfCompletions(plainMapped(text), index);
    return items.map(({ label, insert }) => `${label} -> ${text.slice(0, from)}${insert}${text.slice(to)}`);
  };

  test("offers the version, terms, providers and macros", () => {
    expect(labels("|")).toEqual(["v=spf1 -> v=spf1"]);
    expect(labels("v=spf1 a | -all")).toEqual([
      "include: -> v=spf1 a include: -all",
      "mx -> v=spf1 a mx -all",
      "ip4: -> v=spf1 a ip4: -all",
      "ip6: -> v=spf1 a ip6: -all",
      "exists: -> v=spf1 a exists: -all",
      "redirect= -> v=spf1 a redirect= -all",
      "exp= -> v=spf1 a exp= -all",
      "~all -> v=spf1 a ~all -all",
      "-all -> v=spf1 a -all -all",
      "?all -> v=spf1 a ?all -all",
    ]);
    expect(labels("v=spf1 -a|")).toContain("all -> v=spf1 -all");
    expect(labels("v=spf1 inc|:x.example -all")).toContain("include: -> v=spf1 include:x.example -all");
    expect(labels("v=spf1 include:_s|x -all")).toContain("_spf.google.com -> v=spf1 include:_spf.google.com -all");
    expect(labels("v=spf1 exists:%| -all")).toContain("%{i} -> v=spf1 exists:%{i} -all");
  });

  test("every provider offered is one that the record may name", () => {
    for (const label of labels("v=spf1 include:|")) {
      const text = `v=spf1 include:${label.split(" ")[0] ?? ""} -all`;
      const { value, problems } = parseSpf(plainMapped(text));
      expect([...problems, ...adviseSpf(value)]).toEqual([]);
    }
  });
});
