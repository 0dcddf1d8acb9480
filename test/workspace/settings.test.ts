/** Settings of any shape: what can be used is, and what can't be is named. */
import { expect, test } from "vitest";
import { defaultSettings, readSettings } from "../../server/src/workspace/config.js";

function read(value: unknown): { limits: unknown; faults: string[] } {
  const faults: string[] = [];
  return { limits: readSettings(value, defaultSettings, faults).limits, faults };
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
      'the limits of "ttl" are no durations',
      '"limits" of "refesh" are none of ttl, refresh, retry, expire, minimum',
      'the limits of "expire" are no durations',
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
