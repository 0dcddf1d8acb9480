/** Which tests vitest runs: plain ones on the sources, and those that need the bundles built first. */
import { defineConfig } from "vitest/config";

const bundled = [
  "test/protocol/**/*.test.ts",
  "test/cli/**/*.test.ts",
  "test/package/**/*.test.ts",
  "test/neovim/**/*.test.ts",
];

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Left to itself, vitest leaves one processor idle.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "sources",
          include: ["test/**/*.test.ts"],
          exclude: [...bundled, "test/vscode/**", "test/web/**", "test/bench/**"],
        },
      },
      { extends: true, test: { name: "bundles", include: bundled, globalSetup: "test/support/buildBundles.ts" } },
    ],
  },
});
