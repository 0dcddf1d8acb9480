/** The reverse zones of a zone, set against those of the workspace. */
import { expect, test } from "vitest";
import { reverseZone } from "../../server/src/features/reverseZone.js";
import { finish } from "../../server/src/text/steps.js";
import { zoneSnapshot, type SnapshotOptions } from "../support/features.js";

function reversed(text: string, options: SnapshotOptions = {}): string {
  const { zone, zones } = zoneSnapshot(text, options).snapshot;
  return finish(reverseZone(zone, zones));
}

const zone = `$ORIGIN example.com.
@ 60 SOA ns1 hostmaster 1 2 3 4 5
www A 192.0.2.10
ns1 A 192.0.2.2
alias A 192.0.2.10
*.w A 192.0.2.3
other.example. A 192.0.2.4
ns1 AAAA 2001:db8:0:1::53
far A 198.51.100.1
$GENERATE 20-21 h$ A 192.0.2.$
`;

test("a block for each network, in the order of the addresses, one pointer an address", () => {
  expect(reversed(zone)).toBe(`; PTR records for the addresses of example.com., a block for each reverse zone

; 2.0.192.in-addr.arpa. is no zone of this workspace
$ORIGIN 2.0.192.in-addr.arpa.
2       IN PTR ns1.example.com.
10      IN PTR www.example.com.
; alias.example.com. has 192.0.2.10 too
20      IN PTR h20.example.com.
21      IN PTR h21.example.com.

; 100.51.198.in-addr.arpa. is no zone of this workspace
$ORIGIN 100.51.198.in-addr.arpa.
1       IN PTR far.example.com.

; 1.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. is no zone of this workspace
$ORIGIN 1.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.
3.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0 IN PTR ns1.example.com.

`);
});

test("what the reverse zone has already is said, and goes first", () => {
  const reverse = `$ORIGIN 192.in-addr.arpa.
@ 60 SOA ns1.example.com. hostmaster.example.com. 1 2 3 4 5
10.2.0 PTR alias.example.com.
2.2.0 PTR old.example.com.
`;
  expect(reversed(zone, { others: { "file:///db.192": reverse } })).toContain(`; 192.in-addr.arpa. is in this workspace
$ORIGIN 192.in-addr.arpa.
2.2.0   IN PTR ns1.example.com. ; there it is old.example.com.
10.2.0  IN PTR alias.example.com. ; there already
; www.example.com. has 192.0.2.10 too
20.2.0  IN PTR h20.example.com.
`);
});

test("a zone without addresses", () => {
  expect(reversed("$ORIGIN example.com.\n@ 60 SOA ns1 hostmaster 1 2 3 4 5\n")).toBe(
    "; example.com. has no addresses\n",
  );
});
