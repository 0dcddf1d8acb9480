/** A mail provider added to a zone: its include before `all`, its DKIM aliases, and comments for what only it can tell. */
import { describe, expect, it } from "vitest";
import { addProvider, providerChoices, providersInUse } from "../../server/src/features/guidedProvider.js";
import { dkimEntries, providers } from "../../server/src/mail/providers.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { zoneSnapshot } from "../support/features.js";
import { commentsOf, difference, recordsOf } from "../support/guided.js";

const head = "$ORIGIN example.com.\n$TTL 3600\n@ SOA ns1 hostmaster 1 7200 3600 1209600 300\n@ NS ns1\n@ MX 10 ns1\n";
const tail = "ns1 A 192.0.2.1\n";

function added(zone: string, name: string): { changes: string[]; comments: string[]; summary: string } {
  const { snapshot, text } = zoneSnapshot(zone);
  const result = addProvider(snapshot, name);
  if ("refused" in result) return { changes: [], comments: [], summary: result.refused };
  const after = applyEdits(
    text,
    result.edits.map(({ start, end, text: written }) => ({ start, end, text: written })),
  );
  const { gone, come } = difference(recordsOf(text), recordsOf(after));
  const comments = commentsOf(after).filter((comment) => !commentsOf(text).includes(comment));
  return {
    changes: [...gone.map((one) => `- ${one}`), ...come.map((one) => `+ ${one}`)],
    comments,
    summary: result.summary,
  };
}

describe("a provider", () => {
  it("is included before all, and its aliases are put in", () => {
    const { changes, comments, summary } = added(`${head}@ TXT "v=spf1 mx -all"\n${tail}`, "Fastmail");
    expect(changes).toEqual([
      '- example.com. 3600 IN TXT "v=spf1 mx -all"',
      '+ example.com. 3600 IN TXT "v=spf1 mx include:spf.messagingengine.com -all"',
      ...[1, 2, 3].map((n) => `+ fm${n}._domainkey.example.com. 3600 IN CNAME fm${n}.example.com.dkim.fmhosted.com.`),
    ]);
    expect(comments).toEqual([]);
    expect(summary).toBe(
      "Fastmail: SPF has the include spf.messagingengine.com and needs about 2 of 10 look-ups; 3 DKIM aliases added",
    );
  });

  it("gets an SPF record where there is none, and comments for keys that it tells its customers", () => {
    const { changes, comments } = added(head + tail, "Google Workspace");
    expect(changes).toEqual(['+ example.com. 3600 IN TXT "v=spf1 include:_spf.google.com ~all"']);
    expect(comments).toEqual([
      "; Google Workspace tells what stands for <…> here:",
      '; google._domainkey TXT "v=DKIM1; p=<key>"',
    ]);
  });

  it("is not included at the domain where it sends from a name of its own", () => {
    const { changes, comments } = added(`${head}@ TXT "v=spf1 mx -all"\n${tail}`, "Amazon SES");
    expect(changes).toEqual([]);
    expect(comments[1]).toBe("; <token>._domainkey CNAME <token>.dkim.amazonses.com.");
  });

  it("is not added twice", () => {
    const zone = `${head}@ TXT "v=spf1 include:spf.tutanota.de ~all"\n${tail}s1._domainkey CNAME s1.domainkey.tutanota.de.\ns2._domainkey CNAME s2.domainkey.tutanota.de.\n`;
    expect(added(zone, "Tuta").summary).toBe("Tuta needs nothing that is not in the zone already");
    expect(providerChoices(zoneSnapshot(zone).snapshot).find(({ name }) => name === "Tuta")?.description).toBe(
      "its include is there",
    );
  });

  it.each([
    ["errors", '@ TXT "v=spf1 foo -all"\n'],
    ["more than one", '@ TXT "v=spf1 a -all"\n@ TXT "v=spf1 mx -all"\n'],
    ["redirect=", '@ TXT "v=spf1 redirect=_spf.example.net"\n'],
  ])("is refused where the SPF record does not take it: %s", (reason, record) => {
    expect(added(head + record + tail, "Fastmail").summary).toContain(reason);
  });

  it("is refused where the domain is not known", () => {
    expect(added("@ MX 10 a\n", "Fastmail").summary).toContain("set its origin");
    expect(providerChoices(zoneSnapshot("@ MX 10 a\n").snapshot)).toEqual([]);
  });

  it("can be any of the table, and leaves no placeholder in a record", () => {
    for (const { name } of providers) {
      const { changes } = added(head + tail, name);
      expect(changes.join("\n"), name).not.toMatch(/[<>]/);
    }
    expect(providerChoices(zoneSnapshot(head + tail).snapshot)).toHaveLength(providers.length);
  });
});

it("providers in use are known by mail servers and includes", () => {
  const { zone } = zoneSnapshot(
    `${head.replace("MX 10 ns1", "MX 1 aspmx.l.google.com.")}@ TXT "v=spf1 include:sendgrid.net ~all"\n${tail}`,
  ).snapshot;
  const { apex } = zone;
  expect(apex && providersInUse(zone, apex).map(({ name }) => name)).toEqual(["Google Workspace", "SendGrid"]);
});

it("every alias of a provider has a target, and no template is left half filled in", () => {
  for (const provider of providers)
    for (const { selector, type, target } of dkimEntries(provider, "example.com")) {
      expect(type === "CNAME", `${provider.name} ${selector}`).toBe(target !== undefined);
      expect((target ?? "").replaceAll("<token>", "x")).not.toMatch(/[<>]|\.\./);
    }
});
