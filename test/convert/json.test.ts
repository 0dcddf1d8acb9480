/** Zones as JSON through dns-zonefile, with what it can't hold. */
import { expect, test } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import { zoneToJson } from "../../server/src/convert/json.js";

const zone = `$ORIGIN example.com.
$TTL 3600
@ SOA ns1.example.net. hostmaster.example.net. 1 14400 3600 1209600 3600
@ NS ns1.example.net.
@ MX 10 mail
mail A 192.0.2.1
mail SSHFP 1 1 0123456789abcdef0123456789abcdef01234567
`;

test("records stand in the shape of the package", () => {
  const { value } = zoneToJson(readText(zone).zone);
  expect(value).toMatchObject({
    $origin: "example.com.",
    mx: [{ preference: 10, host: "mail.example.com." }],
    a: [{ ip: "192.0.2.1" }],
  });
});

test("what the package can't hold is named", () => {
  expect(zoneToJson(readText(zone).zone).missing).toEqual([
    "mail.example.com. 3600 IN SSHFP 1 1 0123456789ABCDEF0123456789ABCDEF01234567",
  ]);
});
