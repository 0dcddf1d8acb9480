/** DKIM key records (RFC 6376 section 3.6.1): text in, tags with positions out, and what the key in them is. */
import type { Fix } from "../text/edit.js";
import type { Mapped } from "../text/mapped.js";
import { nearest } from "../text/nearest.js";
import { shown, type Problem } from "../text/problem.js";
import { decodeBase64, encodeBase64, type Base64Fault } from "./base64.js";
import { dkimTable } from "./dkimTable.js";
import {
  problemAt,
  withFirst,
  reviewFix,
  safeFix,
  type Completions,
  type Description,
  type Explained,
  type Parsed,
  type Range,
} from "./mailRecord.js";
import { isDomain } from "./mailUri.js";
import { readPublicKey, type PublicKey } from "./publicKey.js";
import { readTagList, repeatedTags, splitRange, withoutTag, type Tag, type TagList } from "./tagList.js";
import { describeTagAt, explainTags, tagCompletions } from "./tagTable.js";

export interface DkimRecord {
  readonly mapped: Mapped;
  readonly list: TagList;
  /** "usable": verifiers take the key, as far as its text tells. "revoked": p is empty. "unusable": every signature fails. */
  readonly state: "usable" | "revoked" | "unusable";
  /** As written; "rsa" where there is no k. */
  readonly keyType: string;
  /** Undefined where p is absent, empty or no base64. */
  readonly key: PublicKey | undefined;
  /** Undefined where every hash is allowed. */
  readonly hashes: readonly string[] | undefined;
  readonly services: readonly string[];
  readonly flags: readonly string[];
}

const dkimTag = (record: DkimRecord, name: string): Tag | undefined => tagNamed(record.list, name);

const tagNamed = (list: TagList, name: string): Tag | undefined => list.named.get(name);

interface Reading {
  readonly mapped: Mapped;
  readonly list: TagList;
  readonly problems: Problem[];
}

/** The rules whose breach makes verifiers ignore the key. */
const fatal = new Set(
  [
    "version",
    "duplicate-tag",
    "syntax",
    "no-key",
    "bad-base64",
    "truncated-key",
    "bad-key",
    "private-key",
    "armored-key",
    "key-type",
    "key-mismatch",
    "host-name",
  ].map((slug) => `dkim/${slug}`),
);

export function parseDkim(mapped: Mapped): Parsed<DkimRecord> {
  const list = readTagList(mapped.text);
  const problems: Problem[] = [];
  const reading = { mapped, list, problems };
  const [only] = list.tags;
  if (
    only !== undefined &&
    list.tags.length === 1 &&
    only.equals === undefined &&
    only.name.includes(".") &&
    isDomain(only.name)
  ) {
    problems.push(
      problemAt(mapped, "dkim/host-name", only, `${shown(only.name)} is a host, no key: it belongs in a CNAME record`),
    );
    return { value: recordOf(mapped, list, undefined, "unusable"), problems };
  }
  checkVersion(reading);
  checkRepeats(reading);
  for (const tag of list.tags) checkTag(reading, tag);
  for (const at of list.empty) {
    const fix = safeFix(mapped, "Remove the semicolon", { ...at, text: "" });
    problems.push(problemAt(mapped, "dkim/empty-tag", at, "A tag is missing between two semicolons", fix));
  }
  const key = checkKey(reading);
  const broken = problems.some(({ rule }) => fatal.has(rule));
  const revoked = tagNamed(list, "p")?.value === "";
  return { value: recordOf(mapped, list, key, broken ? "unusable" : revoked ? "revoked" : "usable"), problems };
}

function recordOf(mapped: Mapped, list: TagList, key: PublicKey | undefined, state: DkimRecord["state"]): DkimRecord {
  const parts = (name: string): string[] | undefined => {
    const tag = tagNamed(list, name);
    return (
      tag &&
      splitRange(mapped.text, tag.valueStart, tag.valueEnd, ":").map(({ start, end }) =>
        mapped.text.slice(start, end).toLowerCase(),
      )
    );
  };
  return {
    mapped,
    list,
    state,
    keyType: tagNamed(list, "k")?.value ?? "rsa",
    key,
    hashes: parts("h"),
    services: parts("s") ?? ["*"],
    flags: parts("t") ?? [],
  };
}

/** "This tag … MUST be the first tag in the record … Records beginning with a "v=" tag with any other value MUST be discarded." */
function checkVersion({ mapped, list, problems }: Reading): void {
  const version = tagNamed(list, "v");
  const first = list.tags[0];
  if (version === undefined || first === undefined) return;
  if (version !== first) {
    const fix = reviewFix(mapped, "Move v to the front", withoutTag(list, version), {
      start: first.start,
      end: first.start,
      text: "v=DKIM1; ",
    });
    problems.push(
      problemAt(mapped, "dkim/version", version, "v is not the first tag, so verifiers ignore the key", fix),
    );
  }
  if (version.value === "DKIM1") return;
  const glued = /^DKIM1[\s,:]+/i.exec(version.value);
  const change =
    glued === null
      ? { start: version.start, end: version.end, text: "v=DKIM1" }
      : { start: version.start, end: version.valueStart + glued[0].length, text: "v=DKIM1; " };
  const written = shown(version.value, 20);
  const message =
    glued === null
      ? `"${written}" is not DKIM1, so verifiers ignore the key`
      : "A semicolon is missing after v=DKIM1, so verifiers ignore the key";
  problems.push(
    problemAt(mapped, "dkim/version", valueRange(version), message, reviewFix(mapped, "Write v=DKIM1", change)),
  );
}

/** "Tags with duplicate names MUST NOT occur within a single tag-list; if a tag name does occur more than once, the entire tag-list is invalid." */
function checkRepeats({ mapped, list, problems }: Reading): void {
  for (const { tag, first } of repeatedTags(list, (name) => name)) {
    if (tag.equals === undefined) continue;
    const fix = reviewFix(mapped, `Remove the second ${shown(tag.name, 12)}`, withoutTag(list, tag));
    const problem = problemAt(
      mapped,
      "dkim/duplicate-tag",
      tag,
      `${shown(tag.name, 12)} stands twice, so verifiers ignore the key`,
      fix,
    );
    problems.push(withFirst(problem, mapped, first));
  }
}

const known = dkimTable.rows.map((row) => row.name);

const valueRange = (tag: Tag): Range =>
  tag.value === "" ? { start: tag.start, end: tag.end } : { start: tag.valueStart, end: tag.valueEnd };

function checkTag(reading: Reading, tag: Tag): void {
  const { mapped, list, problems } = reading;
  const at = { start: tag.start, end: tag.nameEnd };
  if (tag.equals === undefined || !/^[A-Za-z][A-Za-z0-9_]*$/.test(tag.name)) return checkBadTag(reading, tag);
  if (tag.name === "k") return checkKeyType(reading, tag);
  if (known.includes(tag.name)) return;
  const lower = tag.name.toLowerCase();
  const meant = tag.name === lower || !known.includes(lower) ? undefined : lower;
  if (meant !== undefined && tagNamed(list, meant) === undefined) {
    const fix = reviewFix(mapped, `Write ${meant}`, { ...at, text: meant });
    problems.push(
      problemAt(mapped, "dkim/misspelt-tag", at, `Tags are in lower case: "${tag.name}" has no effect`, fix),
    );
  } else {
    const fix = safeFix(mapped, `Remove ${shown(tag.name, 12)}`, withoutTag(list, tag));
    problems.push(
      problemAt(
        mapped,
        "dkim/unknown-tag",
        at,
        `DKIM keys have no tag "${shown(tag.name, 24)}": verifiers pass over it`,
        fix,
      ),
    );
  }
}

function checkBadTag({ mapped, list, problems }: Reading, tag: Tag): void {
  const parts = /^([vkhpstng])\s*[:\s]\s*/.exec(tag.name);
  const fixes: Fix[] = [];
  const bare = /^[A-Za-z0-9+/=\s]{40,}$/.test(mapped.text.slice(tag.start, tag.end));
  const before = list.tags[tag.index - 1];
  if (bare && tagNamed(list, "p") === undefined)
    fixes.push(reviewFix(mapped, "Write p= before it", { start: tag.start, end: tag.start, text: "p=" }));
  else if (bare && before?.name === "p")
    fixes.push(reviewFix(mapped, "Remove the semicolon", { start: before.end, end: tag.start, text: "" }));
  else if (parts !== null) {
    const change = { start: tag.start + 1, end: tag.start + parts[0].length, text: "=" };
    fixes.push(reviewFix(mapped, `Write ${parts[1] ?? ""}=`, change));
  } else if (!/^-----(?:BEGIN|END)/.test(tag.name)) fixes.push(reviewFix(mapped, "Remove it", withoutTag(list, tag)));
  const name = shown(mapped.text.slice(tag.start, tag.end), 30);
  problems.push(
    problemAt(mapped, "dkim/syntax", tag, `"${name}" is not tag=value, so verifiers may ignore the key`, ...fixes),
  );
}

function checkKeyType({ mapped, problems }: Reading, tag: Tag): void {
  if (tag.value === "rsa" || tag.value === "ed25519") return;
  const meant = nearest(tag.value, ["rsa", "ed25519"]) ?? (/^ed/i.test(tag.value) ? "ed25519" : "rsa");
  const fix = reviewFix(mapped, `Write k=${meant}`, { start: (tag.equals ?? tag.end) + 1, end: tag.end, text: meant });
  problems.push(
    problemAt(
      mapped,
      "dkim/key-type",
      valueRange(tag),
      `"${shown(tag.value, 20)}" is no kind of key that verifiers know: they ignore it`,
      fix,
    ),
  );
}

/** Judges p; undefined where there is no key in it. */
function checkKey(reading: Reading): PublicKey | undefined {
  const { mapped, list, problems } = reading;
  const tag = tagNamed(list, "p");
  if (tag === undefined) {
    const at = list.tags[0] ?? { start: 0, end: mapped.text.length };
    const spelt = tagNamed(list, "P") !== undefined;
    if (!spelt || list.tags.length === 0)
      problems.push(problemAt(mapped, "dkim/no-key", at, "The key is missing: without p every signature fails"));
    return undefined;
  }
  if (tag.value === "") return undefined;
  if (/-----|BEGIN|\bEND\b/.test(tag.value.slice(0, 80)) && tag.value.includes("-")) return checkArmor(reading, tag);
  const { octets, fault } = decodeBase64(tag.value);
  if (fault !== undefined && (fault.reason === "character" || octets.length < 16)) {
    problems.push(base64Problem(reading, tag, fault));
    return undefined;
  }
  const key = readPublicKey(octets);
  if (fault !== undefined && key.kind !== "private" && key.kind !== "cut off")
    problems.push(base64Problem(reading, tag, fault));
  else checkPublicKey(reading, tag, key, octets.length);
  return key;
}

/** Whether a text decodes to a key: what a fix must lead to. */
function isWholeKey(text: string): boolean {
  const { octets, fault } = decodeBase64(text);
  const { kind } = readPublicKey(octets);
  return fault === undefined && (kind === "rsa" || kind === "ed25519");
}

function base64Problem({ mapped, list }: Reading, tag: Tag, fault: Base64Fault): Problem {
  const at = { start: tag.valueStart + fault.start, end: tag.valueStart + fault.end };
  const character = mapped.text.slice(at.start, at.end);
  if (fault.reason === "character") {
    const clean = tag.value.replace(/[^A-Za-z0-9+/= \t\r\n]/g, "");
    const url = /[-_]/.test(tag.value) && /^[A-Za-z0-9_= \t\r\n-]+$/.test(tag.value);
    const text = url ? tag.value.replaceAll("-", "+").replaceAll("_", "/") : clean;
    const title = url ? "Write + and / for - and _" : "Remove what is no base64";
    const fix = reviewFix(mapped, title, { start: tag.valueStart, end: tag.valueEnd, text });
    const fixes = isWholeKey(text) ? [fix] : [];
    return problemAt(
      mapped,
      "dkim/bad-base64",
      at,
      `"${shown(character)}" is no character of base64, so no signature can be verified`,
      ...fixes,
    );
  }
  if (fault.reason === "length")
    return problemAt(
      mapped,
      "dkim/bad-base64",
      at,
      "A character of the key is missing or too many: no signature can be verified",
    );
  let length = tag.value.length;
  while (length > 0 && /[=\s]/.test(tag.value.charAt(length - 1))) length--;
  const bare = tag.value.slice(0, length);
  const rest = bare.replace(/\s/g, "").length % 4;
  const padding = bare.includes("=") ? undefined : "=".repeat((4 - rest) % 4);
  const fixes =
    padding === undefined || !isWholeKey(bare + padding)
      ? []
      : [
          reviewFix(mapped, "Mend the padding", {
            start: tag.valueStart + bare.length,
            end: tag.valueEnd,
            text: padding,
          }),
        ];
  const last = list.tags.at(-1) === tag ? "the end of the key" : "the key";
  return problemAt(
    mapped,
    "dkim/bad-base64",
    at,
    `The equals signs at ${last} do not fit its length: is it whole?`,
    ...fixes,
  );
}

/** PEM: what a key file looks like. */
function checkArmor({ mapped, problems }: Reading, tag: Tag): PublicKey | undefined {
  const secret = /PRIVATE/.test(tag.value);
  const body = tag.value.replace(/-{2,5}\s*(?:BEGIN|END)[A-Z0-9\s]*-{2,5}/g, "").trim();
  const fix = reviewFix(mapped, "Keep the key alone", { start: tag.valueStart, end: tag.valueEnd, text: body });
  problems.push(
    secret
      ? problemAt(
          mapped,
          "dkim/private-key",
          valueRange(tag),
          "This is the private key: anyone can sign as the domain. Replace the pair",
        )
      : problemAt(
          mapped,
          "dkim/armored-key",
          valueRange(tag),
          "The lines BEGIN and END are no part of the key: no signature can be verified",
          fix,
        ),
  );
  return secret ? { kind: "private" } : undefined;
}

function checkPublicKey({ mapped, list, problems }: Reading, tag: Tag, key: PublicKey, length: number): void {
  const at = valueRange(tag);
  const add = (rule: string, message: string, ...fixes: Fix[]) =>
    problems.push(problemAt(mapped, `dkim/${rule}`, at, message, ...fixes));
  const type = tagNamed(list, "k");
  const ed25519 = type?.value === "ed25519";
  const setType = (name: string): Fix =>
    type === undefined
      ? reviewFix(mapped, `Add k=${name}`, { start: tag.start, end: tag.start, text: `k=${name}; ` })
      : reviewFix(mapped, `Write k=${name}`, { start: type.valueStart, end: type.valueEnd, text: name });
  switch (key.kind) {
    case "private":
      return void add("private-key", "This is the private key: anyone can sign as the domain. Replace the pair");
    case "certificate":
      return void add("bad-key", "This is a certificate, not a public key: no signature can be verified");
    case "cut off":
      return void add("truncated-key", `The key is cut off: ${key.has} of its ${key.needs} octets are there`);
    case "too long":
      return void add("truncated-key", `The key has ${key.has} octets and says it has ${key.needs}: it is damaged`);
    case "other algorithm":
      return void add("bad-key", `The key is neither RSA nor Ed25519 (its algorithm is ${shown(key.algorithm, 24)})`);
    case "unreadable":
      return void (ed25519
        ? add("bad-key", `An Ed25519 key has 32 octets, this one ${length}: no signature can be verified`)
        : add("bad-key", "This is base64 but no RSA key: no signature can be verified"));
    case "ed25519":
      if (key.wrapped && key.octets.length === 32) {
        const fix = reviewFix(mapped, "Write the 32 octets alone", { ...at, text: encodeBase64(key.octets) });
        add("bad-key", "An Ed25519 key stands in p as its 32 octets alone, not in a SubjectPublicKeyInfo", fix);
      } else if (key.wrapped) add("bad-key", `An Ed25519 key has 32 octets, this one ${key.octets.length}`);
      if (!ed25519 && (type === undefined || type.value === "rsa"))
        add("key-mismatch", "This is an Ed25519 key, but without k=ed25519 it is read as RSA", setType("ed25519"));
      return;
    case "rsa":
      if (ed25519)
        add("key-mismatch", "This is an RSA key, but k says ed25519: no signature can be verified", setType("rsa"));
      if (key.exponent < 3n || key.exponent % 2n === 0n)
        add("bad-key", "The exponent of this RSA key is impossible: the key is damaged");
  }
}

/** Advice that needs nothing but the text; none for a key that is not usable. */
export function adviseDkim(record: DkimRecord): readonly Problem[] {
  const { mapped, list } = record;
  const first = list.tags[0];
  if (record.state === "unusable" || first === undefined) return [];
  const version =
    dkimTag(record, "v") === undefined
      ? [
          problemAt(
            mapped,
            "dkim/no-version",
            first,
            "v=DKIM1 is recommended as the first tag",
            safeFix(mapped, "Add v=DKIM1", { start: first.start, end: first.start, text: "v=DKIM1; " }),
          ),
        ]
      : [];
  const granularity = dkimTag(record, "g");
  const removed =
    granularity === undefined
      ? []
      : [
          problemAt(
            mapped,
            "dkim/granularity",
            granularity,
            "g is no longer part of DKIM, and old verifiers may misread it",
            safeFix(mapped, "Remove g", withoutTag(list, granularity)),
          ),
        ];
  if (record.state === "revoked") {
    const p = dkimTag(record, "p") ?? first;
    return [
      ...version,
      ...removed,
      problemAt(mapped, "dkim/revoked-key", p, "The empty p revokes this key: mail signed with it fails"),
    ];
  }
  return [
    ...version,
    ...removed,
    ...adviseSize(record),
    ...adviseHashes(record),
    ...adviseServices(record),
    ...adviseFlags(record),
  ];
}

/** RFC 8301 section 3.2: signers at least 1024 and should 2048; verifiers need know 1024 to 4096, and refuse what is shorter. */
function* adviseSize({ mapped, list, key }: DkimRecord): Iterable<Problem> {
  const tag = tagNamed(list, "p");
  if (key?.kind !== "rsa" || tag === undefined) return;
  if (key.bits < 1024)
    yield problemAt(
      mapped,
      "dkim/short-key",
      valueRange(tag),
      `Verifiers refuse this key: it has ${key.bits} bits, and 1024 is the least`,
    );
  else if (key.bits < 2048)
    yield problemAt(
      mapped,
      "dkim/weak-key",
      valueRange(tag),
      `This key has ${key.bits} bits; 2048 or more are recommended`,
    );
  else if (key.bits > 4096)
    yield problemAt(
      mapped,
      "dkim/long-key",
      valueRange(tag),
      `This key has ${key.bits} bits; verifiers need handle no more than 4096`,
    );
}

function* adviseHashes(record: DkimRecord): Iterable<Problem> {
  const { mapped, list, hashes } = record;
  const tag = dkimTag(record, "h");
  if (tag === undefined || hashes === undefined) return;
  const fix = reviewFix(mapped, "Write h=sha256", { ...valueRange(tag), text: "sha256" });
  if (!hashes.includes("sha256")) {
    const only = hashes.includes("sha1") ? "SHA-1 alone, which verifiers refuse" : "no hash that verifiers know";
    yield problemAt(
      mapped,
      "dkim/sha1-only",
      tag,
      `h allows ${only}: every signature fails`,
      tag.value === "" ? safeFix(mapped, "Remove h", withoutTag(list, tag)) : fix,
    );
    return;
  }
  if (hashes.includes("sha1")) yield problemAt(mapped, "dkim/sha1", tag, "h allows SHA-1, which verifiers refuse", fix);
  const odd = hashes.find((hash) => hash !== "sha1" && hash !== "sha256");
  if (odd !== undefined)
    yield problemAt(mapped, "dkim/unknown-hash", tag, `"${shown(odd, 20)}" in h is no hash that verifiers know`);
}

function* adviseServices(record: DkimRecord): Iterable<Problem> {
  const { mapped, services } = record;
  const tag = dkimTag(record, "s");
  if (tag === undefined || services.includes("*") || services.includes("email")) return;
  const fix = reviewFix(mapped, "Write s=email", { ...valueRange(tag), text: "email" });
  if (services.includes("tlsrpt"))
    yield {
      ...problemAt(
        mapped,
        "dkim/not-for-mail",
        tag,
        "This key is for TLS reports alone: mail signed with it fails",
        fix,
      ),
      severity: "information",
    };
  else
    yield problemAt(
      mapped,
      "dkim/not-for-mail",
      tag,
      "s has neither * nor email: mail signed with this key fails",
      fix,
    );
}

function* adviseFlags(record: DkimRecord): Iterable<Problem> {
  const { mapped, list, flags } = record;
  const tag = dkimTag(record, "t");
  if (tag === undefined) return;
  if (flags.includes("y")) {
    const rest = flags.filter((flag) => flag !== "y").join(":");
    const change = rest === "" ? withoutTag(list, tag) : { ...valueRange(tag), text: rest };
    yield problemAt(
      mapped,
      "dkim/testing",
      tag,
      "t=y says the domain is testing: verifiers treat its signed mail as unsigned",
      reviewFix(mapped, "Remove t=y", change),
    );
  }
  const odd = flags.find((flag) => flag !== "y" && flag !== "s");
  if (odd !== undefined)
    yield problemAt(mapped, "dkim/unknown-flag", tag, `"${shown(odd, 20)}" in t is no flag: verifiers pass over it`);
}

/** The key in words: "RSA, 2048 bits". */
export function describeKey({ key, state }: DkimRecord): string {
  if (key === undefined) return state === "revoked" ? "Revoked" : "No key";
  switch (key.kind) {
    case "rsa":
      return `RSA, ${key.bits} bits`;
    case "ed25519":
      return "Ed25519, 256 bits";
    case "cut off":
    case "too long":
      return "A damaged key";
    case "private":
      return "A private key";
    case "certificate":
      return "A certificate";
    default:
      return "No key that verifiers know";
  }
}

/** Each tag in words, and in the end what the whole comes to. */
export function explainDkim(record: DkimRecord): readonly Explained[] {
  const tags = explainTags(dkimTable, record.mapped.text, record.list).map((one, i) =>
    record.list.tags[i]?.name === "p" ? { ...one, meaning: describeKey(record) } : one,
  );
  const meaning =
    record.state === "unusable"
      ? "Verifiers do not use this key: every signature that needs it fails"
      : record.state === "revoked"
        ? "The key was revoked: mail that is signed with it fails DKIM"
        : record.flags.includes("y")
          ? "Verifiers treat mail signed with this key as unsigned, for the domain is testing"
          : "Verifiers check signatures that name this selector with this key";
  return [...tags, { text: "", meaning }];
}

export const dkimCompletions = (mapped: Mapped, index: number): Completions =>
  tagCompletions(dkimTable, mapped.text, index);

export function describeDkimAt(record: DkimRecord, index: number): Description | undefined {
  const description = describeTagAt(dkimTable, record.mapped.text, record.list, index);
  if (description?.title !== "p") return description;
  return { ...description, summary: `${description.summary}. ${describeKey(record)}` };
}
