/** Zones and policies held against what version control has of them, by a host that has it. */
import { describe, expect, test } from "vitest";
import { testWorkspace, type TestWorkspace } from "../support/workspace.js";

const zone = (rest: string, serial = 7): string =>
  `$ORIGIN example.com.\n$TTL 3600\n@ SOA ns1.example.net. host.example.net. ${serial} 4h 1h 2w 1h\n@ NS ns1.example.net.\n${rest}`;
const path = "example.com.zone";
const committedRules = ["soa/serial-unchanged", "soa/serial-went-backwards", "mta-sts/id-unchanged"];

async function opened(
  now: Readonly<Record<string, string>>,
  then?: Readonly<Record<string, string>>,
): Promise<TestWorkspace> {
  const made = testWorkspace(now, then);
  for (const file of Object.keys(now)) if (file.endsWith(".zone")) made.open(file);
  await made.settle();
  return made;
}
const said = (made: TestWorkspace, file = path): string[] =>
  made.rules(file).filter((rule) => committedRules.includes(rule));

describe("a zone", () => {
  test.each<[string, string, string, string[]]>([
    [
      "with another record and the same serial",
      zone("www A 192.0.2.2\n"),
      zone("www A 192.0.2.1\n"),
      ["soa/serial-unchanged"],
    ],
    [
      "with another TTL and the same serial",
      zone("www 60 A 192.0.2.1\n"),
      zone("www A 192.0.2.1\n"),
      ["soa/serial-unchanged"],
    ],
    ["with another timer in the SOA", zone("").replace("4h", "5h"), zone(""), ["soa/serial-unchanged"]],
    ["with another record and a later serial", zone("www A 192.0.2.2\n", 8), zone("www A 192.0.2.1\n"), []],
    [
      "with another record and an earlier serial",
      zone("www A 192.0.2.2\n", 6),
      zone("www A 192.0.2.1\n"),
      ["soa/serial-went-backwards"],
    ],
    ["with the same records and an earlier serial", zone("", 6), zone(""), ["soa/serial-went-backwards"]],
    ["half of all serials away", zone("", 7 + 2 ** 31), zone(""), ["soa/serial-went-backwards"]],
    ["that passed the largest serial", zone("", 3), zone("", 2 ** 32 - 1), []],
    [
      "in another layout, with comments",
      zone("www\t1h\tIN\tA (192.0.2.1) ; web\n"),
      zone("; old\nwww A 192.0.2.1\n"),
      [],
    ],
    [
      "whose serial is filled in by a tool",
      zone("www A 192.0.2.2\n").replace(" 7 ", " @SERIAL@ "),
      zone("").replace(" 7 ", " @SERIAL@ "),
      [],
    ],
    ["that held another name", zone("").replaceAll("example.com", "example.org"), zone("www A 192.0.2.1\n"), []],
  ])("%s", async (_name, now, then, expected) =>
    expect(said(await opened({ [path]: now }, { [path]: then }))).toEqual(expected),
  );

  test("that is not committed has nothing to be compared with", async () => {
    expect(said(await opened({ [path]: zone("") }, {}))).toEqual([]);
  });

  test("is compared with nothing by a host without version control", async () => {
    expect(said(await opened({ [path]: zone("www A 192.0.2.2\n") }))).toEqual([]);
  });

  test("that is not open is not asked for", async () => {
    const made = testWorkspace({ [path]: zone(""), "other.zone": zone("") }, {});
    made.open(path);
    await made.settle();
    expect(made.asked).toEqual([path]);
  });

  test("the finding is on the serial, names the first owner that changed, and its fix bumps", async () => {
    const now = zone("b A 192.0.2.2\na A 192.0.2.2\n");
    const made = await opened({ [path]: now }, { [path]: zone("a A 192.0.2.1\n") });
    const found = made.found(path).find(({ rule }) => rule === "soa/serial-unchanged");
    expect(found?.message).toBe(
      "a.example.com changed since the commit, but not the serial: secondaries keep the old zone",
    );
    expect(now.slice(found?.at.start, found?.at.end)).toBe("7");
    expect(found?.fixes?.map(({ title, kind }) => [title, kind])).toEqual([["Bump the serial to 8", "review"]]);
    expect(found?.related?.map(({ at }) => now.slice(at.start, at.end))).toEqual(["a A 192.0.2.2"]);
  });

  test("a record that is gone is named too", async () => {
    const made = await opened({ [path]: zone("") }, { [path]: zone("gone A 192.0.2.1\n") });
    expect(made.found(path).find(({ rule }) => rule === "soa/serial-unchanged")?.message).toMatch(
      /^gone\.example\.com /,
    );
  });
});

describe("what changes later", () => {
  test("edits, of the zone and of what it includes", async () => {
    const files = { [path]: zone("$INCLUDE hosts.inc\n"), "hosts.inc": "www A 192.0.2.1\n" };
    const made = await opened(files, files);
    expect(said(made)).toEqual([]);
    made.open("hosts.inc", "www A 192.0.2.2\n");
    await made.settle();
    expect(said(made)).toEqual(["soa/serial-unchanged"]);
    made.change(path, zone("$INCLUDE hosts.inc\n", 8));
    await made.settle();
    expect(said(made)).toEqual([]);
    made.change(path, zone("$INCLUDE hosts.inc\n"));
    made.change("hosts.inc", "; the same again\nwww A 192.0.2.1\n");
    await made.settle();
    expect(said(made)).toEqual([]);
  });

  test("a commit", async () => {
    const made = await opened({ [path]: zone("www A 192.0.2.2\n") }, { [path]: zone("www A 192.0.2.1\n") });
    expect(said(made)).toEqual(["soa/serial-unchanged"]);
    made.committed?.set(path, zone("www A 192.0.2.2\n"));
    made.workspace.committedMoved();
    await made.settle();
    expect(said(made)).toEqual([]);
    made.committed?.set(path, zone("www A 192.0.2.2\n", 9));
    made.workspace.committedMoved();
    await made.settle();
    expect(said(made)).toEqual(["soa/serial-went-backwards"]);
    made.committed?.delete(path);
    made.workspace.committedMoved();
    await made.settle();
    expect(said(made)).toEqual([]);
  });

  test("an included file that is not committed is no change", async () => {
    const now = { [path]: zone("$INCLUDE made.inc\n"), "made.inc": "www A 192.0.2.1\n" };
    const made = await opened(now, { [path]: now[path] });
    expect(said(made)).toEqual([]);
    made.change(path, zone("$INCLUDE made.inc\na A 192.0.2.1\n"));
    await made.settle();
    expect(said(made)).toEqual(["soa/serial-unchanged"]);
  });

  test("a file that was included and no longer is", async () => {
    const made = await opened(
      { [path]: zone("www A 192.0.2.1\n") },
      { [path]: zone("$INCLUDE old.inc\n"), "old.inc": "www A 192.0.2.1\n" },
    );
    expect(said(made)).toEqual([]);
    made.committed?.set("old.inc", "www A 192.0.2.9\n");
    made.workspace.committedMoved();
    await made.settle();
    expect(said(made)).toEqual(["soa/serial-unchanged"]);
  });
});

describe("a policy", () => {
  const policyPath = "mta-sts.example.com/mta-sts.txt";
  const policy = (mode: string): string => `version: STSv1\nmode: ${mode}\nmx: mail.example.net\nmax_age: 604800\n`;
  const record = (id: string): string => zone(`_mta-sts TXT "v=STSv1; id=${id};"\n`);

  test.each<[string, string, string, string[]]>([
    ["that changed, with the same id", policy("enforce"), record("1"), ["mta-sts/id-unchanged"]],
    ["that changed, with another id", policy("enforce"), record("2"), ["soa/serial-unchanged"]],
    ["that did not change", policy("testing"), record("1"), []],
    [
      "with other line ends and order",
      "mode: testing\r\nversion: STSv1\r\nmax_age: 604800\r\nmx: MAIL.example.net\r\n",
      record("1"),
      [],
    ],
  ])("%s", async (_name, now, text, expected) => {
    const made = await opened(
      { [path]: text, [policyPath]: now },
      { [path]: record("1"), [policyPath]: policy("testing") },
    );
    expect(said(made)).toEqual(expected);
  });

  test("that is edited, and then mended by the fix", async () => {
    const files = { [path]: record("1"), [policyPath]: policy("testing") };
    const made = await opened(files, files);
    made.open(policyPath, policy("enforce"));
    await made.settle();
    const found = made.found(path).find(({ rule }) => rule === "mta-sts/id-unchanged");
    expect(found?.fixes?.[0]?.title).toBe("Write id=20270115080000Z");
    made.change(path, record("20270115080000Z"));
    await made.settle();
    expect(said(made)).toEqual(["soa/serial-unchanged"]);
  });
});

test("what edits lead to is what a workspace finds that sees their end only", async () => {
  const parts = [
    "www A 192.0.2.1\n",
    "www A 192.0.2.2\n",
    "$INCLUDE hosts.inc\n",
    "@ NS ns2.example.net.\n",
    "a ( b\n",
  ];
  const committedFiles = { [path]: zone("$INCLUDE hosts.inc\nwww A 192.0.2.1\n"), "hosts.inc": "h A 192.0.2.1\n" };
  const made = await opened({ ...committedFiles }, committedFiles);
  made.open("hosts.inc");
  let seed = 5;
  const next = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
  for (let step = 0; step < 40; step++) {
    const text = Array.from({ length: next(4) }, () => parts[next(parts.length)]).join("");
    if (next(4) === 0) made.change("hosts.inc", text.replaceAll("$INCLUDE hosts.inc\n", ""));
    else made.change(path, zone(text, 6 + next(3)));
    if (next(3) > 0) await made.settle();
  }
  await made.settle();
  const again = testWorkspace(Object.fromEntries(made.disk), committedFiles);
  again.open(path);
  again.open("hosts.inc");
  await again.settle();
  for (const file of [path, "hosts.inc"]) expect(made.found(file)).toEqual(again.found(file));
});
