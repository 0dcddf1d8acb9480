/** The pages of the rules: a click on the rule of a diagnostic opens its page, rendered. */
import type { Disposable, ExtensionContext } from "vscode";
import { Uri, workspace } from "vscode";

/** `zonewright-rule:/FAMILY/RULE.md`; the manifest has these opened in the preview of Markdown. */
const scheme = "zonewright-rule";

/** What diagnostics link to, before the id of the rule. */
export const rulePages = `${scheme}:/`;

async function readPages(context: ExtensionContext): Promise<ReadonlyMap<string, string>> {
  const file = Uri.joinPath(context.extensionUri, "dist/rules.json");
  const pages: unknown = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
  const entries: [string, unknown][] = typeof pages === "object" && pages !== null ? Object.entries(pages) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

export function provideRulePages(context: ExtensionContext): Disposable {
  let pages: Promise<ReadonlyMap<string, string>> | undefined;
  return workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      pages ??= readPages(context);
      const rule = path.replace(/^\//, "").replace(/\.md$/, "");
      return (await pages).get(rule) ?? `There is no page on the rule ${rule}.\n`;
    },
  });
}
