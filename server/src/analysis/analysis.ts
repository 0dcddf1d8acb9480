/** Which rules run on what: all of a zone once, and after an edit only what it can have touched. */
import type { Problem } from "../text/problem.js";
import type { Steps } from "../text/steps.js";
import type { Check, OwnerCheck, RecordCheck, RuleContext, UseCheck, ZoneCheck } from "../rules/rule.js";
import type { Change, ZoneReading } from "../zone/readZone.js";
import type { Frame } from "../zone/frame.js";
import type { ZoneRecord } from "../zone/record.js";
import type { Zones } from "../zone/zone.js";
import { anchor, anchoredAlready, release, type Anchored, type FrameAt } from "./anchors.js";
import { committedKey, everything, policyKey, trackedZone, typeKey, zonesKey, type Looked } from "./tracked.js";

/** What rules are told besides the zone. */
export type Surroundings = Omit<RuleContext, "zone"> & {
  /** Called with the ids of rules that threw, which is a bug in them. */
  readonly failed: (rule: string, error: unknown) => void;
};

export interface Analysis {
  /**
   * Takes note of a change of the zone. `outside`: the keys of owners in other zones, of policies (`policyKey`) and `committedKey` that
   * changed too; "all" for any of them.
   */
  note(change: Change, surroundings: Surroundings, outside: ReadonlySet<string> | "all"): void;
  /** Whether anything that was found depends on one of these keys of what is outside the zone. */
  concerns(outside: ReadonlySet<string>): boolean;
  /** Does what is to be done, some records a step; what is found stands when it is done. */
  work(): Generator<void, void, void>;
  /** All problems, where they are now, in no order. */
  problems(): Problem[];
}

interface Checked {
  readonly found: readonly Anchored[];
  readonly looked: Looked;
  /** What was looked up in other zones, and policies. */
  readonly outward: Looked;
}

/** Checks sorted by what they are run on. */
interface Checks {
  readonly ofType: ReadonlyMap<string, readonly RecordCheck[]>;
  readonly ofAnyType: readonly RecordCheck[];
  readonly owner: readonly OwnerCheck[];
  readonly zone: readonly ZoneCheck[];
  readonly use: readonly UseCheck[];
}

function sortChecks(checks: readonly Check[]): Checks {
  const ofType = new Map<string, RecordCheck[]>();
  const ofAnyType: RecordCheck[] = [];
  const owner: OwnerCheck[] = [];
  const zone: ZoneCheck[] = [];
  const use: UseCheck[] = [];
  for (const check of checks)
    if (check.scope === "record" && check.types !== undefined)
      for (const type of check.types) ofType.set(type, [...(ofType.get(type) ?? []), check]);
    else if (check.scope === "record") ofAnyType.push(check);
    else if (check.scope === "owner") owner.push(check);
    else if (check.scope === "zone") zone.push(check);
    else if (check.scope === "use") use.push(check);
  return { ofType, ofAnyType, owner, zone, use };
}

/** What a change may have changed for those who looked: owners, and the types of their records. */
export function keysOfChange({ added, removed, owners }: Change): Set<string> {
  const keys = new Set(owners);
  for (const { rows } of [...removed, ...added])
    for (const row of rows) if (owners.has(row.owner.key)) keys.add(typeKey(row.type.name));
  return keys;
}

/** How many records of one `$GENERATE` are checked: they differ in a number only. */
const mostOfGenerate = 256;
/** How many records or owners make a step. */
const stride = 32;

export function openAnalysis(reading: ZoneReading, allChecks: readonly Check[]): Analysis {
  const checks = sortChecks(allChecks);
  const checked = new Map<Frame, Checked>();
  const pending = new Set<Frame>();
  /** The page that is being checked: whoever works next goes on with it. */
  let begun: { readonly frame: Frame; readonly steps: Steps<Checked> } | undefined;
  let ofZone: readonly Anchored[] = [];
  let outwardOfZone: Looked = new Set();
  let zoneIsDue = true;
  let apexKey: string | undefined;
  let complete = true;
  let surroundings: Surroundings | undefined;
  let looked: Looked = new Set();
  let outward: Looked = new Set();

  const tracked = trackedZone(reading.zone, () => looked);
  const zones: Zones = {
    zoneOf(key) {
      const found = surroundings?.zones.zoneOf(key, reading.zone.uri);
      outward.add(zonesKey);
      if (found === reading.zone) return tracked;
      outward.add(key);
      return found === undefined ? undefined : trackedZone(found, () => outward);
    },
    *named(key) {
      outward.add(zonesKey);
      for (const zone of surroundings?.zones.named(key) ?? [])
        yield zone === reading.zone ? tracked : trackedZone(zone, () => outward);
    },
    viewsOf(uri) {
      outward.add(zonesKey);
      return surroundings?.zones.viewsOf(uri) ?? new Set();
    },
    *all() {
      outward.add(everything);
      for (const zone of surroundings?.zones.all() ?? [])
        yield zone === reading.zone ? tracked : trackedZone(zone, () => outward);
    },
  };

  const contextOf = (around: Surroundings): RuleContext => ({
    zone: tracked,
    zones,
    policyOf(domain) {
      outward.add(policyKey(domain));
      return around.policyOf(domain);
    },
    server: around.server,
    dmarc: around.dmarc,
    now: around.now,
    ...(around.limits === undefined ? {} : { limits: around.limits }),
    get committed() {
      outward.add(committedKey);
      return around.committed;
    },
    committedPolicyOf(domain) {
      outward.add(policyKey(domain)).add(committedKey);
      return around.committedPolicyOf?.(domain);
    },
  });

  const byDocument = (): FrameAt => {
    const documents = new Map<string, Frame[]>();
    for (const frame of reading.frames()) {
      const known = documents.get(frame.uri);
      if (known === undefined) documents.set(frame.uri, [frame]);
      else known.push(frame);
    }
    for (const frames of documents.values()) frames.sort((a, b) => a.base - b.base || a.from - b.from);
    return (uri, offset) => {
      const frames = documents.get(uri);
      if (frames === undefined) return undefined;
      let low = 0;
      let high = frames.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((frames[middle]?.base ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return frames[low];
    };
  };

  /** Runs one check behind a guard: a rule that throws is named and its findings are left out. */
  function guarded(ids: string, around: Surroundings, run: () => Iterable<Problem>): Problem[] {
    const found: Problem[] = [];
    try {
      for (const problem of run()) found.push(problem);
    } catch (error) {
      around.failed(ids, error);
    }
    return found;
  }

  const idOf = (check: Check): string => check.rules[0]?.id ?? "";

  function checkRecord(record: ZoneRecord, context: RuleContext, around: Surroundings): Problem[] {
    const found: Problem[] = [];
    for (const list of [checks.ofType.get(record.type.name) ?? [], checks.ofAnyType])
      for (const check of list)
        for (const problem of guarded(idOf(check), around, () => check.check({ record }, context)))
          found.push({ ...problem, uri: problem.uri ?? record.uri });
    return found.length > 0 && record.template ? [] : found;
  }

  function checkOwner(records: readonly ZoneRecord[], context: RuleContext, around: Surroundings): Problem[] {
    const [first] = records;
    if (first === undefined) return [];
    const byType = new Map<string, ZoneRecord[]>();
    for (const record of records) {
      const known = byType.get(record.type.name);
      if (known === undefined) byType.set(record.type.name, [record]);
      else known.push(record);
    }
    const subject = { owner: first.owner, records, ofType: (type: string) => byType.get(type) ?? [] };
    const found: Problem[] = [];
    for (const check of checks.owner)
      if (check.types === undefined || check.types.some((type) => byType.has(type)))
        for (const problem of guarded(idOf(check), around, () => check.check(subject, context)))
          found.push({ ...problem, uri: problem.uri ?? first.uri });
    return found;
  }

  function* checkFrame(frame: Frame, around: Surroundings, frameAt: FrameAt): Steps<Checked> {
    looked = new Set();
    outward = new Set();
    const context = contextOf(around);
    const found: Anchored[] = frame.problems.map((problem) => anchoredAlready(problem, frame));
    for (const use of frame.uses)
      for (const check of checks.use)
        for (const problem of guarded(idOf(check), around, () => check.check({ use }, context)))
          found.push(anchoredAlready(problem, frame));
    const take = (problem: Problem): void => void found.push(anchor(problem, frame, frameAt));
    const generated = new Map<number, { count: number; said: Set<string> }>();
    let seen = 0;
    for (const record of reading.recordsOf(frame)) {
      if (++seen % stride === 0) yield;
      if (!record.generated) {
        checkRecord(record, context, around).forEach(take);
        continue;
      }
      const state = generated.get(record.entry.start) ?? { count: 0, said: new Set<string>() };
      generated.set(record.entry.start, state);
      if (++state.count > mostOfGenerate) continue;
      for (const problem of checkRecord(record, context, around)) {
        if (state.said.has(problem.rule)) continue;
        state.said.add(problem.rule);
        take(ofGenerated(problem, record));
      }
    }
    for (const key of frame.owners.keys())
      if (reading.homeOf(key) === frame) {
        if (++seen % stride === 0) yield;
        const records = tracked.recordsAt(key);
        // A problem of generated records among others is shown at the others; between generated ones, at the line.
        checkOwner(records, context, around).forEach(take);
      }
    return { found, looked, outward };
  }

  const touched = (
    result: Checked,
    change: Change,
    removed: ReadonlySet<Frame>,
    keys: ReadonlySet<string>,
  ): boolean => {
    if (change.owners.size > 0 && result.looked.has(everything)) return true;
    for (const { frames } of result.found) for (const frame of frames) if (removed.has(frame)) return true;
    if (keys.size < result.looked.size) {
      for (const key of keys) if (result.looked.has(key)) return true;
    } else for (const key of result.looked) if (keys.has(key)) return true;
    return false;
  };

  const touchedOutside = (
    { outward: asked }: Pick<Checked, "outward">,
    outside: ReadonlySet<string> | "all",
  ): boolean => {
    if (asked.size === 0) return false;
    if (outside === "all" || (outside.size > 0 && asked.has(everything))) return true;
    for (const key of outside) if (asked.has(key)) return true;
    return false;
  };

  function note(change: Change, around: Surroundings, outside: ReadonlySet<string> | "all"): void {
    surroundings = around;
    zoneIsDue = true;
    begun = undefined;
    const removed = new Set(change.removed);
    const keys = keysOfChange(change);
    for (const frame of change.removed) {
      checked.delete(frame);
      pending.delete(frame);
    }
    const all = reading.zone.apex?.key !== apexKey || reading.zone.complete !== complete;
    apexKey = reading.zone.apex?.key;
    complete = reading.zone.complete;
    for (const frame of reading.frames()) {
      const result = checked.get(frame);
      if (result === undefined || all || touchedOutside(result, outside) || touched(result, change, removed, keys))
        pending.add(frame);
    }
  }

  function* work(): Generator<void, void, void> {
    const around = surroundings;
    if (around === undefined) return;
    const frameAt = byDocument();
    for (let [frame] = pending; frame !== undefined; [frame] = pending) {
      if (begun?.frame !== frame) begun = { frame, steps: checkFrame(frame, around, frameAt) };
      const step = begun.steps.next();
      if (step.done === true) {
        checked.set(frame, step.value);
        pending.delete(frame);
      }
      yield;
    }
    if (!zoneIsDue) return;
    const [home] = reading.frames();
    looked = new Set();
    outward = new Set();
    const context = contextOf(around);
    const found: Anchored[] = [];
    if (home !== undefined)
      for (const check of checks.zone)
        for (const problem of guarded(idOf(check), around, () => check.check({ apex: reading.zone.apex }, context)))
          found.push(anchor({ ...problem, uri: problem.uri ?? reading.zone.uri }, home, frameAt));
    ofZone = found;
    outwardOfZone = outward;
    zoneIsDue = false;
  }

  function problems(): Problem[] {
    const all: Problem[] = [];
    for (const { found } of checked.values()) for (const one of found) all.push(release(one));
    for (const one of ofZone) all.push(release(one));
    for (const { frame, problem } of reading.includeProblems()) all.push(release(anchoredAlready(problem, frame)));
    return all;
  }

  function concerns(outside: ReadonlySet<string>): boolean {
    if (pending.size > 0 || zoneIsDue || touchedOutside({ outward: outwardOfZone }, outside)) return true;
    for (const result of checked.values()) if (touchedOutside(result, outside)) return true;
    return false;
  }

  return { note, concerns, work, problems };
}

/** A problem of a record that `$GENERATE` made is one of its line, which no fix of the record's can mend. */
function ofGenerated(problem: Problem, record: ZoneRecord): Problem {
  const { fixes: _, ...rest } = problem;
  return { ...rest, at: record.span };
}
