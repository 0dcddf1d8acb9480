/**
 * An independent implementation, mailauth, beside ours: the openspf suite, and generated SPF and DMARC records. `MAILAUTH_RECORDS`
 * sets how many records are generated.
 */
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { addressOfReverseName, printAddress, readIpv4, readIpv6 } from "../../server/src/dns/address.js";
import type { Name } from "../../server/src/dns/name.js";
import { parseDmarc } from "../../server/src/mail/dmarc.js";
import { domainName, type Answer, type Resolver } from "../../server/src/mail/resolver.js";
import { checkHost, type SpfCheck } from "../../server/src/mail/spfEvaluator.js";
import { isSpf, parseSpf } from "../../server/src/mail/spf.js";
import { plainMapped } from "../../server/src/text/mapped.js";
import { dmarcRecord, nodeAt, pick, seeded, spfRecord, world, type Node } from "./generateMail.js";

const count = Number(process.env["MAILAUTH_RECORDS"] ?? "1000");

type Ask = (name: string, type: string) => Promise<readonly unknown[]>;

interface Request {
  readonly sender: string;
  readonly ip: string;
  readonly helo: string;
}

interface Peer {
  spf(request: Request, resolver: Ask, strict: boolean): Promise<string>;
  /** "ignored", "p=none" for a degraded record, or the policies. */
  dmarc(text: string): Promise<string>;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === "function";

const dnsError = (code: string): Error => Object.assign(new Error(code), { code });

/** The parts of mailauth that need no network; undefined, with a printed reason, where it is not installed. */
function loadPeer(): Peer | undefined {
  const load = createRequire(import.meta.url);
  let spf: unknown;
  let dmarc: unknown;
  try {
    spf = load("mailauth/lib/spf");
    dmarc = load("mailauth/lib/dmarc/get-dmarc-record");
  } catch {
    console.log("skipped: mailauth is not installed");
    return undefined;
  }
  const check = isObject(spf) ? spf["spf"] : undefined;
  if (!isFunction(check) || !isFunction(dmarc)) throw new TypeError("mailauth has another shape");
  const policyTags: unknown = Reflect.get(dmarc, "getPolicyTags");
  if (!isFunction(policyTags)) throw new TypeError("mailauth has another shape");
  return {
    async spf(request, resolver, strict) {
      const result = await check({ ...request, mta: "mx.example.org", resolver, strict });
      const status = isObject(result) ? result["status"] : undefined;
      return isObject(status) ? String(status["result"]) : "no result";
    },
    async dmarc(text) {
      const ask: Ask = async (name) => {
        if (name !== "_dmarc.example.com") throw dnsError("ENOTFOUND");
        return [[text]];
      };
      const record = await dmarc("example.com", ask, { strict: true });
      const policy = isObject(record) ? policyTags(record) : null;
      if (!isObject(record) || !isObject(policy)) return "ignored";
      if (!("sp" in policy)) return "p=none";
      const psd = record["psd"] === "y" || record["psd"] === "n" ? record["psd"] : "u";
      return shownPolicy(policy["p"], policy["sp"], policy["np"], record["t"] === "y" ? "y" : "n", psd);
    },
  };
}

const shownPolicy = (...parts: readonly unknown[]): string =>
  parts.map((part) => (typeof part === "string" ? part : "-")).join(" ");

const peer = loadPeer();

/** The records of each type at a name; "silent" does not answer. */
type Data = (name: string) => Node | "silent" | undefined;

function peerResolver(data: Data): Ask {
  return async (name, type) => {
    const node = data(name);
    if (node === undefined) throw dnsError("ENOTFOUND");
    if (node === "silent") throw dnsError("ETIMEOUT");
    const found =
      type === "TXT"
        ? node.TXT?.map((text) => [text])
        : type === "MX"
          ? node.MX?.map(([priority, exchange]) => ({ priority, exchange }))
          : type === "A"
            ? node.A
            : type === "AAAA"
              ? node.AAAA
              : node.PTR;
    if (found === undefined || found.length === 0) throw dnsError("ENODATA");
    return found;
  };
}

const address = (text: string): readonly number[] => readIpv4(text) ?? readIpv6(text) ?? [];

function ourResolver(data: Data, reverseNames: readonly string[]): Resolver {
  const ask = <F, T>(
    name: string,
    of: (node: Node) => readonly F[] | undefined,
    read: (from: F) => T | undefined,
  ): Answer<T> => {
    const node = data(name);
    if (node === undefined) return { kind: "no such domain" };
    if (node === "silent") return { kind: "error" };
    const records = (of(node) ?? []).map(read).filter((one) => one !== undefined);
    return records.length === 0 ? { kind: "no data" } : { kind: "found", records };
  };
  const nameOf = (text: string): Name | undefined => (text === "." ? { text: ".", key: "." } : domainName(text));
  return {
    txt: ({ text }) =>
      ask(
        text,
        ({ TXT }) => TXT,
        (one) => one,
      ),
    addresses: ({ text }, family) => ask(text, ({ A, AAAA }) => (family === 4 ? A : AAAA), address),
    mx: ({ text }) =>
      ask(
        text,
        ({ MX }) => MX,
        ([, exchange]) => nameOf(exchange),
      ),
    ptr: (octets) => {
      const name = reverseNames.find((one) => {
        const owner = addressOfReverseName(`${one}.`);
        return owner !== undefined && printAddress(owner) === printAddress(octets);
      });
      return name === undefined ? { kind: "no such domain" } : ask(name, ({ PTR }) => PTR, nameOf);
    },
  };
}

/** Which of the two is right where they differ, and by what. */
const lenience: Readonly<Record<string, string>> = {
  "a syntax error that mailauth lets pass": "ours: RFC 7208 section 4.6, any syntax error is a permerror",
  "look-ups that find nothing":
    "ours: section 4.6.4 counts the query for the sender's family alone; mailauth asks for both",
  "text after v=spf1 that is no space": "ours: section 4.5, such a record is no SPF record",
  "a domain that mailauth does not ask for": "ours: section 7.1 lets such labels stand; mailauth answers permerror",
};

function classOf(text: string, ours: SpfCheck, theirs: string): string {
  const { result, decidedBy } = ours;
  if (result === "none" && !isSpf(text)) return "text after v=spf1 that is no space";
  if (result === "permerror" && theirs !== "permerror") {
    if (isSpf(text) && parseSpf(plainMapped(text)).problems.length > 0) return "a syntax error that mailauth lets pass";
    if (decidedBy.outcome.includes("without an answer")) return "look-ups that find nothing";
  }
  if (theirs === "permerror" && isSpf(text) && parseSpf(plainMapped(text)).problems.length === 0)
    return "a domain that mailauth does not ask for";
  return "unexplained";
}

const reverseNames = [...world.keys()].filter((name) => name.endsWith(".arpa"));

describe.skipIf(peer === undefined)(`${count} generated SPF records`, () => {
  test(
    "have the same result by mailauth's strict mode, and by its own but for what is explained",
    { timeout: 600_000 },
    async () => {
      if (peer === undefined) return;
      const random = seeded(20_261_124);
      const classes = new Map<string, number>();
      const results = new Map<string, number>();
      const strict: string[] = [];
      const unexplained: string[] = [];
      for (let i = 0; i < count; i++) {
        const text = spfRecord(random);
        const ip = pick(random, ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "2001:db9::1"]);
        const sender = pick(random, ["user@example.com", "a+b@example.com", ""]);
        const request = { ip, sender, helo: "example.com" };
        const data: Data = (name) => nodeAt(name, text);
        const ours = checkHost({ ...request, ip: address(ip) }, ourResolver(data, reverseNames));
        results.set(ours.result, (results.get(ours.result) ?? 0) + 1);
        const exact = await peer.spf(request, peerResolver(data), true);
        if (exact !== ours.result) strict.push(`${JSON.stringify(text)} ${ip}: ${ours.result}, mailauth ${exact}`);
        const lax = await peer.spf(request, peerResolver(data), false);
        if (lax === ours.result) continue;
        const kind = classOf(text, ours, lax);
        classes.set(kind, (classes.get(kind) ?? 0) + 1);
        if (kind === "unexplained") unexplained.push(`${JSON.stringify(text)} ${ip}: ${ours.result}, mailauth ${lax}`);
      }
      console.log(`SPF: ${count} records; results ${shownCounts(results)}`);
      console.log(`by mailauth's strict mode: ${count - strict.length} the same, ${strict.length} different`);
      for (const [kind, number] of classes)
        console.log(`by its default mode: ${number} different: ${kind} (${lenience[kind]})`);
      expect(strict).toEqual([]);
      expect(unexplained).toEqual([]);
      expect(
        Math.min(...["pass", "fail", "softfail", "neutral", "permerror"].map((one) => results.get(one) ?? 0)),
      ).toBeGreaterThan(10);
    },
  );
});

const shownCounts = (counts: ReadonlyMap<string, number>): string =>
  Array.from(counts, ([name, number]) => `${name} ${number}`).join(", ");

function ourPolicy(text: string): string {
  const { effect, p, sp, np, t, psd } = parseDmarc(plainMapped(text)).value;
  return effect === "ignored" ? "ignored" : effect === "degraded" ? "p=none" : shownPolicy(p, sp, np, t, psd);
}

const dmarcClasses: Readonly<Record<string, string>> = {
  "a space before the version": "ours: RFC 9989 section 4.7, the version is first; mailauth trims the text",
  "a tag in upper case":
    "either: names are ABNF literals (RFC 5234), but case-sensitive as in RFC 6376 section 3.2; we hint at it",
  "a word that is a tag's name, without equals sign":
    "ours: RFC 9989 section 4.8, it has no effect; mailauth takes it for the tag, without value",
  "a no-break space": "ours: RFC 5234 knows the space and the tab alone; mailauth trims it too",
  "a URI that is none": "ours: RFC 3986 has no such host, port or escape; mailauth looks at the characters alone",
};

function dmarcClassOf(text: string): string {
  if (/^\s/.test(text)) return "a space before the version";
  if (/(?:^|[;])\s*(?!v\s*=)[a-z]*[A-Z][A-Za-z]*\s*=/i.test(text) && /[;]\s*[a-z]*[A-Z]+[a-z]*\s*=/.test(text))
    return "a tag in upper case";
  if (text.includes("\u00a0")) return "a no-break space";
  if (/;\s*(?:[sn]?p|rua|psd|t)\s*(?:;|$)/i.test(text)) return "a word that is a tag's name, without equals sign";
  if (parseDmarc(plainMapped(text)).problems.some(({ rule }) => rule === "dmarc/bad-uri")) return "a URI that is none";
  return "unexplained";
}

describe.skipIf(peer === undefined)(`${count} generated DMARC records`, () => {
  test("have the same policy as by mailauth, but for what is explained", { timeout: 600_000 }, async () => {
    if (peer === undefined) return;
    const random = seeded(9989);
    const classes = new Map<string, number>();
    const effects = new Map<string, number>();
    const unexplained: string[] = [];
    for (let i = 0; i < count; i++) {
      const text = dmarcRecord(random);
      const ours = ourPolicy(text);
      const effect = ours === "ignored" || ours === "p=none" ? ours : "as written";
      effects.set(effect, (effects.get(effect) ?? 0) + 1);
      const theirs = await peer.dmarc(text);
      if (ours === theirs) continue;
      const kind = dmarcClassOf(text);
      classes.set(kind, (classes.get(kind) ?? 0) + 1);
      if (kind === "unexplained") unexplained.push(`${JSON.stringify(text)}: ${ours}, mailauth ${theirs}`);
    }
    console.log(`DMARC: ${count} records; effects ${shownCounts(effects)}`);
    for (const [kind, number] of classes) console.log(`${number} different: ${kind} (${dmarcClasses[kind]})`);
    expect(unexplained).toEqual([]);
    expect(Math.min(...["ignored", "p=none", "as written"].map((one) => effects.get(one) ?? 0))).toBeGreaterThan(10);
  });
});

const suite = new URL("../../../shared/suites/openspf-rfc7208/rfc7208-tests.yml", import.meta.url);

/** Cases that mailauth's default mode answers otherwise than the suite allows. */
const laxOnSuite = [
  "bare-ip6",
  "exp-only-macro-char",
  "exp-syntax-error",
  "exp-twice",
  "hello-domain-literal",
  "invalid-hello-macro",
  "require-valid-helo",
];

type Entries = readonly (readonly [type: string, value: unknown])[];

function suiteResolver(zonedata: unknown): Ask {
  const zone = new Map<string, Entries>();
  for (const [owner, list] of Object.entries(isObject(zonedata) ? zonedata : {})) {
    const entries = (Array.isArray(list) ? list : []).flatMap((entry: unknown): [string, unknown][] =>
      isObject(entry) ? Object.entries(entry) : [[String(entry), ""]],
    );
    const asText = entries.some(([type]) => type === "TXT") ? "SPF" : "TXT";
    zone.set(
      owner.toLowerCase(),
      entries.map(([type, value]) => [type === "SPF" ? asText : type, value]),
    );
  }
  const ask = async (name: string, type: string, chain: number): Promise<readonly unknown[]> => {
    const entries = zone.get(name.toLowerCase().replace(/\.$/, ""));
    if (entries === undefined) throw dnsError("ENOTFOUND");
    const alias: unknown = entries.find(([kind]) => kind === "CNAME")?.[1];
    if (alias !== undefined && chain > 8) throw dnsError("ESERVFAIL");
    if (typeof alias === "string") return ask(alias, type, chain + 1);
    const found = entries.flatMap(([kind, value]) => (kind === type && value !== "NONE" ? [value] : []));
    if (found.length === 0) throw dnsError(entries.some(([kind]) => kind === "TIMEOUT") ? "ETIMEOUT" : "ENODATA");
    if (type === "TXT") return found.map((value) => (Array.isArray(value) ? value.map(String) : [String(value)]));
    if (type !== "MX") return found.map(String);
    return found.map((value: unknown) =>
      Array.isArray(value) ? { priority: Number(value[0]), exchange: String(value[1]) } : value,
    );
  };
  return (name, type) => ask(name, type, 0);
}

describe.skipIf(peer === undefined || !existsSync(suite))("the openspf suite by mailauth", () => {
  test("all 203 in strict mode, 196 by default", async () => {
    if (peer === undefined) return;
    const wrong: Record<"strict" | "lax", string[]> = { strict: [], lax: [] };
    let cases = 0;
    for (const document of parseAllDocuments(readFileSync(suite, "utf8"), { uniqueKeys: false })) {
      const scenario: unknown = document.toJS();
      if (!isObject(scenario)) continue;
      const resolver = suiteResolver(scenario["zonedata"]);
      for (const [name, row] of Object.entries(isObject(scenario["tests"]) ? scenario["tests"] : {})) {
        if (!isObject(row)) continue;
        cases++;
        const allowed = [row["result"]].flat().map(String);
        const request = { sender: String(row["mailfrom"]), ip: String(row["host"]), helo: String(row["helo"]) };
        for (const mode of ["strict", "lax"] as const)
          if (!allowed.includes(await peer.spf(request, resolver, mode === "strict"))) wrong[mode].push(name);
      }
    }
    console.log(
      `openspf: mailauth ${cases - wrong.strict.length} of ${cases} in strict mode, ${cases - wrong.lax.length} by default`,
    );
    expect(cases).toBe(203);
    expect(wrong.strict).toEqual([]);
    expect(wrong.lax.toSorted()).toEqual(laxOnSuite);
  });
});
