/** Serial numbers: recognized, and the next one. */
import { describe, expect, it } from "vitest";
import { isLaterSerial, nextSerial } from "../../server/src/dns/serial.js";
import { bumpSerial } from "../../server/src/features/serial.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { zoneSnapshot } from "../support/features.js";

/** 2026-11-24 12:00 UTC. */
const now = 1795521600;

const shown = (serial: number): string => {
  const next = nextSerial(serial, now);
  return "refused" in next ? "refused" : `${next.serial} (${next.form})`;
};

describe("nextSerial", () => {
  it.each([
    [2026010105, "2026112401 (date with counter)"],
    [2026112401, "2026112402 (date with counter)"],
    [2026112499, "2026112500 (date with counter)"],
    [2026123199, "2027010100 (date with counter)"],
    [2042010101, "2042010102 (date with counter)"],
    [20260101, "20261124 (date)"],
    [20261124, "20261125 (date)"],
    [1763942249, "1795521600 (unix time)"],
    [1795521600, "1795521601 (unix time)"],
    [1, "2 (counter)"],
    [0, "1 (counter)"],
    [3_000_000_000, "3000000001 (counter)"],
    [4_294_967_295, "1 (counter)"],
    [4_294_967_296, "refused"],
    [202611240101, "refused"],
  ])("%i is followed by %s", (serial, next) => expect(shown(serial)).toBe(next));

  it("always goes forward as RFC 1982 counts", () => {
    for (let serial = 0; serial < 2 ** 32; serial += 1_234_567) {
      const next = nextSerial(serial, now);
      if ("serial" in next) expect(isLaterSerial(next.serial, serial), String(serial)).toBe(true);
    }
  });
});

describe("isLaterSerial", () => {
  it.each([
    [1, 0, true],
    [0, 4_294_967_295, true],
    [44, 0, true],
    [0, 44, false],
    [5, 5, false],
    [2 ** 31, 0, false],
  ])("%i after %i: %s", (a, b, later) => expect(isLaterSerial(a, b)).toBe(later));
});

describe("bumpSerial", () => {
  it("changes the serial alone", () => {
    const { snapshot, text } = zoneSnapshot(`
      $ORIGIN example.com.
      @ 3600 SOA ns1 hostmaster ( 2026010105 ; serial
        7200 3600 1209600 300 )
    `);
    const action = bumpSerial(snapshot, now);
    expect(action?.title).toBe("Bump the serial to 2026112401");
    const edits = (action?.edits ?? []).map(({ start, end, text: written }) => ({ start, end, text: written }));
    expect(applyEdits(text, edits)).toBe(text.replace("2026010105", "2026112401"));
  });

  it.each([
    [
      "a serial over several lines, with comments",
      "(\n  ; the serial:\n  7 ; a counter\n  7200 3600\n  1209600 300 )",
      "8",
    ],
    ["a serial that ends its line", "7\\\n", undefined],
  ])("%s", (_name, rest, next) => {
    const { snapshot, text } = zoneSnapshot(`$ORIGIN example.com.\r\n@ 3600 SOA ns1 hostmaster ${rest}\n`);
    const action = bumpSerial(snapshot, now);
    if (next === undefined) return expect(action?.edits ?? []).toEqual([]);
    const edits = (action?.edits ?? []).map(({ start, end, text: written }) => ({ start, end, text: written }));
    return expect(applyEdits(text, edits)).toBe(text.replace("7 ;", `${next} ;`));
  });

  it.each([
    ["{{ serial }}", "The serial is filled in by a tool, in the place of {{: let that tool count it"],
    ["@SERIAL@", "The serial is filled in by a tool, in the place of @SERIAL@: let that tool count it"],
    ["$SERIAL$", "The serial is filled in by a tool, in the place of $SERIAL$: let that tool count it"],
    ["202611240101", "The serial is over 4294967295: write one of at most 32 bits first"],
    ["2026112401a", '"2026112401a" is no serial: write a number first'],
  ])("refuses %s and says why", (serial, why) => {
    const { snapshot } = zoneSnapshot(
      `$ORIGIN example.com.\n@ 3600 SOA ns1 hostmaster ${serial} 7200 3600 1209600 300\n`,
    );
    expect(bumpSerial(snapshot, now)).toMatchObject({ disabled: why, edits: [] });
  });

  it("is absent without SOA", () => {
    expect(bumpSerial(zoneSnapshot("$ORIGIN example.com.\na 300 A 192.0.2.1\n").snapshot, now)).toBeUndefined();
  });
});
