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
