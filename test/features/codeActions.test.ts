/** Quick fixes, the same for a whole file, and fix-all. */
import { describe, expect, it } from "vitest";
import { fixAll, quickFixes } from "../../server/src/features/codeActions.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const zone = `
  $ORIGIN example.com.
  $TTL 3600
  @ SOA ns1 hostmaster 1 7200 3600 1209600 300
  @ NS ns1
  @ NS ns2
  ns1 A 192.0.2.1
  ns2 A 192.0.2.2
  a CNAME <|>www.example.com
  b CNAME www.example.com
  www A 192.0.2.3
`;

describe("quickFixes", () => {
  it("offers each fix of what is diagnosed in the range, and the rule's for the file", () => {
    const { snapshot, text, offset } = zoneSnapshot(zone);
    const actions = quickFixes(snapshot, offset, offset);
    const titles = actions.map(({ title }) => title);
    const single = actions.find(({ kind, title }) => kind === "quickfix" && !title.startsWith("Fix all"));
    expect(single?.diagnostic?.at.start).toBe(offset);
    expect(titles.some((title) => title.startsWith("Fix all 2 of "))).toBe(true);
    const all = actions.find(({ title }) => title.startsWith("Fix all 2"));
    const own = (all?.edits ?? []).map(({ start, end, text: written }) => ({ start, end, text: written }));
    expect(applyEdits(text, own)).not.toMatch(/CNAME www\.example\.com$/m);
  });

  it("offers to allow what was found, last of all", () => {
    const { snapshot, text, offset } = zoneSnapshot(zone);
    const action = quickFixes(snapshot, offset, offset).find(({ title }) => title.endsWith("on this line"));
    const edits = (action?.edits ?? []).map(({ start, end, text: written }) => ({ start, end, text: written }));
    expect(applyEdits(text, edits)).toContain("a CNAME www.example.com ; zonewright-disable-line names/");
  });

  it("offers nothing where nothing is wrong", () => {
    const { snapshot, text } = zoneSnapshot(zone);
    const at = text.indexOf("ns2 A");
    expect(quickFixes(snapshot, at, at)).toEqual([]);
  });
});

describe("fixAll", () => {
  it("applies the safe fixes and no others", () => {
    const { snapshot, text } = zoneSnapshot(`
      $ORIGIN example.com.
      $TTL 3600
      @ SOA ns1 hostmaster 1 7200 3600 1209600 300
      a TXT "${"x".repeat(300)}"
      b WHAT 1`);
    const action = fixAll(snapshot);
    const fixed = applyEdits(
      text,
      (action?.edits ?? []).map(({ start, end, text: written }) => ({ start, end, text: written })),
    );
    expect(fixed).toBe(
      dedent(`
        $ORIGIN example.com.
        $TTL 3600
        @ SOA ns1 hostmaster 1 7200 3600 1209600 300
        a TXT "${"x".repeat(255)}" "${"x".repeat(45)}"
        b WHAT 1
      `),
    );
  });

  it("is not offered where there is nothing to fix", () => {
    expect(fixAll(zoneSnapshot("").snapshot)).toBeUndefined();
  });
});
