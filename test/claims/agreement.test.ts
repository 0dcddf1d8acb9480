/** Manifest, client and server name the same files, languages, commands and version. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { serverCommands, clientCommands } from "../../server/src/protocol/commands.js";
import { defaultSettings, readSettings } from "../../server/src/workspace/config.js";
import { fileKind, filePatterns } from "../../server/src/workspace/files.js";
import type { SettingFault } from "../../server/src/workspace/settingFault.js";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

interface Manifest {
  readonly version: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly extensions?: readonly string[] }[];
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}
const isManifest = (value: unknown): value is Manifest =>
  typeof value === "object" && value !== null && "contributes" in value;
const parsed: unknown = JSON.parse(read("package.json"));
if (!isManifest(parsed)) throw new Error("package.json is no manifest");
const { contributes, activationEvents, version } = parsed;

/** The strings of the array that is written after a name in a source. */
function stringsAfter(source: string, name: string): string[] {
  const start = source.indexOf(name);
  const list = source.slice(source.indexOf("[", start), source.indexOf("]", start));
  return [...list.matchAll(/"((?:\\.|[^"\\])*)"/g)].map(([, text = ""]) => text);
}

describe("files", () => {
  it("are looked for by the same patterns in client and server", () => {
    expect(stringsAfter(read("client/src/files.ts"), "filePatterns =")).toEqual(filePatterns);
  });

  it("of the extensions that the manifest claims are zones to the server", () => {
    const extensions = contributes.languages.find(({ id }) => id === "dns-zone")?.extensions ?? [];
    expect(extensions.length).toBeGreaterThan(5);
    for (const extension of extensions)
      expect([extension, fileKind(`file:///x${extension}`)]).toEqual([extension, "zone"]);
  });
});

describe("languages", () => {
  const ofZones = stringsAfter(read("client/src/languages.ts"), "zoneLanguages =");

  it("that start the extension are those that it checks", () => {
    const started = activationEvents.map((event) => event.replace("onLanguage:", ""));
    expect(started.toSorted()).toEqual([...ofZones, "mta-sts"].toSorted());
  });

  it("of zones are known to the server, and to the menus", () => {
    const known = stringsAfter(read("server/src/protocol/session.ts"), "zoneLanguages =");
    for (const language of ofZones) expect(known).toContain(language);
    for (const [, list] of read("package.json").matchAll(/LangId =~ \/\^\(([^)]*)\)\$/g))
      expect(list?.split("|").toSorted()).toEqual(ofZones.toSorted());
  });
});

describe("commands", () => {
  const sources = ["client", "compare", "guided", "json", "places", "views"].map((name) => {
    try {
      return read(`client/src/${name}.ts`);
    } catch {
      return "";
    }
  });
  const registered = sources.flatMap((source) =>
    [...source.matchAll(/registerCommand\(\s*"([^"]+)"/g)].map(([, command = ""]) => command),
  );

  it("of the manifest are there, and those that are there are in the manifest", () => {
    const listed = contributes.commands.map(({ command }) => command);
    const internal: string[] = [serverCommands.applyEdit, ...Object.values(clientCommands)];
    const there = [...registered, ...Object.values(serverCommands)];
    expect(listed.toSorted()).toEqual([...new Set(there)].filter((command) => !internal.includes(command)).toSorted());
    for (const command of Object.values(clientCommands)) expect(registered).toContain(command);
  });

  it("of the palette depend on the language, except those that are for the server", () => {
    const inPalette = contributes.menus["commandPalette"]?.map(({ command }) => command) ?? [];
    const others = contributes.commands.map(({ command }) => command).filter((command) => !inPalette.includes(command));
    expect(others).toEqual(["zonewright.restart", "zonewright.showOutput"]);
  });
});

describe("settings", () => {
  it("of the manifest are settings of the server, with the same defaults", () => {
    const value: Record<string, unknown> = {};
    for (const [name, { default: standard }] of Object.entries(contributes.configuration.properties)) {
      const [, first = "", second] = name.split(".");
      if (second === undefined) value[first] = standard;
      else value[first] = { ...(typeof value[first] === "object" ? value[first] : {}), [second]: standard };
    }
    const faults: SettingFault[] = [];
    const settings = readSettings(value, defaultSettings, faults);
    expect(faults).toEqual([]);
    const { format: _, ...others } = settings;
    const { format: __, ...standard } = defaultSettings;
    expect(others).toEqual(standard);
    expect(
      Object.keys(value)
        .filter((key) => key !== "trace")
        .toSorted(),
    ).toEqual(Object.keys(defaultSettings).toSorted());
  });
});

it("the version stands in package.json, and in those of both parts", () => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  for (const part of ["client", "server"])
    expect(JSON.parse(read(`${part}/package.json`))).toHaveProperty("version", version);
  expect(read("server/src/main/cli.ts")).not.toContain(`"${version}"`);
});
