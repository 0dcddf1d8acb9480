/** Links: included files, and addresses in records. */
import { expect, test } from "vitest";
import { links } from "../../server/src/features/links.js";
import { zoneSnapshot } from "../support/features.js";

test("files and addresses", () => {
  const { snapshot, text } = zoneSnapshot(
    `
    $ORIGIN example.com.
    $TTL 60
    $INCLUDE hosts.zone sub
    $INCLUDE absent.zone
    _dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com,https://example.net/r"
    @ CAA 0 iodef "mailto:b@example.com"
    www A 192.0.2.1 ; mailto:c@example.com
    `,
    { files: { "hosts.zone": "a A 192.0.2.1\n" } },
  );
  expect(links(snapshot).map(({ span, target }) => [text.slice(span.start, span.end), target])).toEqual([
    ["hosts.zone", "hosts.zone"],
    ["mailto:a@example.com", "mailto:a@example.com"],
    ["https://example.net/r", "https://example.net/r"],
    ["mailto:b@example.com", "mailto:b@example.com"],
  ]);
});

test("files with spaces in their names, Windows line ends, addresses in capitals and in several strings", () => {
  const { snapshot, text } = zoneSnapshot(
    '$ORIGIN example.com.\r\n$include "my hosts.zone" ; x\r\n@ 60 TXT "a MAILTO:a@example.com b" "https://example.com/?a=1&b=2"\r\n',
    { files: { "my hosts.zone": "a 60 A 192.0.2.1\r\n" } },
  );
  expect(links(snapshot).map(({ span, target }) => [text.slice(span.start, span.end), target])).toEqual([
    ['"my hosts.zone"', "my hosts.zone"],
    ["MAILTO:a@example.com", "MAILTO:a@example.com"],
    ["https://example.com/?a=1&b=2", "https://example.com/?a=1&b=2"],
  ]);
});
