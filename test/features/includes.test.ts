/** Refactorings across files: an included file put in place, lines moved to a file of their own, PTR records written. */
import { describe, expect, it } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import type { CodeAction } from "../../server/src/features/action.js";
import { missingPointers } from "../../server/src/features/pointers.js";
import { refactorings } from "../../server/src/features/refactorings.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { recordsOf } from "../support/corpusSnapshot.js";
import { testWorkspace } from "../support/workspace.js";
import { dedent, zoneSnapshot, type SnapshotOptions } from "../support/features.js";

const apply = (text: string, action: CodeAction, uri: string): string =>
  applyEdits(
    text,
    action.edits
      .filter((edit) => edit.uri === uri)
      .map(({ start, end, text: written }) => ({ start, end, text: written })),
  );

const find = (actions: readonly CodeAction[], title: string): CodeAction => {
  const found = actions.find((action) => action.title.includes(title));
  if (found === undefined) throw new Error(`"${title}" is none of ${actions.map((action) => action.title).join(", ")}`);
  return found;
};

/** The text after the action, in which the records have to be those from before. */
function done(marked: string, title: string, options: SnapshotOptions = {}): string {
  const { snapshot, text, offsets, offset } = zoneSnapshot(marked, options);
  const action = find(refactorings(snapshot, offset, offsets[1] ?? offset), title);
  if (action.disabled !== undefined) return action.disabled;
  const after = apply(text, action, snapshot.uri);
  const name = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
  const created = (action.files ?? []).map((file) => ({ name: name(file.uri), text: file.text }));
  const files = new Map([
    ...Object.entries(options.files ?? {}).map(([file, content]) => [file, dedent(content)] as const),
    ...created.map((file) => [file.name, file.text] as const),
  ]);
  const again = readText(after, { files, ...(options.origin === undefined ? {} : { origin: options.origin }) });
  expect(recordsOf(again)).toEqual(recordsOf(snapshot));
  return after + created.map((file) => `--- ${file.name}\n${file.text}`).join("");
}

const head = "$ORIGIN example.com.\n@ 300 SOA ns1 hostmaster 1 2 3 4 5\n";

describe("an included file in the place of its line", () => {
  it("keeps origin, owner and comments, and what follows keeps its owner", () =>
    expect(
      done(
        `
          $ORIGIN example.com.
          $TTL 300
          www A 192.0.2.1
          $INCLUDE<|> "hosts.inc" sub ; the hosts
            TXT "of www"
          mail A 192.0.2.9
        `,
        "Put the included file",
        { files: { "hosts.inc": '  TXT "of www too"\na A 192.0.2.2 ; a\n$TTL 600\nb A 192.0.2.3' } },
      ),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        $TTL 300
        www A 192.0.2.1
        ; the hosts
        $ORIGIN sub.example.com.
          TXT "of www too"
        a A 192.0.2.2 ; a
        $TTL 600
        b A 192.0.2.3
        $ORIGIN example.com.
        www  TXT "of www"
        mail A 192.0.2.9
      `),
    ));

  it("goes back to an origin that the file changes, and takes Windows line ends", () =>
    expect(
      done("$ORIGIN example.com.\r\n$TTL 300\r\n$INCLUDE<|> x.inc\r\nb A 192.0.2.2\r\n", "Put the included file", {
        files: { "x.inc": "$ORIGIN sub\na A 192.0.2.1\n" },
      }),
    ).toBe(
      "$ORIGIN example.com.\r\n$TTL 300\r\n$ORIGIN sub\r\na A 192.0.2.1\r\n$ORIGIN example.com.\r\nb A 192.0.2.2\r\n",
    ));

  it.each([
    ["The file is not there", "$INCLUDE<|> none.inc\n", {}],
    ["The file is empty", "$INCLUDE<|> x.inc\n", { "x.inc": "" }],
    ["quotes or parentheses that don't match", "$INCLUDE<|> x.inc\n", { "x.inc": "a 300 TXT ( x\n" }],
    ["The file is over 1 MB", "$INCLUDE<|> x.inc\n", { "x.inc": `a 300 A 192.0.2.1 ;${" ".repeat(1024 * 1024)}\n` }],
    ["An $INCLUDE follows", "$INCLUDE<|> x.inc\n$INCLUDE y.inc\n", { "x.inc": "a 300 A 192.0.2.1\n", "y.inc": "" }],
    ["byte order mark", "$INCLUDE<|> x.inc\n", { "x.inc": "\ufeffa 300 A 192.0.2.1\n" }],
  ])("is refused: %s", (reason, text, files) =>
    expect(done(head + text, "Put the included file", { files })).toContain(reason),
  );
});

/** What is said of the `$INCLUDE` of a document in a workspace. */
async function reasonIn(
  files: Readonly<Record<string, string>>,
  name: string,
  encoding: "utf-8" | "latin-1" = "utf-8",
) {
  const zones = testWorkspace(files);
  const uri = `file:///work/${name}`;
  const text = files[name] ?? "";
  zones.open("top.zone");
  zones.workspace.open(uri, "zone", pagedText(text, entryEnd), encoding);
  await zones.settle();
  const snapshot = zones.workspace.snapshot(uri);
  if (snapshot?.kind !== "zone") throw new Error("no zone");
  return find(refactorings(snapshot, text.indexOf("$INCLUDE") + 1), "Put the included file").disabled;
}

it("is refused where the file names others by its own folder", async () => {
  const files = {
    "top.zone": `${head}$INCLUDE sub/x.inc\n`,
    "sub/x.inc": "$INCLUDE y.inc\n",
    "sub/y.inc": "y 300 A 192.0.2.1\n",
  };
  expect(await reasonIn(files, "top.zone")).toBe("The file includes others by their place relative to its own folder");
});

it("is refused where the encodings differ", async () => {
  const files = { "top.zone": `${head}$INCLUDE x.inc\n`, "x.inc": 'x 300 TXT "\u00fc"\n' };
  expect(await reasonIn(files, "top.zone", "latin-1")).toBe("The files differ in their encoding");
});

it("is refused where files include each other too deep", async () => {
  const chain = Array.from({ length: 30 }, (_, i): [string, string] => [`x${i}.inc`, `$INCLUDE x${i + 1}.inc\n`]);
  const files: Record<string, string> = { "top.zone": `${head}$INCLUDE x0.inc\n`, ...Object.fromEntries(chain) };
  const reasons = await Promise.all(chain.slice(15, 25).map(async ([name]) => reasonIn(files, name)));
  expect(reasons).toContain("Files include each other too deep");
});

it.each([
  ["self.zone", "The file includes itself"],
  ["../secret.inc", "The file lies outside the folders of the workspace"],
])("an $INCLUDE of %s has a reason of its own", async (file, reason) => {
  const text = `${head}$INCLUDE ${file}\n`;
  const zones = testWorkspace({ "self.zone": text });
  zones.open("self.zone");
  await zones.settle();
  const snapshot = zones.workspace.snapshot("file:///work/self.zone");
  if (snapshot?.kind !== "zone") throw new Error("no zone");
  expect(find(refactorings(snapshot, head.length + 1), "Put the included file").disabled).toBe(reason);
});

describe("lines in a file of their own", () => {
  it("saves the origin and the owner that they had, and what follows keeps its own", () =>
    expect(
      done(
        `
          $ORIGIN example.com.
          $TTL 300
          www A 192.0.2.1
          <|>; text
            TXT "of www"
          $ORIGIN sub
          a A 192.0.2.2
          <|>  TXT "of a"
          b A 192.0.2.3
        `,
        "selected lines",
      ),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        $TTL 300
        www A 192.0.2.1
        $INCLUDE example.com.part.inc
        $ORIGIN sub.example.com.
        a  TXT "of a"
        b A 192.0.2.3
        --- example.com.part.inc
        $ORIGIN example.com.
        ; text
        www  TXT "of www"
        $ORIGIN sub
        a A 192.0.2.2
      `),
    ));

  it("takes a section whose $ORIGIN the cursor is on, up to the next", () =>
    expect(
      done(
        "$ORIGIN example.com.\n$TTL 300\na A 192.0.2.1\n$ORI<|>GIN sub\nb A 192.0.2.2\n\n$ORIGIN example.net.\nc A 192.0.2.3\n",
        "section of",
      ),
    ).toBe(
      "$ORIGIN example.com.\n$TTL 300\na A 192.0.2.1\n$INCLUDE sub.example.com.inc\n$ORIGIN example.net.\nc A 192.0.2.3\n" +
        "--- sub.example.com.inc\n$ORIGIN example.com.\n$ORIGIN sub\nb A 192.0.2.2\n\n",
    ));

  it.each([
    ["save it first", "untitled:Untitled-1", "example.com.", "<|>a 300 A 192.0.2.1\n<|>"],
    ["The origin is not known", "file:///x", undefined, "<|>a 300 A 192.0.2.1\n<|>"],
    ["parentheses don't match there", "file:///x", "example.com.", "<|>a 300 A 192.0.2.1\nb 300 TXT ( x\n<|>"],
    ["The owner before the lines can't", "file:///x", "example.com.", "a..b 300 A 192.0.2.1\n<|>  A 192.0.2.2\n<|>"],
  ])("is refused: %s", (reason, uri, origin, text) =>
    expect(done(text, "selected lines", { uri, ...(origin === undefined ? {} : { origin }) })).toContain(reason),
  );
});

describe("$GENERATE written out", () => {
  it("is refused where what follows would take a TTL that it has not", () =>
    expect(done("$ORIGIN example.com.\n$GENER<|>ATE 1-2 h$ A 192.0.2.$\nb A 192.0.2.9\n", "$GENERATE")).toBe(
      "The record that follows has no TTL",
    ));

  it("leaves the owner and the TTL of what follows", () => {
    expect(done(`${head}$GENER<|>ATE 1-2 h$ 60 A 192.0.2.$\n  TXT "of the apex"\n`, "$GENERATE")).toBe(
      `${head}h1 60 A 192.0.2.1\nh2 60 A 192.0.2.2\n@ 300  TXT "of the apex"\n`,
    );
  });
});

const reverse = {
  "file:///reverse.zone":
    "$ORIGIN 2.0.192.in-addr.arpa.\n$TTL 300\n@ IN SOA ns1.example.com. h.example.com. 1 2 3 4 5\n" +
    "1 IN PTR there.example.com.\n8 IN CNAME 8.0-15\n0-15 IN NS ns.example.net.",
};

describe("PTR records", () => {
  const zone = `${head}there 300 A 192.0.2.1\nw<|>ww 300 A 192.0.2.2\nsame 300 A 192.0.2.2\n*.x 300 A 192.0.2.3\nout 300 A 198.51.100.1\n`;

  it("are written into the reverse zone, in its style", () => {
    const { snapshot } = zoneSnapshot(zone, { others: reverse });
    const action = find(refactorings(snapshot, zone.indexOf("w<|>ww")), "PTR record");
    expect(action.title).toBe("Write the PTR record of 192.0.2.2 into 2.0.192.in-addr.arpa.");
    expect(apply(reverse["file:///reverse.zone"], action, "file:///reverse.zone")).toBe(
      `${reverse["file:///reverse.zone"]}\n2 IN PTR www.example.com.\n`,
    );
  });

  it("are written for all addresses that lack one, one for each", () => {
    const { snapshot } = zoneSnapshot(zone, { others: reverse });
    const action = missingPointers(snapshot);
    expect(action?.title).toBe("Write 1 missing PTR record into 2.0.192.in-addr.arpa.");
    expect(action?.edits.map(({ text }) => text)).toEqual(["\n2 IN PTR www.example.com.\n"]);
  });

  it("are refused where a template makes the reverse zone", () => {
    const template = { "file:///reverse.zone": `${reverse["file:///reverse.zone"]}\n9 IN PTR {{ name }}.\n` };
    const { snapshot, offset } = zoneSnapshot(zone, { others: template });
    expect(find(refactorings(snapshot, offset), "PTR record").disabled).toBe(
      "2.0.192.in-addr.arpa. has no place where a record can be added",
    );
  });

  it("are refused where the reverse zone is elsewhere", () => {
    const { snapshot, offset } = zoneSnapshot(zone);
    expect(find(refactorings(snapshot, offset), "PTR record").disabled).toBe(
      "Its reverse zone is not in the workspace",
    );
    expect(missingPointers(snapshot)?.disabled).toBe("No reverse zone of its addresses is in the workspace");
    expect(missingPointers(zoneSnapshot(head).snapshot)).toBeUndefined();
  });
});
