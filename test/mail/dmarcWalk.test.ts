/** The tree walk of DMARC (RFC 9989 section 4.10): which domains are asked, and which is the organization's. */
import { describe, expect, test } from "vitest";
import { organizationalDomain, treeWalk } from "../../server/src/mail/dmarcWalk.js";

type Psd = "y" | "n" | "u";

/** The domains that are asked, and the organizational domain, where records stand as said. */
function walk(domain: string, records: Readonly<Record<string, Psd>>): { asked: string[]; organization: string } {
  const asked: string[] = [];
  const found = treeWalk(domain, (name) => {
    asked.push(name);
    const psd = records[name];
    return psd === undefined ? undefined : { psd };
  });
  return { asked, organization: organizationalDomain(domain, found) };
}

const labels = (count: number): string => Array.from({ length: count }, (_, i) => `l${count - i}`).join(".");

describe("section 4.10: the walk", () => {
  test("goes up label by label to the top", () => {
    expect(walk("a.b.example.com", {}).asked).toEqual(["a.b.example.com", "b.example.com", "example.com", "com"]);
  });
  test("asks at most eight times: of a long name itself, then of seven labels and less", () => {
    const { asked } = walk(labels(12), {});
    expect(asked.map((name) => name.split(".").length)).toEqual([12, 7, 6, 5, 4, 3, 2, 1]);
  });
  test("of eight labels skips none, of nine the one with eight", () => {
    expect(walk(labels(8), {}).asked.map((name) => name.split(".").length)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(walk(labels(9), {}).asked.map((name) => name.split(".").length)).toEqual([9, 7, 6, 5, 4, 3, 2, 1]);
  });
  test.each(["y", "n"] as const)("stops at psd=%s", (psd) => {
    expect(walk("a.b.example.com", { "b.example.com": psd }).asked).toEqual(["a.b.example.com", "b.example.com"]);
  });
});

describe("section 4.10.2: the organizational domain", () => {
  test.each<[domain: string, records: Record<string, Psd>, organization: string]>([
    ["a.example.com", {}, "a.example.com"],
    ["a.example.com", { "example.com": "u" }, "example.com"],
    ["a.b.example.com", { "a.b.example.com": "u", "b.example.com": "u", "example.com": "u" }, "example.com"],
    ["a.b.example.com", { "b.example.com": "n", "example.com": "u" }, "b.example.com"],
    ["a.b.example.com", { com: "y" }, "example.com"],
    ["a.b.example.com", { "b.example.com": "u", com: "y" }, "example.com"],
    ["example.com", { com: "y" }, "example.com"],
    // A suffix that sends mail itself is its own organization.
    ["com", { com: "y" }, "com"],
    ["a.example.com", { "a.example.com": "n", "example.com": "u" }, "a.example.com"],
  ])("of %s with %j", (domain, records, organization) => {
    expect(walk(domain, records).organization).toBe(organization);
  });
});
