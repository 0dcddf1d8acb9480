/** Code actions on the wire: those that can't be done go, with their reason, to editors that show reasons. */
import { expect, test } from "vitest";
import { startClient } from "../support/languageClient.js";

interface Action {
  readonly title: string;
  readonly edit?: object;
  readonly disabled?: { readonly reason: string };
}

test.each([
  [
    "with its reason, where the editor shows reasons",
    { disabledSupport: true },
    ["It is not below the origin, example.com."],
  ],
  ["not at all, where it would offer what does nothing", {}, []],
])("an action that can't be done is sent %s", async (_, codeAction, reasons) => {
  const client = await startClient({ textDocument: { codeAction } });
  const uri = "untitled:example.com.zone";
  await client.open(uri, "$ORIGIN example.com.\na 60 CNAME www.example.net.\n");
  const at = { line: 1, character: 13 };
  const actions: Action[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [] },
  });
  expect(actions.flatMap(({ disabled }) => disabled?.reason ?? [])).toEqual(reasons);
  expect(actions.filter(({ edit }) => edit !== undefined).map(({ title }) => title)).toContain(
    "Write in the generic form of RFC 3597",
  );
  expect(await client.stop()).toBe(0);
});

test("an editor that makes no files is told so", async () => {
  const client = await startClient({ textDocument: { codeAction: { disabledSupport: true } } });
  const uri = "file:///nowhere/example.com.zone";
  await client.open(uri, "$ORIGIN example.com.\na 60 A 192.0.2.1\nb 60 A 192.0.2.2\n");
  const actions: Action[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: { line: 1, character: 0 }, end: { line: 3, character: 0 } },
    context: { diagnostics: [], only: ["refactor.extract"] },
  });
  expect(actions.map(({ disabled }) => disabled?.reason)).toEqual([
    "The editor makes no files for servers, or the document is in none of its folders",
  ]);
  expect(await client.stop()).toBe(0);
});
