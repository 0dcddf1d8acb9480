/** Policies and the zones that they serve: a change of either is seen from the other, and nothing is read twice for nothing. */
import { expect, test } from "vitest";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { openWorkspace, type Workspace } from "../../server/src/workspace/workspace.js";

const zoneUri = "file:///example.com.zone";
const policyUri = "file:///mta-sts.example.com/mta-sts.txt";
const policy = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.net\r\nmax_age: 604800\r\n";
const zone = (exchange: string): string =>
  `$TTL 3600\n@ SOA ns1.example.net. host.example.net. 1 2 3 4 5\n@ NS ns1.example.net.\n@ MX 10 ${exchange}\n`;

async function settle(workspace: Workspace): Promise<void> {
  do for (const _ of workspace.work());
  while ((await workspace.load()) || !workspace.settled());
}

const rulesOf = (workspace: Workspace): string[] => workspace.diagnostics(policyUri).map(({ rule }) => rule);

test("a policy is checked again when its zone changes, and when it changes itself", async () => {
  const workspace = openWorkspace({
    readFile: async () => Promise.resolve(undefined),
    now: () => undefined,
    log: () => undefined,
  });
  workspace.open(zoneUri, "zone", pagedText(zone("mail.example.net."), entryEnd));
  workspace.open(policyUri, "policy", pagedText(policy, entryEnd));
  await settle(workspace);
  expect(rulesOf(workspace)).not.toContain("mta-sts/policy-mx-differs");
  workspace.change(zoneUri, pagedText(zone("mx.example.org."), entryEnd));
  await settle(workspace);
  expect(rulesOf(workspace)).toContain("mta-sts/policy-mx-differs");
  workspace.change(policyUri, pagedText(policy.replace("mail.example.net", "mx.example.org"), entryEnd));
  const snapshot = workspace.snapshot(policyUri);
  expect(snapshot?.kind === "policy" && snapshot.policy.mx.map(({ pattern }) => pattern)).toEqual(["mx.example.org"]);
  await settle(workspace);
  expect(rulesOf(workspace)).not.toContain("mta-sts/policy-mx-differs");
});

test("settings take effect at once, on policies too", async () => {
  const workspace = openWorkspace({
    readFile: async () => Promise.resolve(undefined),
    now: () => undefined,
    log: () => undefined,
  });
  workspace.open(policyUri, "policy", pagedText(policy.replace("enforce", "testing"), entryEnd));
  await settle(workspace);
  expect(rulesOf(workspace)).toContain("mta-sts/policy-testing");
  workspace.setSettings({ severity: { "mta-sts/*": "off" } });
  await settle(workspace);
  expect(rulesOf(workspace)).toEqual([]);
});
