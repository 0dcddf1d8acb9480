/** The workspace: documents open and on disk, the zones that they make, and what is found in them. */
import { URI } from "vscode-uri";
import { keysOfChange, openAnalysis, type Analysis, type Surroundings } from "../analysis/analysis.js";
import { diagnose, type Diagnosis } from "../analysis/diagnose.js";
import { makeName, type Name } from "../dns/name.js";
import { parseMtaStsPolicy, type MtaStsPolicy } from "../mail/mtaStsPolicy.js";
import { severityOf } from "../analysis/severity.js";
import { checks as allChecks, rules } from "../rules/catalogue.js";
import type { Check } from "../rules/rule.js";
import { entryEnd } from "../syntax/scanner.js";
import type { Encoding } from "../text/octets.js";
import { pagedText, wholeText, type PagedText } from "../text/pagedText.js";
import { openZone, type Change, type FindInclude, type SourceText, type ZoneReading } from "../zone/readZone.js";
import type { Zone, Zones } from "../zone/zone.js";
import { openZoneSet } from "../zone/zoneSet.js";
import { checkPolicy } from "../analysis/checkPolicy.js";
import { committedKey, policyKey } from "../analysis/tracked.js";
import { openCommittedState, type ReadCommitted } from "./committed.js";
import { originFor, type Settings } from "./config.js";
import { editorConfigChoices, parseEditorConfig, type EditorConfig } from "./editorConfig.js";
import {
  configuredCandidates,
  documentKind,
  fileKind,
  fileName,
  includeCandidates,
  includeFolders,
  isInside,
  pathBelowFolderOf,
  policyDomain,
} from "./files.js";
import type { FormatChoices } from "./formatOptions.js";
import { missingFiles, type Presence } from "./checkNamedConf.js";
import type { ZoneStatement } from "./namedConf.js";
import { openNameServers } from "./nameServers.js";
import { originInText, originOfFileName } from "./origin.js";
import type { SettingFault } from "./settingFault.js";
import { openSettings, type CheckedSettingsFile } from "./settings.js";
import type { OriginSource, PolicyFile, Snapshot } from "./snapshot.js";

/** What a host does for the workspace. */
export interface WorkspaceHost {
  /** The text of a file; undefined where there is none, or none that may be read. */
  readFile(uri: string): Promise<{ readonly text: string; readonly encoding: Encoding } | undefined>;
  /** What version control has of a file, where the user wants zones to be compared with it. */
  readonly committed?: ReadCommitted;
  /** What zones are checked for, where it is not for everything. */
  readonly checks?: readonly Check[];
  /** Seconds since 1970. */
  now(): number | undefined;
  log(message: string): void;
}

export type DocumentKind = "zone" | "policy";

export interface Workspace {
  /** The folders whose files may be read, as URIs; none in an untrusted workspace. */
  setFolders(folders: readonly string[]): void;
  /** The editor's settings, in general and for each folder; those of a `zonewright.json` go over them. */
  setSettings(value: unknown, ofFolders?: ReadonlyMap<string, unknown>): void;
  /** What is in force for a document. */
  settingsOf(uri: string): Settings;
  /** Each `zonewright.json` that is known, with what is wrong in it. */
  settingsFiles(): ReadonlyMap<string, CheckedSettingsFile>;
  open(uri: string, kind: DocumentKind, text: PagedText, encoding?: Encoding): void;
  change(uri: string, text: PagedText): void;
  /** The document is what the disk has again. */
  close(uri: string): void;
  /** A file on disk came, changed or went. */
  fileChanged(uri: string): void;
  /** Version control has moved on: what it has is asked for again. */
  committedMoved(): void;
  /** Files of the workspace, read when `load` is called. */
  addFiles(uris: readonly string[]): void;
  /** Fetches some of the files that are wanted, what others depend on first; true if there is something new or more to fetch. */
  load(): Promise<boolean>;
  /** How many files are still to be fetched. */
  wanted(): number;
  /** Gives up on the files that nothing that is open depends on. */
  stopLoading(): void;
  /** Does what there is to do, in small steps; open documents first. */
  work(): Generator<void, void, void>;
  /** The part of `work` that reads, without checking what is read. */
  readAll(): Generator<void, void, void>;
  /** Whether `work` has nothing to do, and for a document: whether that one is checked with all that it is made of. */
  settled(uri?: string): boolean;
  /** Whether every file that is wanted is there and every zone read, though perhaps not checked. */
  isRead(): boolean;
  /** What is known now; undefined for a document that is none of ours. */
  snapshot(uri: string): Snapshot | undefined;
  /** The zone of a document as it would be read if the document had another text. */
  readWith(uri: string, text: PagedText): ZoneReading | undefined;
  /** The text of a document or of a configuration that was read. */
  textOf(uri: string): PagedText | undefined;
  /** The documents that have diagnoses, or could. */
  documents(): Iterable<string>;
  diagnostics(uri: string): readonly Diagnosis[];
  zones(): Zones;
  /** The folders in which the file of an `$INCLUDE` of the document is looked for, whose path starts with `directory`. */
  includeFolders(uri: string, directory: string): readonly string[];
  /** How the document is to be laid out, as far as `.editorconfig` and the settings over it say. */
  formatChoices(uri: string): FormatChoices;
  /** Reads a text as the zone of a document, apart from all others; what it includes may have to be loaded first. */
  readApart(uri: string, text: PagedText): Zone;
  /** Another number whenever a zone was read that differs from what it was. */
  revision(): number;
}

interface Document {
  readonly uri: string;
  readonly kind: DocumentKind;
  readonly source: SourceText;
  readonly open: boolean;
}

/** A zone by the document that it starts in. */
interface OpenZone {
  readonly reading: ZoneReading;
  analysis: Analysis;
  origin: Name | undefined;
  originSource: OriginSource;
  /** To be read again. */
  stale: boolean;
  /** Read, and to be checked. */
  unchecked: boolean;
  readonly outside: Set<string>;
  allOutside: boolean;
  diagnoses: ReadonlyMap<string, readonly Diagnosis[]>;
}

interface OpenPolicy {
  readonly parsed: ReturnType<typeof parseMtaStsPolicy>;
  readonly domain: string | undefined;
  diagnoses: readonly Diagnosis[];
}

/** How many files of the folders are read, and how much of them, in UTF-16 units: an editor has other things to hold too. */
const mostFiles = 2000;
const mostText = 256 * 1024 * 1024;
/** How many files are asked for at once. */
const atOnce = 32;

export function openWorkspace(host: WorkspaceHost): Workspace {
  let folders: readonly string[] = [];
  const settings = openSettings();
  const checks = host.checks ?? allChecks;
  let revision = 0;
  const documents = new Map<string, Document>();
  /** Files asked for that are not there, or may not be read. */
  const missing = new Set<string>();
  /** Files to be fetched, by who wants them: something that was read, or the folder that they are in. */
  const wanted = new Map<string, "needed" | "found">();
  const nameServers = openNameServers();
  const layoutFiles = new Map<string, EditorConfig>();
  const zones = new Map<string, OpenZone>();
  /** The documents whose zones a document is part of, its own aside. */
  const includers = new Map<string, Set<string>>();
  let nameServersAreUnchecked = false;
  let nameServerDiagnoses: ReadonlyMap<string, readonly Diagnosis[]> = new Map();
  const committed = host.committed === undefined ? undefined : openCommittedState(host.committed);
  const policies = new Map<string, OpenPolicy>();
  /** The policy documents are others than those that `policies` holds. */
  let policiesAreStale = false;
  let policiesAreUnchecked = false;

  const zoneSet = openZoneSet((uri) => nameServers.viewsOf(uri));

  const policyOf = (domain: string): MtaStsPolicy | undefined => {
    for (const policy of policies.values()) if (policy.domain === domain) return policy.parsed.value;
    return undefined;
  };

  const policyFiles = (): PolicyFile[] =>
    Array.from(policies, ([uri, { parsed, domain }]) => ({ uri, policy: parsed.value, domain }));

  const policiesOf = (domainKey: string): PolicyFile[] => policyFiles().filter(({ domain }) => domain === domainKey);

  const committedPolicyOf = (domain: string): MtaStsPolicy | undefined => {
    for (const [uri, policy] of policies) if (policy.domain === domain) return committed?.policyOf(uri);
    return undefined;
  };

  const surroundings = (uri: string): Surroundings => ({
    zones: zoneSet,
    policyOf,
    committedPolicyOf,
    get committed() {
      return committed?.of(uri);
    },
    server: settings.of(uri).server,
    dmarc: settings.of(uri).dmarc,
    now: host.now(),
    limits: settings.of(uri).limits,
    failed: (rule, error) => host.log(`rule ${rule} failed: ${error instanceof Error ? error.stack : String(error)}`),
  });

  const originOf = ({ uri, source }: Document): { origin: Name | undefined; from: OriginSource } => {
    const { path } = URI.parse(uri);
    const set = originFor(path, settings.ofEditor(uri).origins);
    if (set !== undefined) return { origin: makeName(set), from: "command" };
    const { found, late, allows } = originInText(source.text);
    if (found !== undefined && found.source !== "owners") return { origin: found.origin, from: found.source };
    const configured = originFor(path, settings.of(uri).origins);
    if (configured !== undefined) return { origin: makeName(configured), from: "zonewright.json" };
    const statement = nameServers.statementFor(uri);
    if (statement !== undefined)
      return {
        origin: makeName(statement.zone.endsWith(".") ? statement.zone : `${statement.zone}.`),
        from: "named.conf",
      };
    const named = originOfFileName(fileName(uri));
    // A name that no owner in the file goes with is no origin.
    if (named !== undefined && allows(named)) return { origin: named, from: "file name" };
    if (found !== undefined) return { origin: found.origin, from: "owners" };
    return late === undefined ? { origin: undefined, from: "unknown" } : { origin: late, from: "$ORIGIN" };
  };

  const sayFaults = (faults: readonly SettingFault[], of: string): void => {
    for (const { message } of faults) host.log(`${of}: ${message}`);
  };

  const settingsChanged = (): void => {
    for (const zone of zones.values()) renew(zone);
    policiesAreUnchecked = true;
    nameServersAreUnchecked = true;
  };

  const takeSettingsFile = (uri: string, text: string | undefined): void => {
    if (!settings.setFile(uri, text)) return;
    sayFaults(settings.files().get(uri)?.faults ?? [], uri);
    settingsChanged();
  };

  /** Checks a zone anew from the ground: what rules are told has changed. */
  const renew = (zone: OpenZone): void => {
    zone.analysis = openAnalysis(zone.reading, checks);
    zone.stale = true;
  };

  const findIncludeFor =
    (root: string): FindInclude =>
    (from, file) => {
      let pending = false;
      let inside = false;
      for (const candidate of includeCandidates(from, root, file, folders)) {
        const known = documents.get(candidate);
        if (known !== undefined) return known.source;
        if (!isInside(candidate, folders)) continue;
        inside = true;
        if (missing.has(candidate)) continue;
        wanted.set(candidate, "needed");
        pending = true;
      }
      return pending ? "pending" : inside ? "not found" : "outside";
    };

  const startZone = (uri: string): void => {
    if (zones.has(uri)) return;
    const reading = openZone(uri);
    zones.set(uri, {
      reading,
      analysis: openAnalysis(reading, checks),
      origin: undefined,
      originSource: "unknown",
      stale: true,
      unchecked: false,
      outside: new Set(),
      allOutside: false,
      diagnoses: new Map(),
    });
  };

  /** Takes note of the documents that a zone is read from now; none where it is dropped. */
  const linkParts = (root: string, before: readonly SourceText[], after: readonly SourceText[]): void => {
    for (const { uri } of before)
      if (uri !== root) {
        const roots = includers.get(uri);
        roots?.delete(root);
        if (roots?.size === 0) includers.delete(uri);
      }
    for (const { uri } of after) if (uri !== root) includers.set(uri, (includers.get(uri) ?? new Set()).add(root));
  };

  /** The zones that a document is part of, in order of the documents that they start in. */
  const zonesWith = (uri: string): OpenZone[] =>
    [...(includers.get(uri) ?? []), uri].toSorted().flatMap((root) => zones.get(root) ?? []);

  const forgetZone = (uri: string): boolean => {
    const zone = zones.get(uri);
    if (zone === undefined) return false;
    zones.delete(uri);
    zoneSet.remove(zone.reading.zone);
    linkParts(uri, zone.reading.documents(), []);
    committed?.forget(uri);
    for (const other of zones.values()) {
      other.allOutside = true;
      other.unchecked = true;
    }
    return true;
  };

  const dropZone = (uri: string): void => {
    const parts = zones.get(uri)?.reading.documents() ?? [];
    // What it included stands alone now.
    if (forgetZone(uri)) for (const part of parts) zoneWith(part.uri);
  };

  /** The zone that a document is part of: the one that includes it, else its own. */
  const zoneWith = (uri: string): OpenZone | undefined => {
    const [includer] = [...(includers.get(uri) ?? [])].sort();
    if (includer !== undefined) return zones.get(includer);
    const document = documents.get(uri);
    if (document?.kind !== "zone") return undefined;
    startZone(uri);
    return zones.get(uri);
  };

  const touch = (uri: string): void => {
    const document = documents.get(uri);
    if (document?.kind === "policy" || policies.has(uri)) policiesAreStale = true;
    if (document?.kind === "zone") zoneWith(uri);
    for (const zone of zonesWith(uri)) zone.stale = true;
  };

  const put = (uri: string, kind: DocumentKind, text: PagedText, encoding: Encoding, open: boolean): void => {
    const before = documents.get(uri);
    documents.set(uri, { uri, kind, source: { uri, text, encoding }, open });
    missing.delete(uri);
    if (before === undefined) nameServersAreUnchecked = true;
    touch(uri);
    if (before === undefined)
      for (const zone of zones.values()) if (zone.reading.includeProblems().length > 0) zone.stale = true;
  };

  const remove = (uri: string): void => {
    const document = documents.get(uri);
    documents.delete(uri);
    nameServersAreUnchecked = true;
    if (document?.kind === "policy") policiesAreStale = true;
    for (const zone of zonesWith(uri)) zone.stale = true;
    dropZone(uri);
  };

  const takeFile = (uri: string, text: string, encoding: Encoding): void => {
    switch (fileKind(uri)) {
      case "settings":
        takeSettingsFile(uri, text);
        break;
      case "name server":
        nameServers.set(uri, text);
        nameServersAreUnchecked = true;
        for (const zone of zones.values()) zone.stale = true;
        break;
      case "layout":
        layoutFiles.set(uri, parseEditorConfig(text));
        break;
      default:
        put(uri, documentKind(uri), pagedText(text, entryEnd), encoding, false);
    }
  };

  const dropFile = (uri: string): void => {
    missing.add(uri);
    layoutFiles.delete(uri);
    takeSettingsFile(uri, undefined);
    nameServersAreUnchecked = true;
    if (nameServers.delete(uri)) for (const zone of zones.values()) zone.stale = true;
    if (documents.get(uri)?.open === false) remove(uri);
  };

  const isOpen = ({ reading }: OpenZone): boolean =>
    reading.documents().some(({ uri }) => documents.get(uri)?.open === true);

  /** Fetches what version control has; the zones that are compared with it are read again where that is new. */
  const loadCommitted = async (): Promise<boolean> => {
    if (committed === undefined || !(await committed.load())) return false;
    for (const zone of zones.values())
      if (isOpen(zone)) {
        zone.stale = true;
        zone.outside.add(committedKey);
      }
    return true;
  };

  const rank = (uri: string): number => {
    const kind = fileKind(uri);
    if (kind === "settings" || kind === "name server" || kind === "layout") return 0;
    return wanted.get(uri) === "needed" ? 1 : 2;
  };

  /** Whether there is no room for one more file that nothing depends on. */
  const isFull = (): boolean => {
    let files = 0;
    let text = 0;
    for (const { open, source } of documents.values())
      if (!open) {
        files++;
        text += source.text.length;
      }
    return files >= mostFiles || text >= mostText;
  };

  let saidFull = false;
  const takeNext = (): string[] => {
    for (const uri of wanted.keys()) if (documents.get(uri)?.open === true) wanted.delete(uri);
    const next = [...wanted.keys()].toSorted((a, b) => rank(a) - rank(b)).slice(0, atOnce);
    const full = isFull() && next.some((uri) => rank(uri) === 2 && !documents.has(uri));
    if (full && !saidFull)
      host.log(`no more than ${mostFiles} files, or ${mostText} characters, of the folders are read`);
    saidFull ||= full;
    for (const uri of next) wanted.delete(uri);
    return full ? next.filter((uri) => rank(uri) < 2 || documents.has(uri)) : next;
  };

  const loadNext = async (): Promise<boolean> => {
    const uris = takeNext();
    const read = uris.map(async (uri) => (isInside(uri, folders) ? host.readFile(uri) : undefined));
    const files = await Promise.all(read);
    for (const [index, uri] of uris.entries()) {
      const file = files[index];
      if (documents.get(uri)?.open === true) continue;
      if (file === undefined) dropFile(uri);
      else takeFile(uri, file.text, file.encoding);
    }
    if (uris.length > 0) for (const zone of zones.values()) if (!zone.reading.zone.complete) zone.stale = true;
    return (await loadCommitted()) || uris.length > 0 || wanted.size > 0;
  };

  let loading: Promise<boolean> | undefined;
  /** Whoever asks while files are on their way waits for the same ones. */
  const load = async (): Promise<boolean> => {
    loading ??= loadNext().finally(() => {
      loading = undefined;
    });
    return loading;
  };

  /** Whether a document is checked, and so is all that its zone is made of. */
  const isSettled = (uri: string): boolean => {
    if (documents.get(uri)?.kind === "policy") return !policiesAreStale && !policiesAreUnchecked;
    const [zone] = zonesWith(uri);
    if (zone === undefined) return !documents.has(uri);
    return !zone.stale && !zone.unchecked && ![...wanted.values()].includes("needed");
  };

  /** Reads a zone again and tells the others what changed in it. */
  const readAgain = (root: string, zone: OpenZone): void => {
    const document = documents.get(root);
    if (document === undefined) return;
    const { origin, from } = originOf(document);
    zone.origin = origin;
    zone.originSource = from;
    const { zone: read } = zone.reading;
    const apexBefore = read.apex?.key;
    const completeBefore = read.complete;
    const partsBefore = zone.reading.documents();
    const change = zone.reading.update(document.source, origin, findIncludeFor(root), from === "command");
    zoneSet.put(read);
    linkParts(root, partsBefore, zone.reading.documents());
    compareWithCommitted(root, zone, change);
    zone.analysis.note(change, surroundings(root), zone.allOutside ? "all" : zone.outside);
    zone.outside.clear();
    zone.allOutside = false;
    zone.stale = false;
    zone.unchecked = true;
    const parts = new Set(zone.reading.documents().map(({ uri }) => uri));
    for (const uri of parts) if (uri !== root) forgetZone(uri);
    for (const { uri } of partsBefore)
      if (!parts.has(uri) && (documents.get(uri)?.open === true || fileKind(uri) === "zone")) zoneWith(uri);
    const apexMoved = apexBefore !== read.apex?.key || completeBefore !== read.complete;
    if (apexMoved || change.added.length > 0 || change.removed.length > 0) revision++;
    if (!apexMoved && change.owners.size === 0) return;
    policiesAreUnchecked = true;
    const keys = keysOfChange(change);
    for (const other of zones.values()) {
      if (other === zone || (!apexMoved && !other.unchecked && !other.stale && !other.analysis.concerns(keys)))
        continue;
      if (apexMoved) other.allOutside = true;
      else for (const key of keys) other.outside.add(key);
      other.unchecked = true;
    }
  };

  /** Zones that are open alone are compared with what version control has: each of its files is asked for one by one. */
  const compareWithCommitted = (root: string, zone: OpenZone, change: Change): void => {
    if (committed === undefined) return;
    if (!isOpen(zone) || !isInside(root, folders)) return committed.forget(root);
    const candidates = (from: string, file: string): readonly string[] =>
      includeCandidates(from, root, file, folders).filter((uri) => isInside(uri, folders));
    committed.read(zone.reading, change, {
      originOf: (source) => originOf({ uri: root, kind: "zone", source, open: false }),
      candidates,
      findNow: findIncludeFor(root),
    });
  };

  const noChange = { added: [], removed: [], owners: new Set<string>() };

  /** What is to be checked: zones that are open first, the others once all files are there, as each that comes may concern them. */
  const inOrder = (): [string, OpenZone][] => {
    const all = [...zones].filter(([, zone]) => zone.stale || zone.unchecked);
    const open = all.filter(([, zone]) => isOpen(zone));
    return wanted.size > 0 ? open : [...open, ...all.filter(([, zone]) => !isOpen(zone))];
  };

  function* readAll(): Generator<void, void, void> {
    if (policiesAreStale) readPolicies();
    for (const [root, zone] of Array.from(zones))
      // One that was read before may include it.
      if (zone.stale && zones.get(root) === zone) {
        readAgain(root, zone);
        yield;
      }
  }

  function* work(): Generator<void, void, void> {
    yield* readAll();
    for (const [root, zone] of inOrder()) {
      if (committed !== undefined && (yield* committed.work(root))) zone.outside.add(committedKey);
      if (zone.outside.size > 0 || zone.allOutside) {
        zone.analysis.note(noChange, surroundings(root), zone.allOutside ? "all" : new Set(zone.outside));
        zone.outside.clear();
        zone.allOutside = false;
      }
      yield* zone.analysis.work();
      zone.diagnoses = diagnose(zone.reading, zone.analysis.problems(), settings.of(root));
      zone.unchecked = false;
    }
    if (policiesAreUnchecked) checkPolicies();
    if (nameServersAreUnchecked) checkNameServers();
  }

  /** Whether the file of a zone statement is there; what is not known yet is fetched, whatever it is called: it is a zone file. */
  const presenceOf = (conf: string, { file }: ZoneStatement): Presence => {
    const candidates = configuredCandidates(conf, file, nameServers.directories(), folders);
    for (const uri of candidates) {
      if (documents.has(uri)) return "there";
      const kind = fileKind(uri);
      if (missing.has(uri) || (kind !== "zone" && kind !== "other")) continue;
      wanted.set(uri, "found");
      return "unknown";
    }
    const counts = file.startsWith("/")
      ? candidates.some((uri) => URI.parse(uri).path === file)
      : candidates.length > 0;
    return counts ? "missing" : "unknown";
  };

  function checkNameServers(): void {
    nameServersAreUnchecked = false;
    nameServerDiagnoses = new Map(
      [...nameServers.files()].map(([uri, file]) => [
        uri,
        missingFiles(file, (statement) => presenceOf(uri, statement)).flatMap((problem): Diagnosis[] => {
          const severity = severityOf(problem, rules.get(problem.rule), settings.of(uri));
          return severity === "off" ? [] : [{ ...problem, severity, uri }];
        }),
      ]),
    );
  }

  function readPolicies(): void {
    const before = new Set([...policies.values()].map(({ domain }) => domain));
    policies.clear();
    for (const { uri, kind, source } of documents.values()) {
      if (kind !== "policy") continue;
      const parsed = parseMtaStsPolicy(wholeText(source.text));
      policies.set(uri, { parsed, domain: policyDomain(uri), diagnoses: [] });
    }
    for (const { domain } of policies.values()) before.add(domain);
    for (const domain of before)
      if (domain !== undefined)
        for (const zone of zones.values()) {
          zone.outside.add(policyKey(domain));
          zone.unchecked = true;
        }
    policiesAreStale = false;
    policiesAreUnchecked = true;
  }

  function checkPolicies(): void {
    for (const [uri, policy] of policies)
      policy.diagnoses = checkPolicy(uri, policy.parsed, policy.domain, surroundings(uri), settings.of(uri));
    policiesAreUnchecked = false;
  }

  const formatChoices = (uri: string): FormatChoices => {
    const above = [...layoutFiles].flatMap(([file, config]) => {
      const path = pathBelowFolderOf(file, uri);
      return path === undefined ? [] : [{ config, path }];
    });
    // The path from the farthest folder is the longest.
    const fromFar = above.toSorted((a, b) => b.path.length - a.path.length);
    return { ...editorConfigChoices(fromFar), ...settings.of(uri).format };
  };

  const diagnostics = (uri: string): readonly Diagnosis[] => {
    const policy = policies.get(uri);
    if (policy !== undefined) return policy.diagnoses;
    const ofNameServer = nameServerDiagnoses.get(uri);
    if (ofNameServer !== undefined) return ofNameServer;
    for (const zone of zonesWith(uri)) {
      const found = zone.diagnoses.get(uri);
      if (found !== undefined) return found;
    }
    return [];
  };

  return {
    setFolders(uris) {
      folders = uris;
      settings.setFolders(uris);
      missing.clear();
      const isGone = (uri: string): boolean => !isInside(uri, folders);
      for (const uri of settings.files().keys()) if (isGone(uri)) takeSettingsFile(uri, undefined);
      for (const uri of layoutFiles.keys()) if (isGone(uri)) layoutFiles.delete(uri);
      for (const uri of nameServers.files().keys()) if (isGone(uri)) nameServers.delete(uri);
      for (const { uri, open } of Array.from(documents.values())) if (!open && isGone(uri)) remove(uri);
      settingsChanged();
    },
    setSettings(value, ofFolders) {
      settings.setEditor(value, ofFolders);
      sayFaults(settings.editorFaults(), "settings");
      settingsChanged();
    },
    settingsOf: (uri) => settings.of(uri),
    settingsFiles: () => settings.files(),
    open: (uri, kind, text, encoding = "utf-8") => put(uri, kind, text, encoding, true),
    change(uri, text) {
      const before = documents.get(uri);
      if (before !== undefined) put(uri, before.kind, text, before.source.encoding, true);
    },
    close(uri) {
      const document = documents.get(uri);
      if (document === undefined) return;
      documents.set(uri, { ...document, open: false });
      for (const zone of zonesWith(uri)) zone.stale = true;
      if (isInside(uri, folders)) wanted.set(uri, "needed");
      else remove(uri);
    },
    fileChanged(uri) {
      if (documents.get(uri)?.open === true) return;
      if (documents.has(uri) || missing.has(uri)) wanted.set(uri, "needed");
      else if (fileKind(uri) !== "other") wanted.set(uri, "found");
    },
    committedMoved() {
      committed?.refresh();
    },
    addFiles(uris) {
      for (const uri of uris)
        if (!documents.has(uri) && !wanted.has(uri) && fileKind(uri) !== "other") wanted.set(uri, "found");
    },
    load,
    wanted: () => wanted.size,
    stopLoading() {
      for (const uri of wanted.keys()) if (rank(uri) === 2) wanted.delete(uri);
    },
    work,
    readAll,
    settled: (uri) =>
      uri === undefined
        ? !policiesAreStale &&
          !policiesAreUnchecked &&
          !nameServersAreUnchecked &&
          Array.from(zones.values()).every((zone) => !zone.stale && !zone.unchecked)
        : isSettled(uri),
    isRead: () =>
      loading === undefined &&
      wanted.size === 0 &&
      !policiesAreStale &&
      Array.from(zones.values()).every(({ stale }) => !stale),
    snapshot(uri) {
      const document = documents.get(uri);
      if (document === undefined) return undefined;
      if (document.kind === "policy") {
        if (policiesAreStale) readPolicies();
        const policy = policies.get(uri);
        if (policy === undefined) return undefined;
        return {
          kind: "policy",
          uri,
          text: document.source.text,
          policy: policy.parsed.value,
          domain: policy.domain,
          zones: zoneSet,
          policies: policyFiles,
          now: host.now(),
          diagnostics: policy.diagnoses,
        };
      }
      const zone = zoneWith(uri);
      if (zone === undefined) return undefined;
      const root = zone.reading.zone.uri;
      if (zone.stale) readAgain(root, zone);
      return {
        kind: "zone",
        uri,
        text: document.source.text,
        reading: zone.reading,
        zone: zone.reading.zone,
        zones: zoneSet,
        origin: zone.origin,
        originSource: root === uri ? zone.originSource : "include",
        diagnostics: diagnostics(uri),
        context: { ...surroundings(root), zone: zone.reading.zone },
        policiesOf,
        policies: policyFiles,
      };
    },
    *documents() {
      yield* documents.keys();
      yield* nameServerDiagnoses.keys();
    },
    readWith(uri, text) {
      const root = zoneWith(uri)?.reading.zone.uri;
      const document = root === undefined ? undefined : documents.get(root);
      if (root === undefined || document === undefined) return undefined;
      const instead = (source: SourceText): SourceText => (source.uri === uri ? { ...source, text } : source);
      const find = findIncludeFor(root);
      const source = instead(document.source);
      const { origin, from } = originOf({ ...document, source });
      const reading = openZone(root);
      const findInstead: FindInclude = (including, file) => {
        const found = find(including, file);
        return typeof found === "string" ? found : instead(found);
      };
      reading.update(source, origin, findInstead, from === "command");
      return reading;
    },
    textOf: (uri) => documents.get(uri)?.source.text ?? nameServers.files().get(uri)?.text,
    diagnostics,
    zones: () => zoneSet,
    includeFolders: (uri, directory) => includeFolders(uri, zoneWith(uri)?.reading.zone.uri ?? uri, directory, folders),
    formatChoices,
    readApart(uri, text) {
      const source = { uri, text, encoding: "utf-8" } as const;
      const reading = openZone(uri);
      reading.update(source, originOf({ uri, kind: "zone", source, open: false }).origin, findIncludeFor(uri));
      return reading.zone;
    },
    revision: () => revision,
  };
}
