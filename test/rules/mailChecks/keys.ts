/** Keys of the right shape and no use: what the checks see of a key is its DER, not whether its numbers are prime. */

function element(tag: number, ...content: readonly number[][]): number[] {
  const octets = content.flat();
  const length =
    octets.length < 128
      ? [octets.length]
      : octets.length < 256
        ? [0x81, octets.length]
        : [0x82, octets.length >> 8, octets.length & 255];
  return [tag, ...length, ...octets];
}

const integer = (octets: number): number[] =>
  element(2, [
    0,
    ...Array.from({ length: octets }, (_, i) => (i * 37 + 181) | (i === 0 || i === octets - 1 ? 129 : 0)).map(
      (n) => n & 255,
    ),
  ]);

const exponent = element(2, [1, 0, 1]);
const rsaEncryption = element(0x30, element(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]), element(5));
const base64 = (octets: readonly number[]): string => Buffer.from(octets).toString("base64");

/** A SubjectPublicKeyInfo (RFC 5280 section 4.1) in base64. */
export const rsa = (bits: number): string =>
  base64(element(0x30, rsaEncryption, element(3, [0], element(0x30, integer(bits / 8), exponent))));

/** An RSAPrivateKey (RFC 8017 appendix A.1.2) in base64. */
export const privateRsa = base64(
  element(0x30, element(2, [0]), integer(128), exponent, integer(128), ...Array.from({ length: 5 }, () => integer(64))),
);

/** The key of RFC 8463 appendix A. */
export const ed25519 = "Autd3itokAzdEYorFf0V/7gHU3R5nupLyxuwgNdUnbE=";

/** A text as character-strings of at most 250 octets. */
export const strings = (text: string): string =>
  (text.match(/.{1,250}/gs) ?? [""]).map((part) => `"${part}"`).join(" ");
