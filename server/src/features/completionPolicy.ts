/** What may be written in a policy file `mta-sts.txt`: keys, values, the domain's mail servers, a whole policy. */
import { mtaStsPolicyCompletions } from "../mail/mtaStsPolicy.js";
import { sliceText, wholeText } from "../text/pagedText.js";
import { span } from "../text/span.js";
import type { PolicySnapshot } from "../workspace/snapshot.js";
import { placed, type CompletionItem, type Offer } from "./completionItem.js";
import { serversOf } from "./policyDocument.js";
import { plainSnippet } from "./snippets.js";

export function policyItems(
  snapshot: PolicySnapshot,
  offset: number,
  options: { readonly snippets: boolean },
): CompletionItem[] {
  const text = wholeText(snapshot.text);
  const { from, to, items } = mtaStsPolicyCompletions(text, offset);
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const line = sliceText(snapshot.text, lineStart, offset);
  const offers = items.map(({ label, insert, summary }): Offer => ({
    label,
    kind: line.includes(":") ? "value" : "tag",
    insert,
    detail: summary,
    about: { what: "words", name: summary },
  }));
  const rest = placed(span(from, to), 2, offers);
  if (/^mx:[ \t]*\S*$/.test(line)) {
    const typed = /\S*$/.exec(line.slice(3))?.[0].length ?? 0;
    return [...placed(span(offset - typed, to), 1, hostOffers(snapshot, line)), ...rest];
  }
  const isEmpty = snapshot.policy.entries.length === 0 && /^\w*\s*$/.test(text);
  return [...(isEmpty ? placed(span(0, to), 1, [wholePolicy(snapshot, options)]) : []), ...rest];
}

/** The mail servers of the policy's domain that no other line names, then patterns that cover several of them. */
function hostOffers(snapshot: PolicySnapshot, line: string): Offer[] {
  const space = line === "mx:" ? " " : "";
  const named = new Set(snapshot.policy.mx.map(({ pattern }) => pattern));
  const servers = serversOf(snapshot);
  const hosts = servers.map(({ host, preference }): Offer => ({
    label: host,
    kind: "host",
    insert: `${space}${host}`,
    detail: `MX ${preference ?? ""}${named.has(host.toLowerCase()) ? ", listed already" : ""}`,
  }));
  const parents = new Map<string, number>();
  for (const { host } of servers) {
    const parent = host.slice(host.indexOf(".") + 1);
    parents.set(parent, (parents.get(parent) ?? 0) + 1);
  }
  const patterns = [...parents].flatMap(([parent, count]): Offer[] =>
    count < 2 || !parent.includes(".")
      ? []
      : [{ label: `*.${parent}`, kind: "host", insert: `${space}*.${parent}`, detail: `Covers ${count} mail servers` }],
  );
  return [...hosts, ...patterns];
}

/** A policy to start with, its mx lines those of the zone, in the snippet syntax of LSP. */
export function policyTemplate(snapshot: PolicySnapshot): string {
  const hosts = [...new Set(serversOf(snapshot).map(({ host }) => host.toLowerCase()))];
  const mx = hosts.length === 0 ? ["mx: ${3:mail.example.com}"] : hosts.map((host) => `mx: ${host}`);
  return [
    "version: STSv1",
    "mode: ${1|testing,enforce,none|}",
    ...mx,
    "max_age: ${2|604800,86400,1209600,2592000,31557600|}",
    "",
  ].join("\n");
}

function wholePolicy(snapshot: PolicySnapshot, options: { readonly snippets: boolean }): Offer {
  const template = policyTemplate(snapshot);
  const plain = plainSnippet(template);
  return {
    label: "policy in testing mode",
    kind: "record",
    filter: "version policy",
    ...(options.snippets ? { insert: template, snippet: true } : { insert: plain }),
    detail: "All that a policy needs, with the mail servers of the zone",
    about: { what: "policy", name: "" },
  };
}
