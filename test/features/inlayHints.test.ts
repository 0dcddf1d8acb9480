/** Inlay hints: small words beside the text. */
import { expect, test } from "vitest";
import { inlayHints } from "../../server/src/features/inlayHints.js";
import { defaultInlayHints, type InlayHintSettings } from "../../server/src/workspace/config.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const all: InlayHintSettings = {
  targets: true,
  soaTimes: true,
  serialDate: true,
  inheritedOwner: true,
  keyTag: true,
};

/** The text with each hint in angle quotes where it is shown. */
function hinted(marked: string, settings: InlayHintSettings): string {
  const { snapshot, text } = zoneSnapshot(marked);
  let shown = "";
  let at = 0;
  for (const hint of inlayHints(snapshot, 0, text.length, settings)) {
    shown += `${text.slice(at, hint.offset)}«${hint.paddingLeft ? " " : ""}${hint.label}${hint.paddingRight ? " " : ""}»`;
    at = hint.offset;
  }
  return shown + text.slice(at);
}

const zone = `
  $ORIGIN example.com.
  $TTL 60
  @ SOA ns1 host 2026112401 14400 1h 604800 300
    MX 10 mail
  b CNAME @
  c CNAME b.example.net.
`;

test("each kind", () => {
  expect(hinted(zone, all)).toMatchInlineSnapshot(`
    "$ORIGIN example.com.
    $TTL 60
    @ SOA ns1«.example.com.» host«.example.com.» 2026112401« 24 November 2026, change 1» 14400« refresh: 4 hours» 1h 604800« expire: 1 week» 300« minimum: 5 minutes»
    «@ »  MX 10 mail«.example.com.»
    b CNAME @« = example.com.»
    c CNAME b.example.net.
    "
  `);
});

test("quiet by default, and silent when all are off", () => {
  expect(hinted(zone, defaultInlayHints).match(/«/g)).toHaveLength(4);
  const none = { targets: false, soaTimes: false, serialDate: false, inheritedOwner: false, keyTag: false };
  expect(hinted(zone, none)).toBe(dedent(zone));
});

test("key tags, after the last word of a key", () => {
  const keys = `
    $ORIGIN example.com.
    a 60 DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4= ; mine
    b 60 CDNSKEY ( 257 3 15
      l02Woi0iS8Aa25FQkUd9 RMzZHJpBoRQwAQEX1SxZJA4= )
    c 60 CDNSKEY 0 3 0 AA==
    d 60 DNSKEY 257 3 15 !
    e 60 DS 3613 15 1 C6F2AF83DDC19EB9B8839F2DD02AE797694F5604
  `;
  expect(hinted(keys, all)).toMatchInlineSnapshot(`
    "$ORIGIN example.com.
    a 60 DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=« key tag 3613» ; mine
    b 60 CDNSKEY ( 257 3 15
      l02Woi0iS8Aa25FQkUd9 RMzZHJpBoRQwAQEX1SxZJA4=« key tag 3613» )
    c 60 CDNSKEY 0 3 0 AA==
    d 60 DNSKEY 257 3 15 !
    e 60 DS 3613 15 1 C6F2AF83DDC19EB9B8839F2DD02AE797694F5604
    "
  `);
});
