/** The programs that FORMAT.md speaks of: each run on the zone of a case, its answer read as records or as a refusal. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const programNames = ["bind", "nsd", "knot", "powerdns", "ldns", "dnspython"] as const;
export type ProgramName = (typeof programNames)[number];

/** A zone as the programs are given it. */
export interface Given {
  readonly id: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
  /** Whether it matters how it is read, not only that it is. */
  readonly ambiguous: boolean;
}

/** What a program made of a zone: the records as it prints them, undefined where it was not asked to, or its complaint. */
export type Answer = { readonly refused: string } | { readonly records: string | undefined };

export interface Program {
  readonly name: ProgramName;
  /** The version that is installed, such as "9.18"; undefined where the program is not. */
  version(): string | undefined;
  /** Answers for the zones, by their ids, which lie as `folder/<id>/zone`. */
  answers(folder: string, zones: readonly Given[]): ReadonlyMap<string, Answer>;
}

const origin = "example.com";

const environment = { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`, LC_ALL: "C" };

/** The first `major.minor` that a program says of itself. */
function versionIn(program: string, args: readonly string[]): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, args, { env: environment, encoding: "utf8" });
  return error === undefined ? /(\d+\.\d+)/.exec(`${stdout}${stderr}`)?.[1] : undefined;
}

const textIn = (path: string): string => (existsSync(path) ? readFileSync(path, "latin1") : "");

/** A program that is run in the folder of each zone by `script`, which leaves the records in `printed` or fails. */
const shellProgram = (
  name: ProgramName,
  version: readonly [program: string, ...args: string[]],
  script: string,
  records: (printed: string) => string | undefined = (printed) => printed,
): Program => ({
  name,
  version: () => versionIn(version[0], version.slice(1)),
  answers(folder, zones) {
    // Every second zone each: two at a time end sooner. A file that includes itself is opened until no more can be.
    const loop = `ulimit -n 256; for part in 0 1; do (
      i=0; for zone in *; do i=$(( (i + 1) % 2 )); test $i = $part && ( cd "$zone" && mkdir ${name} && { ${script}
      } >${name}/printed 2>${name}/said && : >${name}/good ); done ) & done; wait`;
    spawnSync("sh", ["-c", loop], { cwd: folder, env: environment });
    return new Map(
      zones.map(({ id }): [string, Answer] => {
        const at = (file: string): string => join(folder, id, name, file);
        const refused = `${textIn(at("said"))}${textIn(at("printed"))}`.split("\n").slice(0, 3).join(" | ");
        return [id, existsSync(at("good")) ? { records: records(textIn(at("printed"))) } : { refused }];
      }),
    );
  },
});

const bind = shellProgram(
  "bind",
  ["named-checkzone", "-v"],
  `named-checkzone -i local -D -o - -F text -s full ${origin} zone`,
);

const nsd = shellProgram("nsd", ["nsd-checkzone", "-h"], `nsd-checkzone -p ${origin} zone`, (printed) =>
  printed.replace(/^;? ?zone .* is ok$/m, ""),
);

const knotConfiguration = `server:
    rundir: knot
database:
    storage: knot
policy:
  - id: zone
    algorithm: ed25519
    single-type-signing: on
zone:
  - domain: ${origin}
    storage: .
    file: zone
    dnssec-signing: on
    dnssec-policy: zone
`;

/** A name as it must be written to be read back. */
const escaped = (name: string): string => name.replaceAll(/["()]/g, "\\$&").replace(/^\$/, "\\$");

const signedTypes = /\t(?:DNSKEY|CDS|CDNSKEY|RRSIG|NSEC)\t/;

/** kzonecheck prints no records; kzonesign does, among those it adds. */
const knot = shellProgram(
  "knot",
  ["kzonecheck", "--version"],
  `kzonecheck -v -o ${origin} zone && if test -e ambiguous; then
    echo ';' && mkdir knot/out && cat >knot/conf <<'.' && kzonesign -c knot/conf -o "$PWD/knot/out" ${origin} >&2 && cat knot/out/zone
${knotConfiguration}.
  fi`,
  (printed) =>
    printed.includes("\n;")
      ? printed
          .split("\n")
          .filter(
            (line) => !line.startsWith(";") && !line.endsWith("No semantic error found") && !signedTypes.test(line),
          )
          // It prints no class.
          .map((line) => line.replace(/^(\S+\s+[0-9]+\s+)/, "$1IN "))
          .join("\n")
      : undefined,
);

/** Types whose last field is a name, which PowerDNS prints without its final dot. */
const endInName = new Set(["NS", "CNAME", "DNAME", "MX", "SRV", "PTR", "ALIAS"]);

interface PowerDnsRecord {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly prio: number;
  readonly content: string;
}

const isPowerDnsZone = (value: unknown): value is { readonly records: readonly PowerDnsRecord[] } =>
  typeof value === "object" && value !== null && "records" in value;

function powerDnsRecords(json: string): string {
  const zone: unknown = JSON.parse(json);
  if (!isPowerDnsZone(zone)) return "";
  return zone.records
    .map(({ name, type, ttl, prio, content }) => {
      const owner = escaped(name.endsWith(".") ? name : `${name}.`);
      const priority = type === "MX" || type === "SRV" ? `${prio} ` : "";
      const text =
        type === "SOA"
          ? content.replace(/^(\S+) (\S+)/, "$1. $2.")
          : type === "RP"
            ? content.replaceAll(/\S+/g, (word) => (word.endsWith(".") ? word : `${word}.`))
            : endInName.has(type)
              ? escaped(content.endsWith(".") ? content : `${content}.`)
              : content;
      return `${owner} ${ttl >>> 0} IN ${type} ${priority}${text}`;
    })
    .join("\n");
}

const powerdns = shellProgram(
  "powerdns",
  ["zone2json", "--version"],
  `zone2json --zone=zone --zone-name=${origin}`,
  powerDnsRecords,
);

/** It has no option for the origin. */
const ldns = shellProgram(
  "ldns",
  ["ldns-read-zone", "-v"],
  `{ printf '$ORIGIN ${origin}.\\n'; cat zone; } >ldns/zone && ldns-read-zone ldns/zone`,
  (printed) =>
    printed
      .split("\n")
      .map((line) => line.replace(/^\S+/, escaped).replace(/(?<=\tCNAME\t).*/, escaped))
      .join("\n"),
);

const dnspythonScript = `
import json, os, sys
import dns.zone
answers = {}
for folder in sorted(os.listdir(".")):
    os.chdir(folder)
    try:
        zone = dns.zone.from_file("zone", origin="${origin}", relativize=False, check_origin=True)
        answers[folder] = {"records": zone.to_text(relativize=False)}
    except Exception as error:
        answers[folder] = {"refused": repr(error)}
    os.chdir("..")
print(json.dumps(answers))
`;

const python = "/usr/bin/python3";

const isAnswers = (value: unknown): value is Readonly<Record<string, Answer>> =>
  typeof value === "object" && value !== null;

/** One process reads all zones. */
const dnspython: Program = {
  name: "dnspython",
  version: () => versionIn(python, ["-c", "import dns.version; print(dns.version.version)"]),
  answers(folder) {
    const { stdout } = spawnSync(python, ["-c", dnspythonScript], { cwd: folder, encoding: "utf8" });
    const answers: unknown = JSON.parse(stdout);
    return new Map(isAnswers(answers) ? Object.entries(answers) : []);
  },
};

export const programs: readonly Program[] = [bind, nsd, knot, powerdns, ldns, dnspython];

/** Writes the zones to a folder of their own, and removes it when `use` is done. */
export function withZones<T>(zones: readonly Given[], use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "zonewright-format-"));
  try {
    for (const { id, text, files, ambiguous } of zones)
      for (const [name, content] of Object.entries({ zone: text, ...files, ...(ambiguous ? { ambiguous: "" } : {}) })) {
        const path = join(folder, id, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
