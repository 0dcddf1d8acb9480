/** The outline: origins, owners, records. */
import { expect, test } from "vitest";
import { documentSymbols, type DocumentSymbol } from "../../server/src/features/documentSymbols.js";
import { zoneSnapshot } from "../support/features.js";

function outline(marked: string): string {
  const { snapshot, text } = zoneSnapshot(marked);
  const lines = (symbols: readonly DocumentSymbol[], depth: number): string[] =>
    symbols.flatMap(({ name, detail, kind, selection, children, span }) => {
      expect(span.start).toBeLessThanOrEqual(selection.start);
      expect(selection.end).toBeLessThanOrEqual(span.end);
      const word = text.slice(selection.start, selection.end);
      return [`${"  ".repeat(depth)}${kind} ${name} (${detail}) [${word}]`, ...lines(children, depth + 1)];
    });
  return lines(documentSymbols(snapshot), 0).join("\n");
}

test("origins hold owners, which hold records", () => {
  expect(
    outline(`
      $ORIGIN example.com.
      $TTL 60
      @ NS ns1
        MX 10 mail
      www A 192.0.2.1
      $ORIGIN sub.example.com.
      $GENERATE 1-3 h$ A 192.0.2.$
    `),
  ).toMatchInlineSnapshot(`
    "origin example.com. () [@]
      owner @ (example.com.) [@]
        record NS (ns1.example.com.) [@]
        record MX (10 mail.example.com.) [MX]
      owner www (www.example.com.) [www]
        record A (192.0.2.1) [www]
    origin sub.example.com. () [$GENERATE]
      owner h1 (h1.sub.example.com.) [$GENERATE]
        record $GENERATE A (192.0.2.1) [$GENERATE]"
  `);
});
