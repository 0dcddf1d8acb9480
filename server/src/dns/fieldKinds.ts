/** The table of field kinds: how each is read, printed, described and completed. */
import { printAddress, specialUse } from "./address.js";
import type { FieldKind } from "./fieldKind.js";
import { addressKinds } from "./kinds/addresses.js";
import { dataKinds } from "./kinds/data.js";
import { locationKinds } from "./kinds/location.js";
import { nameKinds } from "./kinds/names.js";
import { coded, numberKinds, printTime } from "./kinds/numbers.js";
import { prefixKinds } from "./kinds/prefixes.js";
import { wksKinds } from "./kinds/services.js";
import { svcKinds } from "./kinds/svcParams.js";
import { textKinds } from "./kinds/texts.js";
import { typeKinds } from "./kinds/types.js";
import type { FieldValue, Value } from "./rdata.js";
import type { FieldKindName, Reference } from "./recordType.js";
import { naptrService, naptrServices } from "./naptrServices.js";
import {
  afsdbSubtypes,
  algorithms,
  caaFlags,
  certificateTypes,
  csyncFlags,
  digestTypes,
  discoveryValues,
  dsyncSchemes,
  gatewayTypes,
  ipsecAlgorithms,
  keyFlags,
  keyProtocols,
  nsec3Flags,
  nsec3Hashes,
  nsec3ParamFlags,
  objectLocations,
  sshAlgorithms,
  sshFingerprintTypes,
  tlsaMatchingTypes,
  tlsaSelectors,
  tlsaUsages,
  zonemdHashes,
  zonemdSchemes,
} from "./registries.js";
import { recordTypes } from "./recordTypes.js";
import { printDuration } from "./ttl.js";
import { canonicalTypeName } from "./typeIndex.js";
import { leftIn, takeNumber } from "./wire.js";

const isCert = (type: string): boolean => type === "CERT";

const kinds: Readonly<Record<FieldKindName, FieldKind>> = {
  ...numberKinds,
  ...nameKinds,
  ...addressKinds,
  ...textKinds,
  ...dataKinds,
  ...typeKinds,
  ...wksKinds,
  ...locationKinds,
  ...prefixKinds,
  ...svcKinds,
  svcPriority: numberKinds.u16,
  keyFlags: { ...numberKinds.keyFlags, entries: keyFlags },
  algorithm: coded(1, algorithms, { named: true, printsNames: isCert }),
  digestType: coded(1, digestTypes, { named: true }),
  hashAlgorithm: coded(1, nsec3Hashes, { named: true }),
  keyProtocol: coded(1, keyProtocols, { named: true }),
  certificateType: coded(2, certificateTypes, { named: true, printsNames: isCert }),
  dsyncScheme: coded(1, dsyncSchemes, { named: true, printsNames: () => true }),
  sshAlgorithm: coded(1, sshAlgorithms),
  sshFingerprintType: coded(1, sshFingerprintTypes),
  tlsaUsage: coded(1, tlsaUsages),
  tlsaSelector: coded(1, tlsaSelectors),
  tlsaMatchingType: coded(1, tlsaMatchingTypes),
  zonemdScheme: coded(1, zonemdSchemes),
  zonemdHash: coded(1, zonemdHashes),
  caaFlags: coded(1, caaFlags),
  gatewayType: coded(1, gatewayTypes, { maximum: 3 }),
  relayType: {
    ...coded(1, gatewayTypes, { maximum: 127 }),
    unpack(wire) {
      const octet = takeNumber(wire, 1);
      return octet === undefined ? undefined : String(octet & 0x7f);
    },
  },
  discoveryOptional: {
    ...coded(1, discoveryValues, { maximum: 1 }),
    // The high bit of the octet that the relay type is in too (RFC 8777 section 4.1).
    unpack: (wire) => (leftIn(wire) === 0 ? undefined : String((wire.octets[wire.at] ?? 0) >> 7)),
  },
  ipsecAlgorithm: coded(1, ipsecAlgorithms),
  naptrServices: { ...textKinds.charString, entries: naptrServices, named: true },
  afsdbSubtype: coded(2, afsdbSubtypes),
  nsec3Flags: coded(1, nsec3Flags),
  nsec3ParamFlags: coded(1, nsec3ParamFlags),
  csyncFlags: coded(2, csyncFlags),
  objectLocation: coded(1, objectLocations),
  prefixLength: coded(1, [], { maximum: 128 }),
};

export const fieldKind = (name: FieldKindName): FieldKind => kinds[name];

/** A value that may be written in a field. */
export interface Suggestion {
  /** What to write. */
  readonly text: string;
  /** What it is called, where that is not what one writes. */
  readonly label?: string;
  readonly summary: string;
  readonly reference?: Reference;
}

const typesUpTo = (highest: number): readonly Suggestion[] =>
  recordTypes
    .filter(({ status, code }) => status !== "meta" && code > 0 && code <= highest)
    .map(({ name, summary, reference }) => ({ text: name, summary, reference }));

const typeNames = typesUpTo(0xffff);
const oldTypeNames = typesUpTo(127);

const listsTypes: ReadonlySet<FieldKindName> = new Set(["typeCovered", "typeList", "typeListOrNothing"]);
const inQuotes: ReadonlySet<FieldKindName> = new Set(["naptrFlags", "naptrServices"]);
const byName: ReadonlySet<FieldKindName> = new Set(["caaTag", "svcParams", "naptrFlags", "naptrServices"]);

/** The values of a kind that have names, in the order of their numbers. */
export function completions(name: FieldKindName): readonly Suggestion[] {
  if (name === "nxtTypeList") return oldTypeNames;
  if (listsTypes.has(name)) return typeNames;
  const { entries = [] } = kinds[name];
  return entries.map(({ code, name: label, summary, reference }) => {
    const about = reference === undefined ? { summary } : { summary, reference };
    const text = inQuotes.has(name) ? `"${label}"` : label;
    return byName.has(name) ? { text, ...about } : { text: String(code), label, ...about };
  });
}

function describeNumber(name: FieldKindName, number: number): string | undefined {
  if (name === "duration" || name === "u32") return name === "duration" ? printDuration(number) : undefined;
  if (name === "time" || name === "calendarTime") {
    const t = printTime(number);
    return `${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6, 8)} ${t.slice(8, 10)}:${t.slice(10, 12)}:${t.slice(12)} UTC`;
  }
  const entry = kinds[name].entries?.find(({ code }) => code === number);
  return entry === undefined ? undefined : `${entry.name}: ${entry.summary}`;
}

function describeText(name: FieldKindName, text: string, strings: number, octets: number): string | undefined {
  if (name === "naptrServices") {
    const service = naptrService(text);
    return service === undefined ? undefined : `${service.name}: ${service.summary}`;
  }
  if (name !== "naptrFlags") return strings > 1 ? `${octets} octets in ${strings} strings` : `${octets} octets`;
  return kinds[name].entries?.find((entry) => entry.name === text.toUpperCase())?.summary;
}

function describeValue(name: FieldKindName, value: Value): string | undefined {
  switch (value.kind) {
    case "number":
      return describeNumber(name, value.number);
    case "name":
      return value.name.text;
    case "address": {
      const special = specialUse(value.octets);
      const printed = printAddress(value.octets);
      return special === undefined ? printed : `${printed} (${special.use}, ${special.prefix})`;
    }
    case "text": {
      const { text, strings } = value.mapped;
      return describeText(
        name,
        text,
        strings.length,
        strings.reduce((sum, { octets }) => sum + octets, 0),
      );
    }
    case "octets":
      return `${value.octets.length} octets`;
    case "types":
      return value.codes.map(canonicalTypeName).join(" ");
    default:
      return (
        kinds[name].entries?.find((entry) => entry.name === value.canonical.toLowerCase())?.summary ?? value.canonical
      );
  }
}

/** What a field holds, in plain words; undefined where there is no more to say than what is written. */
export const describe = ({ field, value }: FieldValue): string | undefined =>
  value === undefined ? undefined : describeValue(field.kind, value);
