/** The field kind of the APL record: address prefixes (RFC 3123). */
import { printAddress, readIpv4, readIpv6 } from "../address.js";
import { other, quotedText, refuse, takeRest, type FieldKind } from "../fieldKind.js";
import { leftIn, takeNumber, takeOctets, type Wire } from "../wire.js";

/** As BIND prints it; otherwise why it is none. */
function readPrefix(raw: string): { prefix: string } | { fault: string } {
  const match = /^(!?)([0-9]{1,5}):([^/]{1,64})\/([0-9]{1,5})$/.exec(raw);
  if (match === null) return { fault: "write it like 1:192.0.2.0/24" };
  const family = Number(match[2]);
  if (family !== 1 && family !== 2) return { fault: "1 stands for IPv4 and 2 for IPv6" };
  const octets = family === 1 ? readIpv4(match[3] ?? "") : readIpv6(match[3] ?? "");
  if (octets === undefined) return { fault: `that is no IPv${family === 1 ? 4 : 6} address` };
  const length = Number(match[4]);
  if (length > octets.length * 8) return { fault: `its length is at most ${octets.length * 8}` };
  return { prefix: `${match[1] ?? ""}${family}:${printAddress(octets)}/${length}` };
}

function unpackOne(wire: Wire): string | undefined {
  const family = takeNumber(wire, 2);
  const length = takeNumber(wire, 1);
  const head = takeNumber(wire, 1);
  if (length === undefined || head === undefined || (family !== 1 && family !== 2)) return undefined;
  const octets = takeOctets(wire, head & 0x7f);
  const size = family === 1 ? 4 : 16;
  if (octets === undefined || octets.length > size || length > size * 8) return undefined;
  const address = [...octets, ...Array.from({ length: size - octets.length }, () => 0)];
  return `${head > 0x7f ? "!" : ""}${family}:${printAddress(address)}/${length}`;
}

export const prefixKinds = {
  addressPrefixes: {
    expects: "prefixes such as `1:192.0.2.0/24`",
    read(input, field) {
      const words = takeRest(input, field);
      if (words === undefined) return undefined;
      const prefixes: string[] = [];
      for (const word of words) {
        const read = readPrefix(word.raw);
        if ("prefix" in read) prefixes.push(read.prefix);
        else refuse(input, "record/bad-prefix", word, `${quotedText(word.raw)} is no prefix: ${read.fault}`);
      }
      return prefixes.length === words.length ? other(prefixes.join(" ")) : undefined;
    },
    unpack(wire) {
      const prefixes: string[] = [];
      while (leftIn(wire) > 0) {
        const prefix = unpackOne(wire);
        if (prefix === undefined) return undefined;
        prefixes.push(prefix);
      }
      return prefixes.join(" ");
    },
  },
} as const satisfies Record<string, FieldKind>;
