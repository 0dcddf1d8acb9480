/** The test suite of openspf.org for RFC 7208: what the text alone decides, and every case through the evaluator. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { readIpv4, readIpv6, addressOfReverseName, printAddress } from "../../server/src/dns/address.js";
import type { Name } from "../../server/src/dns/name.js";
import { domainName, type Answer, type Resolver } from "../../server/src/mail/resolver.js";
import { isSpf, parseSpf } from "../../server/src/mail/spf.js";
import { checkHost } from "../../server/src/mail/spfEvaluator.js";
import { plainMapped } from "../../server/src/text/mapped.js";
import { moxVectors, suite } from "./support.js";

const folder = new URL("../../../shared/suites/openspf-rfc7208/", import.meta.url);
const here = existsSync(folder);
if (!here) console.log("skipped: the openspf suite is not here");

interface Classified {
  readonly test: string;
  readonly records: readonly string[];
  readonly kind: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function classified(): readonly Classified[] {
  const read: unknown = JSON.parse(readFileSync(new URL("rfc7208-classified.json", folder), "utf8"));
  const list: readonly unknown[] = Array.isArray(read) ? read : [];
  return list.flatMap((row) => {
    if (!isObject(row) || !Array.isArray(row["records"])) return [];
    return [{ test: String(row["test"]), kind: String(row["kind"]), records: row["records"].map(String) }];
  });
}

const addressOf = (text: string): number[] => readIpv4(text) ?? readIpv6(text) ?? [];

type Records = readonly (readonly [type: string, value: unknown])[];

/** The zone data of a scenario, by the key of the name. */
function zoneData(data: unknown): ReadonlyMap<string, Records> {
  const zone = new Map<string, Records>();
  for (const [owner, list] of Object.entries(isObject(data) ? data : {})) {
    const entries: unknown[] = Array.isArray(list) ? list : [];
    const records = entries.flatMap((entry): [string, unknown][] =>
      isObject(entry) ? Object.entries(entry) : [[String(entry), ""]],
    );
    const name = domainName(owner);
    // A scenario without TXT records at a name means its SPF records to be TXT ones.
    const asText = records.some(([type]) => type === "TXT") ? "SPF" : "TXT";
    if (name !== undefined)
      zone.set(
        name.key,
        records.map(([type, value]) => [type === "SPF" ? asText : type, value]),
      );
  }
  return zone;
}

function zoneResolver(zone: ReadonlyMap<string, Records>): Resolver {
  const ask = <T>(name: Name, type: string, read: (value: unknown) => T | undefined, chain = 0): Answer<T> => {
    const records = zone.get(name.key);
    if (records === undefined) return { kind: "no such domain" };
    const alias = records.find(([kind]) => kind === "CNAME")?.[1];
    if (alias !== undefined) {
      const target = typeof alias === "string" ? domainName(alias) : undefined;
      return target === undefined || chain > 8 ? { kind: "error" } : ask(target, type, read, chain + 1);
    }
    const found = records.flatMap(([kind, value]) => {
      const converted = kind === type && value !== "NONE" ? read(value) : undefined;
      return converted === undefined ? [] : [converted];
    });
    if (found.length > 0) return { kind: "found", records: found };
    return { kind: records.some(([kind]) => kind === "TIMEOUT") ? "error" : "no data" };
  };
  const joined = (value: unknown): string => (Array.isArray(value) ? value.map(String).join("") : String(value));
  const nameOf = (value: unknown): Name | undefined => domainName(String(value));
  return {
    txt: (name) => ask(name, "TXT", joined),
    addresses: (name, family) => ask(name, family === 4 ? "A" : "AAAA", (value) => addressOf(String(value))),
    mx: (name) => ask(name, "MX", (value) => nameOf(Array.isArray(value) ? value[1] : undefined)),
    ptr: (address) => {
      for (const key of zone.keys()) {
        const owner = addressOfReverseName(key);
        if (owner !== undefined && printAddress(owner) === printAddress(address))
          return ask({ text: key, key }, "PTR", nameOf);
      }
      return { kind: "no such domain" };
    },
  };
}

describe.skipIf(!here)("the openspf suite for RFC 7208", () => {
  test("text alone proves 63 records invalid, and no other", () => {
    const cases = here ? classified() : [];
    const refused = (row: Classified) =>
      row.records.filter(isSpf).some((text) => parseSpf(plainMapped(text)).problems.length > 0);
    const wanted = cases.filter(({ kind }) => kind === "static-syntax-permerror");
    expect(wanted.length).toBe(63);
    expect(wanted.filter((row) => !refused(row)).map(({ test: name }) => name)).toEqual([]);
    expect(cases.filter((row) => !wanted.includes(row) && refused(row)).map(({ test: name }) => name)).toEqual([]);
  });

  test("every case gives a result that the suite allows, with its explanation", () => {
    const documents = here
      ? parseAllDocuments(readFileSync(new URL("rfc7208-tests.yml", folder), "utf8"), { uniqueKeys: false })
      : [];
    const wrong: string[] = [];
    let count = 0;
    for (const document of documents) {
      const scenario: unknown = document.toJS();
      if (!isObject(scenario)) continue;
      const resolver = zoneResolver(zoneData(scenario["zonedata"]));
      for (const [name, row] of Object.entries(isObject(scenario["tests"]) ? scenario["tests"] : {})) {
        if (!isObject(row)) continue;
        count++;
        const request = {
          ip: addressOf(String(row["host"])),
          sender: String(row["mailfrom"]),
          helo: String(row["helo"]),
        };
        const { result, explanation } = checkHost(request, resolver);
        const allowed = [row["result"]].flat().map(String);
        if (!allowed.includes(result)) wrong.push(`${name}: ${result}, not ${allowed.join(" or ")}`);
        const wanted = typeof row["explanation"] === "string" ? row["explanation"] : undefined;
        if (wanted === undefined || wanted === "DEFAULT" || result !== "fail") {
          if (wanted === "DEFAULT" && explanation !== undefined) wrong.push(`${name}: explains "${explanation}"`);
        } else if (explanation?.toLowerCase() !== wanted.toLowerCase())
          wrong.push(`${name}: explains "${explanation ?? ""}", not "${wanted}"`);
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBe(203);
  });
});

describe("the records of mox", () => {
  // mox takes a single label for a domain; RFC 7208 section 7.1 does not, and the openspf suite says so ("a-only-toplabel").
  const vectors = moxVectors("spf").filter(({ input }) => !input.includes(" a:x "));
  test.skipIf(vectors.length === 0)("are accepted and refused alike", () => {
    const accepted = (text: string): boolean => isSpf(text) && parseSpf(plainMapped(text)).problems.length === 0;
    expect(vectors.filter(({ input, valid }) => accepted(input) !== valid)).toEqual([]);
    expect(vectors.length).toBe(26);
  });
});

const isTests = (value: unknown): value is Readonly<Record<string, readonly unknown[]>> =>
  isObject(value) && Array.isArray(value["spf"]);

describe("the records of checkdmarc", () => {
  const rows = (suite("checkdmarc-vectors/vectors.json", isTests)?.["spf"] ?? []).filter(isObject);
  test.skipIf(rows.length === 0)("that it takes for syntax errors are errors", () => {
    const refused = rows.filter((row) => Array.isArray(row["raises"]) && row["raises"].includes("SPFSyntaxError"));
    const records = refused.flatMap((row) => (Array.isArray(row["records"]) ? row["records"].map(String) : []));
    const unquoted = records.map((text) => text.replace(/^"|"$/g, ""));
    expect(unquoted.filter((text) => parseSpf(plainMapped(text)).problems.length === 0)).toEqual([]);
    expect(unquoted.length).toBeGreaterThan(15);
  });
});
