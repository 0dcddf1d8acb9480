/** Call hierarchies: what SPF records include and at what cost, where aliases and delegations lead, and who leads here. */
import { describe, expect, it } from "vitest";
import {
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
  type HierarchyCall,
  type HierarchyItem,
} from "../../server/src/features/callHierarchy.js";
import type { ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { zoneSnapshot, type SnapshotOptions } from "../support/features.js";

const head = "$ORIGIN example.com.\n$TTL 3600\n@ SOA ns1 h 1 2 3 4 5\n";

/** The record at the mark and what it leads to, each deeper line a call further; a record on the way is not entered again. */
function tree(marked: string, direction: "out" | "in", options: SnapshotOptions = {}): string[] {
  const { snapshot, text, offset } = zoneSnapshot(head + marked, options);
  const others = new Map(Object.entries(options.others ?? {}));
  const calls = (item: HierarchyItem): readonly HierarchyCall[] =>
    direction === "out" ? outgoingCalls(snapshot, item) : incomingCalls(snapshot, item);
  const lines = (item: HierarchyItem, depth: number, open: readonly HierarchyItem[]): string[] =>
    calls(item).flatMap((call) => {
      const written =
        (direction === "out" ? item.uri : call.item.uri) === snapshot.uri ? text : others.get(call.item.uri);
      const from = call.from.map(({ start, end }) => written?.slice(start, end)).join(" and ");
      const line = `${"  ".repeat(depth)}${call.item.name}, ${call.item.detail} [${from}]`;
      const isOpen = open.some(({ uri, at }) => uri === call.item.uri && at.start === call.item.at.start);
      return isOpen ? [line] : [line, ...lines(call.item, depth + 1, [...open, call.item])];
    });
  const [item] = prepareCallHierarchy(snapshot, offset);
  return item === undefined ? [] : [`${item.name}, ${item.detail}`, ...lines(item, 1, [item])];
}

describe("SPF", () => {
  const zone = `@ MX 10 mail
@ TXT "v=spf1 mx ‸include:_spf.example.com include:unknown.example.net include:_spf.google.com include:no.example.com -all"
_spf TXT "v=spf1 a:mail.example.com include:_more.example.com -all"
_more TXT "v=spf1 ip4:192.0.2.0/24 -all"
mail A 192.0.2.1
`;

  it("has each include with the cost of what it leads to, and what is known of those elsewhere", () => {
    expect(tree(zone, "out")).toEqual([
      "example.com SPF, at least 7 look-ups",
      "  _spf.example.com SPF, 2 look-ups [include:_spf.example.com]",
      "    _more.example.com SPF, 0 look-ups [include:_more.example.com]",
      "  unknown.example.net SPF, look-ups not known here [include:unknown.example.net]",
      "  _spf.google.com SPF, about 0 look-ups (Google Workspace) [include:_spf.google.com]",
      "  no.example.com SPF, no SPF record [include:no.example.com]",
    ]);
  });

  it("goes back to all that include it, redirects and other zones among them", () => {
    const others = {
      "file:///net": '$ORIGIN example.net.\n@ 300 TXT "v=spf1 redirect=_more.example.com"\n',
    };
    expect(tree(zone.replace("‸", "").replace('_more TXT "v', '_more TXT "‸v'), "in", { others })).toEqual([
      "_more.example.com SPF, 0 look-ups",
      "  _spf.example.com SPF, 2 look-ups [include:_more.example.com]",
      "    example.com SPF, at least 7 look-ups [include:_spf.example.com]",
      "  example.net SPF, 1 look-up [redirect=_more.example.com]",
    ]);
  });

  it("follows an alias, there and back; what macros stand for is nobody's to know", () => {
    const aliased = `@ TXT "v=spf1 include:‸a.example.com include:%{i}.example.com -all"
a CNAME b
b TXT "v=spf1 -all"
`;
    expect(tree(aliased, "out").slice(1)).toEqual(["  b.example.com SPF, 0 look-ups [include:a.example.com]"]);
    expect(tree(aliased.replace("‸", "").replace("b TXT", "b‸ TXT"), "in").slice(1)).toEqual([
      "  example.com SPF, at least 2 look-ups [include:a.example.com]",
    ]);
  });

  it("may go round in circles", () => {
    expect(
      tree('@ TXT "v=spf1 ‸include:a.example.com -all"\na TXT "v=spf1 include:example.com -all"\n', "out"),
    ).toEqual([
      "example.com SPF, at least 2 look-ups",
      "  a.example.com SPF, at least 2 look-ups [include:a.example.com]",
      "    example.com SPF, at least 2 look-ups [include:example.com]",
    ]);
  });
});

describe("aliases", () => {
  it("lead to where they end, by CNAME, wildcard and DNAME", () => {
    const zone = `www‸ CNAME web
web CNAME x.any
*.any CNAME host.old
old DNAME new
new A 192.0.2.1
`;
    expect(tree(zone, "out")).toEqual([
      "www.example.com. CNAME, web.example.com.",
      "  web.example.com. CNAME, x.any.example.com. [web]",
      "    *.any.example.com. CNAME, host.old.example.com. [x.any]",
      "      old.example.com. DNAME, new.example.com. [host.old]",
      "        new.example.com. A, 192.0.2.1 [new]",
    ]);
    expect(tree(zone.replace("‸", "").replace("new A", "new‸ A"), "in")).toEqual([
      "new.example.com. A, 192.0.2.1",
      "  old.example.com. DNAME, new.example.com. [new]",
      "    *.any.example.com. CNAME, host.old.example.com. [host.old]",
      "      web.example.com. CNAME, x.any.example.com. [x.any]",
      "        www.example.com. CNAME, web.example.com. [web]",
    ]);
  });

  it("lead into other zones and back", () => {
    const others = { "file:///net": "$ORIGIN example.net.\nweb 300 A 192.0.2.9\nx 300 CNAME www.example.com.\n" };
    expect(tree("www‸ CNAME web.example.net.\n", "out", { others })).toEqual([
      "www.example.com. CNAME, web.example.net.",
      "  web.example.net. A, 192.0.2.9 [web.example.net.]",
    ]);
    expect(tree("www‸ CNAME web.example.net.\n", "in", { others })).toEqual([
      "www.example.com. CNAME, web.example.net.",
      "  x.example.net. CNAME, www.example.com. [www.example.com.]",
    ]);
  });

  it("end where they go round in circles", () => {
    expect(tree("a‸ CNAME b\nb CNAME a\n", "out")).toEqual([
      "a.example.com. CNAME, b.example.com.",
      "  b.example.com. CNAME, a.example.com. [b]",
      "    a.example.com. CNAME, b.example.com. [a]",
    ]);
  });
});

describe("delegations", () => {
  const zone = "sub‸ NS ns.sub\nsub NS ns.example.net.\nns.sub A 192.0.2.7\nns.sub AAAA 2001:db8::7\n";

  it("lead to the addresses of the servers, and back", () => {
    expect(tree(zone, "out")).toEqual([
      "sub.example.com. NS, ns.sub.example.com.",
      "  ns.sub.example.com. A, 192.0.2.7 [ns.sub]",
      "  ns.sub.example.com. AAAA, 2001:db8::7 [ns.sub]",
    ]);
    expect(tree(zone.replace("‸", "").replace("ns.sub A ", "ns.sub‸ A "), "in")).toEqual([
      "ns.sub.example.com. A, 192.0.2.7",
      "  sub.example.com. NS, ns.sub.example.com. [ns.sub]",
    ]);
  });
});

describe("other records", () => {
  it("have no hierarchy, nor has what $GENERATE makes", () => {
    expect(tree("m‸ MX 10 mail\n", "out")).toEqual([]);
    expect(tree('m‸ TXT "text"\n', "in")).toEqual([]);
    expect(tree("$GENERATE 1-2 h$‸ CNAME mail\n", "out")).toEqual([]);
    expect(tree("a‸ A 192.0.2.1\n$GENERATE 1-2 h$ CNAME a\n", "in")).toEqual(["a.example.com. A, 192.0.2.1"]);
  });

  it("an item that is no record any more leads nowhere", () => {
    const { snapshot }: { snapshot: ZoneSnapshot } = zoneSnapshot(`${head}a CNAME b\n`);
    const item = { name: "", detail: "", uri: snapshot.uri, at: { start: 1, end: 2 } };
    expect(outgoingCalls(snapshot, item)).toEqual([]);
    expect(incomingCalls(snapshot, { ...item, uri: "file:///none" })).toEqual([]);
  });
});
