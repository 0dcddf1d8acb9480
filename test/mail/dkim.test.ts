/** DKIM keys: problems, sizes, fixes, advice, and the keys and strings of the suites. */
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "../../server/src/mail/base64.js";
import {
  adviseDkim,
  describeDkimAt,
  describeKey,
  dkimCompletions,
  explainDkim,
  parseDkim,
} from "../../server/src/mail/dkim.js";
import { dkimRules } from "../../server/src/mail/dkimTable.js";
import { plainMapped } from "../../server/src/text/mapped.js";
import { faults, fixed, moxVectors, rules, suite } from "./support.js";

const read = (text: string) => parseDkim(plainMapped(text));
const known = new Set(dkimRules.map(({ id }) => id));

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const edwards = generateKeyPairSync("ed25519");
const spki = rsa.publicKey.export({ type: "spki", format: "der" }).toString("base64");
const pkcs1 = rsa.publicKey.export({ type: "pkcs1", format: "der" }).toString("base64");
const pem = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
const wrapped = edwards.publicKey.export({ type: "spki", format: "der" });
const edwards32 = wrapped.subarray(-32).toString("base64");
const privatePkcs8 = rsa.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
const privatePkcs1 = rsa.privateKey.export({ type: "pkcs1", format: "der" }).toString("base64");
const privateEdwards = edwards.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .publicKey.export({ type: "spki", format: "der" })
  .toString("base64");

describe("records", () => {
  test.each([
    ["v=DKIM1; p=KEY", "usable", []],
    ["v=DKIM1; k=rsa; t=s; n=made in May; p=KEY;", "usable", []],
    ["v = DKIM1 ; k = rsa ; p = KEY ; ", "usable", []],
    ["p=KEY", "usable", ["no-version"]],
    ["k=rsa; p=KEY; g=*", "usable", ["granularity", "no-version"]],
    ["v=DKIM1; p=PKCS1", "usable", []],
    ["v=DKIM1; k=ed25519; p=EDWARDS", "usable", []],
    ["v=DKIM1; p=", "revoked", ["revoked-key"]],
    ["v=DKIM1; p=;", "revoked", ["revoked-key"]],
    ["p=KEY; v=DKIM1", "unusable", ["version"]],
    ["v=DKIM2; p=KEY", "unusable", ["version"]],
    ["v=dkim1; p=KEY", "unusable", ["version"]],
    ["v=DKIM1 k=rsa; p=KEY", "unusable", ["version"]],
    ["v=DKIM1, p=KEY", "unusable", ["no-key", "version"]],
    ["V=DKIM1; p=KEY", "usable", ["misspelt-tag", "no-version"]],
    ["v=DKIM1; P=KEY", "usable", ["misspelt-tag"]],
    ["v=DKIM1; p=KEY; p=KEY", "unusable", ["duplicate-tag"]],
    ["v=DKIM1; p=KEY; x=1", "usable", ["unknown-tag"]],
    ["v=DKIM1; p=KEY; x y", "unusable", ["syntax"]],
    ["v=DKIM1;; p=KEY", "usable", ["empty-tag"]],
    ["v=DKIM1; KEY", "unusable", ["no-key", "syntax"]],
    ["v=DKIM1", "unusable", ["no-key"]],
    ["", "unusable", ["no-key"]],
    ["v=DKIM1; k=dsa; p=KEY", "unusable", ["key-type"]],
    ["v=DKIM1; k=RSA; p=KEY", "unusable", ["key-type"]],
    ["v=DKIM1; p=EDWARDS", "unusable", ["key-mismatch"]],
    ["v=DKIM1; k=ed25519; p=KEY", "unusable", ["key-mismatch"]],
    ["v=DKIM1; k=ed25519; p=WRAPPED", "unusable", ["bad-key"]],
    ["v=DKIM1; k=ed25519; p=HbawiMnQXTCopHTkR0jlKQ==", "unusable", ["bad-key"]],
    ["v=DKIM1; p=ELLIPTIC", "unusable", ["bad-key"]],
    ["v=DKIM1; p=PRIVATE8", "unusable", ["private-key"]],
    ["v=DKIM1; p=PRIVATE1", "unusable", ["private-key"]],
    ["v=DKIM1; k=ed25519; p=PRIVATE25519", "unusable", ["private-key"]],
    ["v=DKIM1; p=-----BEGIN PUBLIC KEY-----KEY-----END PUBLIC KEY-----", "unusable", ["armored-key"]],
    ["v=DKIM1; p=-----BEGIN PRIVATE KEY-----PRIVATE8-----END PRIVATE KEY-----", "unusable", ["private-key"]],
    ["v=DKIM1; p=SHORTENED", "unusable", ["truncated-key"]],
    ["v=DKIM1; p=not*base64!", "unusable", ["bad-base64"]],
    ["v=DKIM1; p=TODO", "unusable", ["bad-key"]],
    ["v=DKIM1; h=sha256; p=KEY", "usable", []],
    ["v=DKIM1; h=sha1; p=KEY", "usable", ["sha1-only"]],
    ["v=DKIM1; h=sha1:sha256; p=KEY", "usable", ["sha1"]],
    ["v=DKIM1; h=sha256:md5; p=KEY", "usable", ["unknown-hash"]],
    ["v=DKIM1; s=email; p=KEY", "usable", []],
    ["v=DKIM1; s=*; p=KEY", "usable", []],
    ["v=DKIM1; s=tlsrpt; p=KEY", "usable", ["not-for-mail"]],
    ["v=DKIM1; s=web; p=KEY", "usable", ["not-for-mail"]],
    ["v=DKIM1; t=y; p=KEY", "usable", ["testing"]],
    ["v=DKIM1; t=y:s; p=KEY", "usable", ["testing"]],
    ["v=DKIM1; t=z; p=KEY", "usable", ["unknown-flag"]],
    ["selector1-example-com._domainkey.example.onmicrosoft.com", "unusable", ["host-name"]],
    ["dkim.mcsv.net.", "unusable", ["host-name"]],
  ])("%s", (template, state, expected) => {
    const text = template
      .replace("SHORTENED", spki.slice(0, 250))
      .replaceAll("PRIVATE25519", privateEdwards)
      .replace("PRIVATE8", privatePkcs8)
      .replace("PRIVATE1", privatePkcs1)
      .replace("PKCS1", pkcs1)
      .replace("EDWARDS", edwards32)
      .replace("WRAPPED", wrapped.toString("base64"))
      .replace("ELLIPTIC", elliptic)
      .replace(/\bKEY\b(?!-|--)|(?<=-)KEY(?=-----END PUB)/g, (word, at: number, all: string) =>
        /(?:PUBLIC|PRIVATE) $/.test(all.slice(0, at)) ? word : spki,
      );
    const { value, problems } = read(text);
    const all = [...problems, ...adviseDkim(value)];
    expect({ state: value.state, rules: rules(all) }).toEqual({ state, rules: expected.map((slug) => `dkim/${slug}`) });
    expect(faults(text, all, known)).toEqual([]);
  });
});

test("sizes", () => {
  expect(describeKey(read(`p=${spki}`).value)).toBe("RSA, 2048 bits");
  expect(describeKey(read(`p=${pkcs1}`).value)).toBe("RSA, 2048 bits");
  expect(describeKey(read(`k=ed25519; p=${edwards32}`).value)).toBe("Ed25519, 256 bits");
  const { key } = read(`p=${pkcs1}`).value;
  expect(key?.kind === "rsa" && key.exponent).toBe(65537n);
});

test("fixes", () => {
  const first = (text: string) => fixed(text, read(text).problems)[0];
  expect(first(`v=DKIM1 k=rsa; p=${spki}`)).toBe(`v=DKIM1; k=rsa; p=${spki}`);
  expect(first(`p=${spki}; v=DKIM1`)).toBe(`v=DKIM1; p=${spki}`);
  expect(first(`v=DKIM1; p=${edwards32}`)).toBe(`v=DKIM1; k=ed25519; p=${edwards32}`);
  expect(first(`v=DKIM1; k=ed25519; p=${wrapped.toString("base64")}`)).toBe(`v=DKIM1; k=ed25519; p=${edwards32}`);
  expect(first(`v=DKIM1; p:${spki}`)).toBe(`v=DKIM1; p=${spki}`);
  expect(first(`v=DKIM1; ${spki}`)).toBe(`v=DKIM1; p=${spki}`);
  const armored = `v=DKIM1; p=${pem.trim()}`;
  expect(read(first(armored) ?? "").value.state).toBe("usable");
});

test("every cut of a key is an error, none is a key of another size", () => {
  const kinds = new Set<string>();
  for (let length = 40; length < spki.length; length += 4)
    kinds.add(read(`v=DKIM1; p=${spki.slice(0, length)}`).value.state);
  expect([...kinds]).toEqual(["unusable"]);
});

test("base64 goes both ways", () => {
  for (let length = 0; length < 70; length++) {
    const octets = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    const text = Buffer.from(octets).toString("base64");
    expect(encodeBase64(octets)).toBe(text);
    expect(decodeBase64(text)).toEqual({ octets, fault: undefined });
  }
});

test("words and completions", () => {
  const { value } = read(`v=DKIM1; t=y; p=${spki}`);
  expect(explainDkim(value).map(({ meaning }) => meaning)).toEqual([
    "This is a DKIM key",
    "Testing: verifiers treat mail signed with it as unsigned",
    "RSA, 2048 bits",
    "Verifiers treat mail signed with this key as unsigned, for the domain is testing",
  ]);
  expect(describeDkimAt(value, 16)?.summary).toBe(
    "The public key in base64; empty says that the key was revoked. RSA, 2048 bits",
  );
  const labels = (text: string) => dkimCompletions(plainMapped(text), text.length).items.map(({ label }) => label);
  expect(labels("v=DKIM1; ")).toEqual(["k", "p", "h", "s", "t", "n"]);
  expect(labels("v=DKIM1; k=")).toEqual(["rsa", "ed25519"]);
});

type Zones = Readonly<Record<string, Readonly<Record<string, readonly (readonly [string, string])[]>>>>;
const isZones = (value: unknown): value is Zones => typeof value === "object" && value !== null;
const zones = suite("mail-auth-dkim2-keys/dns.json", isZones);

describe.skipIf(zones === undefined)("the keys of mail-auth", () => {
  test("all 38 have the size that their selector says, and the advice that their size calls for", () => {
    const wrong: string[] = [];
    let count = 0;
    for (const [domain, selectors] of Object.entries(zones ?? {}))
      for (const [selector, records] of Object.entries(selectors))
        for (const [, text] of records) {
          count++;
          const { value, problems } = read(text);
          const size = /rsa([0-9]+)/.exec(selector)?.[1] ?? "2048";
          const bits = Number(size);
          const expected = selector.startsWith("ed25519") ? "Ed25519, 256 bits" : `RSA, ${size} bits`;
          const advice =
            expected.startsWith("Ed") || (bits >= 2048 && bits <= 4096)
              ? ""
              : bits < 1024
                ? "dkim/short-key"
                : bits < 2048
                  ? "dkim/weak-key"
                  : "dkim/long-key";
          const found = `${describeKey(value)} ${rules([...problems, ...adviseDkim(value)]).join()}`;
          if (found !== `${expected} ${advice}`) wrong.push(`${selector}.${domain}: ${found}`);
        }
    expect(wrong).toEqual([]);
    expect(count).toBe(38);
  });
});

/** Where we say otherwise than mox, and why. */
const regraded: readonly (readonly [input: string, valid: boolean, why: string])[] = [
  ["v=DKIM1; p=; ", true, "white space after the last semicolon harms no verifier"],
];

const vectors = moxVectors("dkim-key");

describe.skipIf(vectors.length === 0)("mox vectors", () => {
  test("all but those above are graded alike", () => {
    const changed = new Map(regraded.map(([input, valid]) => [input, valid]));
    const wrong = vectors.filter(
      ({ input, valid }) => (read(input).value.state !== "unusable") !== (changed.get(input) ?? valid),
    );
    expect(wrong.map(({ input }) => input)).toEqual([]);
    expect(vectors.length).toBe(12);
  });
});
