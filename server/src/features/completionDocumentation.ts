/** The documentation of what completion offers, written when someone looks at an item and not before. */
import { completions } from "../dns/fieldKinds.js";
import { readType } from "../dns/typeIndex.js";
import type { Snapshot } from "../workspace/snapshot.js";
import { directives } from "../zone/directive.js";
import type { About } from "./completionItem.js";
import { policyTemplate } from "./completionPolicy.js";
import { snippetLines, snippetsOf } from "./completionRecords.js";
import { ownerLines } from "./hoverNames.js";
import { code, link, paragraphs, sentence, zoneBlock } from "./hoverMarkdown.js";
import { plainSnippet } from "./snippets.js";

/** Markdown; undefined for what is no longer there. */
export function documentationOf(snapshot: Snapshot, about: About): string | undefined {
  switch (about.what) {
    case "type":
      return typeWords(about.name);
    case "directive": {
      const row = directives.find(({ name }) => name === about.name);
      return row && paragraphs(sentence(row.summary), row.rfc === undefined ? "" : link(row));
    }
    case "value": {
      const value = completions(about.kind).find(({ text }) => text === about.name);
      return value && paragraphs(sentence(value.summary), link(value.reference));
    }
    case "words":
      return sentence(about.name);
    case "policy":
      return snapshot.kind === "policy"
        ? plainSnippet(policyTemplate(snapshot)).trimEnd().split("\n").map(code).join("  \n")
        : undefined;
    default:
      return snapshot.kind === "zone" ? zoneWords(snapshot, about) : undefined;
  }
}

function typeWords(name: string): string | undefined {
  const type = readType(name);
  if (type === undefined) return undefined;
  const { summary, status, reference } = type;
  return paragraphs(sentence(summary), status === undefined ? undefined : `(${status})`, link(reference));
}

function zoneWords(snapshot: Snapshot & { kind: "zone" }, { what, name }: About): string | undefined {
  if (what === "owner") {
    const lines = ownerLines(snapshot.zones.zoneOf(name, snapshot.uri) ?? snapshot.zone, name);
    return lines.length === 0 ? undefined : zoneBlock(lines);
  }
  const snippet = snippetsOf(snapshot).find(({ label }) => label === name);
  if (snippet === undefined) return undefined;
  const lines = plainSnippet(snippetLines(snapshot, snippet)).split("\n");
  return paragraphs(sentence(snippet.summary), zoneBlock(lines), link(snippet.reference));
}
