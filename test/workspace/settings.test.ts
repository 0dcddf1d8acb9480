/** Settings: of which folder, of which `zonewright.json`, and what is said of those that can't be used. */
import { expect, test } from "vitest";
import { defaultSettings, readSettings } from "../../server/src/workspace/config.js";
import type { SettingFault } from "../../server/src/workspace/settingFault.js";
import { openSettings } from "../../server/src/workspace/settings.js";

const faultsOf = (value: unknown, from: "editor" | "repository" = "editor"): string[] => {
  const faults: SettingFault[] = [];
  readSettings(value, defaultSettings, faults, from);
  return faults.map(({ message }) => message);
};

test("what can't be used is named, and the rest is taken", () => {
  const value = {
    preset: "strict",
    server: "djbdns",
    severty: {},
    severity: {
      "spf/too-many-lookups": "off",
      "spf/to-many-lookups": "off",
      "nofamily/*": "off",
      "*": "hint",
      "spf/no-all": 3,
    },
    origins: { "zones/db.example": "example.com", "db.none": 3 },
    inlayHints: { targets: true, serialdate: true, soaTimes: "yes" },
    codeLens: [],
  };
  expect(faultsOf(value)).toEqual([
    '"severty" is no setting of Zonewright',
    '"server" is none of any, bind, nsd, knot, powerdns, route53, cloudflare',
    'There is no rule "spf/to-many-lookups"',
    'There is no rule "nofamily/*"',
    'The severity of "spf/no-all" is none of error, warning, information, hint, off',
    'The origin of "db.none" is no name',
    '"inlayHints.serialdate" is no setting of Zonewright',
    '"inlayHints.soaTimes" is neither true nor false',
    '"codeLens" is no object',
  ]);
  const settings = readSettings(value, defaultSettings);
  expect(settings.preset).toBe("strict");
  expect(settings.origins).toEqual({ "zones/db.example": "example.com." });
  expect(settings.inlayHints).toEqual({ ...defaultSettings.inlayHints, targets: true });
});

test("a repository has no say in how the editor looks", () => {
  expect(faultsOf({ $schema: "x", preset: "bind", inlayHints: { targets: true } }, "repository")).toEqual([
    '"inlayHints" is no setting of a repository: it is the editor\'s',
  ]);
  expect(faultsOf([])).toEqual(["The settings are no object"]);
});

test("each folder has its own settings, and the nearest zonewright.json goes before those above it", () => {
  const settings = openSettings();
  settings.setFolders(["file:///a", "file:///b"]);
  settings.setEditor({ server: "nsd" }, new Map([["file:///b", { server: "knot" }]]));
  settings.setFile("file:///a/zonewright.json", `{ "preset": "strict", "server": "bind" }`);
  settings.setFile("file:///a/deep/zonewright.json", `{ "preset": "bind" }`);
  const of = (uri: string): string[] => [settings.of(uri).preset, settings.of(uri).server];
  expect(of("file:///a/x.zone")).toEqual(["strict", "bind"]);
  expect(of("file:///a/deep/er/x.zone")).toEqual(["bind", "bind"]);
  expect(of("file:///b/x.zone")).toEqual(["recommended", "knot"]);
  expect(of("file:///elsewhere/x.zone")).toEqual(["recommended", "nsd"]);
  expect(of("untitled:Untitled-1")).toEqual(["strict", "bind"]);
  expect(settings.setFile("file:///a/zonewright.json", undefined)).toBe(true);
  expect(of("file:///a/x.zone")).toEqual(["recommended", "nsd"]);
  expect(settings.setFile("file:///a/zonewright.json", undefined)).toBe(false);
});

test("a file that is no JSON is said to be none", () => {
  const settings = openSettings();
  settings.setFile("file:///a/zonewright.json", "{ preset: strict }");
  expect(settings.files().get("file:///a/zonewright.json")?.faults[0]?.message).toMatch(/^This is no JSON: /);
});

function read(value: unknown): { limits: unknown; faults: string[] } {
  const faults: SettingFault[] = [];
  const { limits } = readSettings(value, defaultSettings, faults);
  return { limits, faults: faults.map(({ message }) => message) };
}

test("limits are seconds or durations", () => {
  expect(read({ limits: { ttl: { minimum: 60, maximum: "1d" }, refresh: { maximum: "2h30m" } } })).toEqual({
    limits: { ttl: { minimum: 60, maximum: 86400 }, refresh: { maximum: 9000 } },
    faults: [],
  });
});

test("limits that can't be read are named and left out", () => {
  expect(
    read({ limits: { ttl: { minimum: "soon" }, refesh: { minimum: 1 }, expire: 5, retry: { minimum: 60 } } }),
  ).toEqual({
    limits: { retry: { minimum: 60 } },
    faults: [
      'The limits of "ttl" are no durations',
      'The limits of "refesh" are none of ttl, refresh, retry, expire, minimum',
      'The limits of "expire" are no durations',
    ],
  });
  expect(read({ limits: [] }).faults).toEqual(['"limits" is no object']);
});

test("the limits of a repository go over those of the editor, one time at a time", () => {
  const editor = readSettings({ limits: { ttl: { maximum: 1 }, retry: { minimum: 2 } } }, defaultSettings);
  expect(readSettings({ limits: { ttl: { maximum: 3 } } }, editor).limits).toEqual({
    ttl: { maximum: 3 },
    retry: { minimum: 2 },
  });
});
