/** The configurations in docs/editors.md: whatever an editor would refuse at sight. Neovim's is run by test/neovim. */
import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";

const text = readFileSync(new URL("../../docs/editors.md", import.meta.url), "utf8");
const blocks = (language: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(([, block = ""]) => block);

/** Where the parentheses of Lisp don't match; strings and comments are passed over. */
function unmatched(lisp: string): string | undefined {
  let depth = 0;
  for (const [token] of lisp.matchAll(/"(?:\\.|[^"\\])*"|;.*|\\.|[()"]/gs)) {
    if (token === '"') return "a string is not closed";
    if (token === "(") depth++;
    if (token === ")" && --depth < 0) return "a parenthesis closes none";
  }
  return depth === 0 ? undefined : `${depth} parentheses are not closed`;
}

describe("docs/editors.md", () => {
  it("has TOML for Helix", () => {
    expect(blocks("toml")).toHaveLength(1);
    for (const block of blocks("toml"))
      expect(parse(block)).toMatchObject({
        "language-server": { zonewright: { command: "zonewright", args: ["lsp", "--stdio"] } },
      });
  });

  it("has JSON for Zed and Sublime Text", () => {
    expect(blocks("json")).toHaveLength(2);
    for (const block of blocks("json")) expect(JSON.stringify(JSON.parse(block))).toContain('"lsp","--stdio"');
  });

  it("has Lisp for Emacs", () => {
    expect(blocks("elisp")).toHaveLength(1);
    for (const block of blocks("elisp")) expect(unmatched(block)).toBeUndefined();
    expect(unmatched('(a "(" ; (\n')).toBe("1 parentheses are not closed");
  });
});
