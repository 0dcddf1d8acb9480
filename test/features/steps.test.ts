/** Holds what looks through a whole zone to steps, between which others have their turn and it can be stopped: counted, not timed. */
import { beforeAll, expect, test } from "vitest";
import { zoneToJsonInSteps } from "../../server/src/convert/json.js";
import { incomingCallsInSteps, prepareCallHierarchy } from "../../server/src/features/callHierarchy.js";
import { codeLensesInSteps } from "../../server/src/features/codeLens.js";
import { compareInWordsInSteps } from "../../server/src/features/compareZones.js";
import { documentSymbolsInSteps } from "../../server/src/features/documentSymbols.js";
import { expandedZone } from "../../server/src/features/expandedZone.js";
import { foldingInSteps } from "../../server/src/features/folding.js";
import { formatInSteps, formatOnTypeInSteps, formatRangesInSteps } from "../../server/src/features/format.js";
import { linksInSteps } from "../../server/src/features/links.js";
import { missingPointersInSteps } from "../../server/src/features/pointers.js";
import { referencesInSteps } from "../../server/src/features/references.js";
import { renameInSteps } from "../../server/src/features/rename.js";
import { reverseZone } from "../../server/src/features/reverseZone.js";
import { sortRecordsInSteps } from "../../server/src/features/sortRecords.js";
import { workspaceSymbols } from "../../server/src/features/workspaceSymbols.js";
import type { Steps } from "../../server/src/text/steps.js";
import { defaultFormat } from "../../server/src/workspace/formatOptions.js";
import type { ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { zoneSnapshot } from "../support/features.js";

/** Hosts, each with an alias, a policy and the address of someone in it: without a blank line, so all of it is one block. */
const zoneOf = (hosts: number): string =>
  `$ORIGIN example.com.\n$TTL 3600\n@ SOA ns1 hostmaster 1 14400 3600 1209600 3600\n@ NS ns1\n${Array.from(
    { length: hosts },
    (_, i) =>
      `h${hosts - i} A 10.0.${i >> 8}.${i & 255}\na${i} CNAME h1\nt${i} TXT "v=spf1 include:t1.example.com -all"\n` +
      `_dmarc.h${i} TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.com"\n`,
  ).join("")}`;

const few = 256;
const many = 4 * few;

let small: ZoneSnapshot;
let large: ZoneSnapshot;
beforeAll(() => {
  small = zoneSnapshot(zoneOf(few)).snapshot;
  large = zoneSnapshot(zoneOf(many)).snapshot;
});

const lensSettings = { spf: true, serial: true, references: true };
const written = "h1 A";
const offsetIn = (snapshot: ZoneSnapshot): number =>
  snapshot.text.pages
    .map(({ text }) => text)
    .join("")
    .indexOf(`\n${written}`) + 2;

const answers: Readonly<Record<string, (snapshot: ZoneSnapshot) => Steps<unknown>>> = {
  outline: documentSymbolsInSteps,
  folding: foldingInSteps,
  links: linksInSteps,
  "code lenses": (snapshot) => codeLensesInSteps(snapshot, lensSettings, 0),
  formatting: (snapshot) => formatInSteps(snapshot, { ...defaultFormat, insertFinalNewline: true }),
  "formatting of a range": (snapshot) => formatRangesInSteps(snapshot, [{ start: 60, end: 400 }], defaultFormat),
  "formatting while typing": (snapshot) => formatOnTypeInSteps(snapshot, 40, defaultFormat),
  references: (snapshot) => referencesInSteps(snapshot, offsetIn(snapshot), true),
  rename: (snapshot) => renameInSteps(snapshot, offsetIn(snapshot), "other"),
  "workspace symbols": ({ zones }) => workspaceSymbols(zones, ""),
  "incoming calls": function* calls(snapshot) {
    const [item] = prepareCallHierarchy(snapshot, snapshot.text.pages[0]?.text.indexOf("t1 TXT") ?? 0);
    return item === undefined ? [] : yield* incomingCallsInSteps(snapshot, item);
  },
  "sorting records": sortRecordsInSteps,
  "missing PTR records": missingPointersInSteps,
  "the expanded zone": ({ zone }) => expandedZone(zone),
  "the reverse zone": ({ zone, zones }) => reverseZone(zone, zones),
  comparison: ({ zone }) => compareInWordsInSteps(zone, zone, { before: "a", after: "b" }),
  JSON: ({ zone }) => zoneToJsonInSteps(zone),
};

function count(steps: Steps<unknown>): { readonly steps: number; readonly answer: unknown } {
  for (let taken = 0; ; taken++) {
    const step = steps.next();
    if (step.done === true) return { steps: taken, answer: step.value };
  }
}

/** How many records a step may have: with the slowest answers, some milliseconds of them. */
const mostInStep = 1024;

test.each(Object.keys(answers))("%s: steps in proportion to the zone", (name) => {
  const ask = answers[name];
  if (ask === undefined) return expect.unreachable();
  const ofSmall = count(ask(small));
  const ofLarge = count(ask(large));
  expect(ofLarge.answer).toBeDefined();
  expect(ofLarge.answer).not.toEqual([]);
  expect(ofLarge.steps).toBeGreaterThanOrEqual((4 * many) / mostInStep);
  expect(ofLarge.steps).toBeGreaterThanOrEqual(2 * ofSmall.steps);
  return undefined;
});
