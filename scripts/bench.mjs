/** Measures reading, checking and one keystroke against what peers take for the same zone, in one run; prints ratios. */
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { Bench } from "tinybench";

const root = fileURLToPath(new URL("..", import.meta.url));
const records = Number(process.argv[2] ?? 10_000);

/** A zone of the size that is asked for, with the types that zones are made of. */
function makeZone() {
  const lines = [
    "$ORIGIN example.com.",
    "$TTL 3600",
    "@ IN SOA ns1.example.net. hostmaster.example.net. 2026010101 14400 3600 1209600 3600",
    "@ IN NS ns1.example.net.",
    "@ IN NS ns2.example.net.",
  ];
  for (let n = lines.length; n < records; n++) {
    const octets = `${(n >> 8) & 255}.${n & 255}`;
    const rdata = [
      `A 10.0.${octets}`,
      `AAAA 2001:db8::${n.toString(16)}`,
      "MX 10 mail.example.net.",
      'TXT "v=spf1 -all"',
    ];
    lines.push(`host${n} 3600 IN ${rdata[n % rdata.length]}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The core is TypeScript, which Node 20 does not read. */
async function loadCore() {
  const outfile = join(root, ".cache/bench/core.mjs");
  mkdirSync(join(root, ".cache/bench"), { recursive: true });
  await build({
    stdin: {
      contents: `
        export { checkText, readText } from "./server/src/analysis/check.js";
        export { editPagedText, pagedText } from "./server/src/text/pagedText.js";
        export { entryEnd } from "./server/src/syntax/scanner.js";`,
      resolveDir: root,
    },
    bundle: true,
    format: "esm",
    platform: "node",
    minify: true,
    outfile,
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}

const zone = makeZone();
const core = await loadCore();
const zonefile = createRequire(import.meta.url)("dns-zonefile").default;
const paged = core.pagedText(zone, core.entryEnd);
const middle = Math.floor(zone.length / 2);

const bench = new Bench({ time: 2000, iterations: 3, warmupIterations: 1, warmupTime: 200 });
bench
  .add("dns-zonefile: parse", () => void zonefile.parse(zone))
  .add("zonewright: pages and entries", () => void core.pagedText(zone, core.entryEnd))
  .add("zonewright: read the zone", () => void core.readText(zone))
  .add("zonewright: read and check all rules", () => void core.checkText(zone))
  .add("zonewright: pages after one keystroke", () => {
    core.editPagedText(paged, { start: middle, end: middle, text: "x" }, core.entryEnd);
  });
await bench.run();

/** @param {{ result: unknown }} task */
function medianOf({ result }) {
  const { latency } = /** @type {{ latency?: { p50: number } }} */ (result);
  if (!latency) throw new Error("a bench did not run", { cause: result });
  return latency.p50;
}

const [peer] = bench.tasks;
if (!peer) throw new Error("nothing to compare with");
console.log(
  `${records} records, ${Math.round(zone.length / 1024)} KiB; the median, and how it compares with the first`,
);
for (const task of bench.tasks) {
  const median = medianOf(task);
  console.log(`${task.name.padEnd(42)} ${median.toFixed(3).padStart(10)} ms  ${(median / medianOf(peer)).toFixed(4)}`);
}
