/** What named-compilezone prints is read again to the same: over every canonical form of the corpus. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readType } from "../../server/src/dns/typeIndex.js";
import { rdataOf } from "./words.js";

const corpus = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
const present = existsSync(corpus);
if (!present) console.log("skipped: the corpus of zone files is not here");

const canonicalFiles = (): string[] =>
  readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((path) => /(?:^|\/)canon\/.*\.txt(?:\.gz)?$/.test(path))
    .map((path) => `${corpus}/${path}`);

const contents = (path: string): string =>
  path.endsWith(".gz") ? gunzipSync(readFileSync(path)).toString("utf8") : readFileSync(path, "utf8");

/** owner, TTL, class, type and RDATA; a space in an owner is always escaped as \032. */
const line = /^(?<owner>\S+)\s+(?<ttl>[0-9]+)\s+(?<class>\S+)\s+(?<type>\S+)\s+(?<rdata>.*)$/;

describe.skipIf(!present)("canonical RDATA of the corpus", () => {
  test("reads back as itself", () => {
    const wrong: string[] = [];
    let records = 0;
    for (const path of canonicalFiles()) {
      for (const text of contents(path).split("\n")) {
        const { class: dnsClass, type = "", rdata = "" } = line.exec(text)?.groups ?? {};
        if (dnsClass !== "IN" || readType(type) === undefined) continue;
        records++;
        const { canonical, problems } = rdataOf(`${type} ${rdata}`);
        if (canonical !== rdata && wrong.length < 10)
          wrong.push(`${type} ${rdata} -> ${canonical ?? problems.map(({ message }) => message).join("; ")}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(records).toBeGreaterThan(50_000);
  });
});
