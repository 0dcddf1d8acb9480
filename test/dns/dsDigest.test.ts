/** The digests of DS records, against those that BIND's dnssec-dsfromkey prints and the example of RFC 4034. */
import { expect, test } from "vitest";
import { dsDigest } from "../../server/src/dns/dsDigest.js";
import { readName } from "../../server/src/dns/name.js";

const hex = (octets: Uint8Array | undefined): string | undefined =>
  octets && Buffer.from(octets).toString("hex").toUpperCase();

function digest(owner: string, type: number, base64: string, algorithm = 15, flags = 257): string | undefined {
  const { name } = readName(owner, undefined);
  const octets = Uint8Array.from(Buffer.from(base64, "base64"));
  return name && hex(dsDigest(type, name, { flags, protocol: 3, algorithm, octets }));
}

const key = "l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=";

test.each([
  ["sub.example.com.", 1, "C6F2AF83DDC19EB9B8839F2DD02AE797694F5604"],
  ["sub.example.com.", 2, "490F26DCE23D5802C3D69836F1E002EE7CCB416F32C8236C57BEDF4EE49CC7B5"],
  [
    "sub.example.com.",
    4,
    "1CA6D6DBB32562B406960BE304F3C24C1A9B22D25ABDEBC037BB8C15E46D182E1E6514FB91EFB8BAF6D5845B4320581C",
  ],
  ["SUB.Example.com.", 1, "C6F2AF83DDC19EB9B8839F2DD02AE797694F5604"],
  ["\\@a\\.b\\032c.EXAMPLE.com.", 2, "1B723BD56522F5EE3AC52A1AC5BD2894E7FAB89C5CB9B303F5351F589EB34B20"],
  [".", 2, "F2475ADFE4EB325E1BE116D408D9998D151ECC8BC23A68E0FEE4190B464075E3"],
])("%s with digest type %i", (owner, type, expected) => {
  expect(digest(owner, type, key)).toBe(expected);
});

test("the example of RFC 4034 section 5.4", () => {
  const example =
    "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==";
  expect(digest("dskey.example.com.", 1, example, 5, 256)).toBe("2BB183AF5F22588179A53B0A98631FAD1A292118");
});

test("of a type that is not computed", () => {
  expect(digest("example.com.", 3, key)).toBeUndefined();
});
