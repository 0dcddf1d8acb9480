/** Which settings are in force where: the editor's for each folder, and over them every `zonewright.json` above a file. */
import { URI, Utils } from "vscode-uri";
import { defaultSettings, readSettings, type Settings } from "./config.js";
import { isInside } from "./files.js";
import type { SettingFault } from "./settingFault.js";

export interface SettingsByPlace {
  /** What the editor says, in general and for each folder. */
  setEditor(value: unknown, ofFolders?: ReadonlyMap<string, unknown>): void;
  /** The text of a `zonewright.json`; undefined when it is gone. False if there was none before either. */
  setFile(uri: string, text: string | undefined): boolean;
  setFolders(folders: readonly string[]): void;
  /** All that is in force for a document. */
  of(uri: string): Settings;
  /** What the editor alone says for a document. */
  ofEditor(uri: string): Settings;
  /** What is wrong in the editor's settings. */
  editorFaults(): readonly SettingFault[];
  /** Each `zonewright.json` that is known, with what is wrong in it. */
  files(): ReadonlyMap<string, CheckedSettingsFile>;
}

export interface CheckedSettingsFile {
  readonly text: string;
  readonly faults: readonly SettingFault[];
}

interface SettingsFile {
  readonly text: string;
  readonly value: unknown;
  readonly fault?: SettingFault;
}

const folderOf = (uri: string): string => Utils.dirname(URI.parse(uri)).toString();

/** What has the longest path last. */
const byDepth = (a: string, b: string): number => a.length - b.length;

function readFile(text: string): SettingsFile {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return { text, value };
  } catch (error) {
    return { text, value: undefined, fault: { key: "", message: `This is no JSON: ${String(error)}`.slice(0, 100) } };
  }
}

export function openSettings(): SettingsByPlace {
  let editor = defaultSettings;
  let editorFaults: readonly SettingFault[] = [];
  let ofFolders: ReadonlyMap<string, Settings> = new Map();
  let folders: readonly string[] = [];
  const files = new Map<string, SettingsFile>();
  const known = new Map<string, Settings>();

  const ofEditor = (uri: string): Settings => {
    const within = [...ofFolders.keys()].filter((folder) => isInside(uri, [folder])).toSorted(byDepth);
    return ofFolders.get(within[within.length - 1] ?? "") ?? editor;
  };

  /** The files above a document, the nearest last; a document without a place has those of the folders. */
  const filesFor = (uri: string): SettingsFile[] => {
    const placed = isInside(uri, folders) || URI.parse(uri).scheme === "file";
    const above = placed
      ? [...files.keys()].filter((file) => isInside(uri, [folderOf(file)]))
      : [...files.keys()].filter((file) => folders.some((folder) => folderOf(file) === URI.parse(folder).toString()));
    return above.toSorted(byDepth).flatMap((file) => files.get(file) ?? []);
  };

  return {
    setEditor(value, values = new Map()) {
      const faults: SettingFault[] = [];
      editor = readSettings(value, defaultSettings, faults);
      ofFolders = new Map([...values].map(([folder, said]) => [folder, readSettings(said, defaultSettings, faults)]));
      const once = new Map(faults.map((fault) => [fault.message, fault]));
      editorFaults = [...once.values()];
      known.clear();
    },
    setFile(uri, text) {
      if (text === undefined && !files.delete(uri)) return false;
      if (text !== undefined) files.set(uri, readFile(text));
      known.clear();
      return true;
    },
    setFolders(uris) {
      folders = uris;
      known.clear();
    },
    of(uri) {
      const place = folderOf(uri);
      const before = known.get(place);
      if (before !== undefined) return before;
      let settings = ofEditor(uri);
      for (const { value } of filesFor(uri)) settings = readSettings(value, settings, [], "repository");
      known.set(place, settings);
      return settings;
    },
    ofEditor,
    editorFaults: () => editorFaults,
    files() {
      const found = new Map<string, CheckedSettingsFile>();
      for (const [uri, { text, value, fault }] of files) {
        const faults: SettingFault[] = fault === undefined ? [] : [fault];
        readSettings(value, defaultSettings, faults, "repository");
        found.set(uri, { text, faults });
      }
      return found;
    },
  };
}
