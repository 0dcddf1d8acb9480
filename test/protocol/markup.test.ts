/** Documentation for editors without Markdown says the same in plain text. */
import { expect, test } from "vitest";
import { markup } from "../../server/src/protocol/markup.js";

const markdown = [
  "`include:_spf.example.com`: who passes *\\_spf.example.com*",
  "[RFC 7208 section 5.2](https://www.rfc-editor.org/rfc/rfc7208#section-5.2)",
  "---",
  "**SPF**: who may send",
  "| Term | Meaning |\n| --- | --- |\n| `a\\|b` | one |",
  "```dns-zone\nwww 60 A 192.0.2.1\n```",
  "`` a`b ``",
].join("\n\n");

test("as it is for editors that take it, or say nothing", () => {
  expect(markup(markdown, ["plaintext", "markdown"])).toEqual({ kind: "markdown", value: markdown });
  expect(markup(markdown, undefined)).toEqual({ kind: "markdown", value: markdown });
});

test("without its marks for others", () => {
  expect(markup(markdown, ["plaintext"])).toEqual({
    kind: "plaintext",
    value: [
      "include:_spf.example.com: who passes *_spf.example.com*",
      "RFC 7208 section 5.2 (https://www.rfc-editor.org/rfc/rfc7208#section-5.2)",
      "SPF: who may send",
      "Term  Meaning\na|b  one",
      "www 60 A 192.0.2.1",
      "a`b",
    ].join("\n\n"),
  });
});
