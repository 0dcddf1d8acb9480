/** Which files VS Code opens as zones and policies by name and by first line, and which it must leave to others. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Language {
  readonly id: string;
  readonly extensions?: readonly string[];
  readonly filenames?: readonly string[];
  readonly filenamePatterns?: readonly string[];
  readonly firstLine?: string;
}

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

function isLanguage(value: unknown): value is Language {
  if (typeof value !== "object" || value === null || !("id" in value) || typeof value.id !== "string") return false;
  const lists = ["extensions", "filenames", "filenamePatterns"].map((key): unknown => Reflect.get(value, key));
  return lists.every((list) => list === undefined || isStrings(list));
}

function languagesOf(file: string): Language[] {
  const read: unknown = JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
  const contributes: unknown =
    typeof read === "object" && read !== null && "contributes" in read ? read.contributes : read;
  if (typeof contributes !== "object" || contributes === null || !("languages" in contributes)) return [];
  const { languages } = contributes;
  return Array.isArray(languages) ? languages.filter(isLanguage) : [];
}

const languages = languagesOf("../../syntaxes/contributes.json");

/** The globs of VS Code: `**` any folders, `*` and `?` within one, `[]` and `{}`. */
function globSource(glob: string): string {
  let source = "";
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at] ?? "";
    if (glob.startsWith("**/", at)) {
      source += "(?:[^/]*/)*";
      at += 2;
    } else if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (character === "[") {
      const close = glob.indexOf("]", at);
      source += glob.slice(at, close + 1);
      at = close;
    } else if (character === "{") {
      source += "(?:";
      depth++;
    } else if (character === "}") {
      source += ")";
      depth--;
    } else if (character === "," && depth > 0) source += "|";
    else source += character.replace(/[.+^$()|\\]/, "\\$&");
  }
  return source;
}

/** A pattern with a slash is tried on the path, another on the file name; all in lower case. */
function fits(pattern: string, path: string): boolean {
  const subject = pattern.includes("/") ? path : path.slice(path.lastIndexOf("/") + 1);
  return new RegExp(`^${globSource(pattern.toLowerCase())}$`).test(subject.toLowerCase());
}

function claimedByName(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return languages.find(
    ({ filenames, filenamePatterns, extensions }) =>
      filenames?.some((known) => known.toLowerCase() === name) ||
      filenamePatterns?.some((pattern) => fits(pattern, path)) ||
      extensions?.some((extension) => name.endsWith(extension)),
  )?.id;
}

const claimedByFirstLine = (line: string): string | undefined =>
  languages.find(({ firstLine }) => firstLine !== undefined && new RegExp(firstLine).test(line))?.id;

const zones = [
  "/home/me/example.com.zone",
  "/home/me/EXAMPLE.ZONE",
  "/srv/example.zonefile",
  "/srv/2.0.192.in-addr.arpa",
  "/srv/8.b.d.0.1.0.0.2.ip6.arpa",
  "/srv/192.0.2.rev",
  "/srv/block.rpz",
  "/srv/example.com.dns",
  "/srv/example.com.db",
  "/srv/example.com.zone.signed",
  "/srv/example.com.db.signed",
  "/srv/2.0.192.in-addr.arpa.signed",
  "/srv/example.com.zone.j2",
  "/srv/example.com.zone.in",
  "/srv/dsset-example.com.",
  "/srv/Kexample.com.+013+12345.key",
  "/usr/share/dns/root.hints",
  "/var/named/named.ca",
  "/var/named/named.root",
  "/var/named/named.localhost",
  "/var/named/named.empty",
  "/etc/bind/db.root",
  "/etc/bind/db.local",
  "/etc/bind/db.127",
  "/etc/bind/db.example.com",
  "/etc/bind/zones/db.example.de",
  "/etc/bind/db.intranet",
  "/etc/namedb/primary/db.example",
  "/var/named/db.10.0.0",
  "/var/named/chroot/var/named/db.example.net",
  "/var/lib/bind/db.example.org",
  "/var/cache/bind/db.example.org",
  "/home/me/infra/bind/db.192.168.1",
  "/home/me/infra/bind/zones/db.example.com",
  "/home/me/infra/named/db.1.0.10.in-addr.arpa",
  "/home/me/infra/namedb/db.lan",
  "/home/me/infra/bind/db.example.de",
];

const policies = ["/srv/www/.well-known/mta-sts.txt", "/home/me/mta-sts.txt"];

const others = [
  "/home/me/app/src/db.ts",
  "/home/me/app/src/db.tsx",
  "/home/me/app/db.js",
  "/home/me/app/foo.db.js",
  "/home/me/app/db.json",
  "/home/me/app/db.sqlite",
  "/home/me/app/db.sql",
  "/home/me/app/db.go",
  "/home/me/app/db.test.ts",
  "/home/me/bind/src/db.ts",
  "/home/me/bind/src/db.test.ts",
  "/home/me/named/db.py",
  "/home/me/bind/db.service.rs",
  "/home/me/lib/bind/db.js",
  "/home/me/app/named.ts",
  "/home/me/app/package.json",
  "/home/me/app/zone.ts",
  "/home/me/app/zone.js",
  "/home/me/app/timezone",
  "/home/me/app/src/dns.py",
  "/home/me/app/README.md",
  "/home/me/app/notes.txt",
  "/etc/bind/named.conf",
  "/etc/bind/named.conf.local",
  "/etc/bind/rndc.key",
  "/etc/bind/Kexample.com.+013+12345.private",
  "/home/me/id_rsa.key",
  "/home/me/robots.txt",
  "/home/me/mta-sts.txt.bak",
  "/home/me/example.com",
];

const zoneFirstLines = [
  "$ORIGIN example.com.",
  "$ORIGIN .",
  "$TTL 3600",
  "$TTL\t1d ; a day",
  "$ttl 3600",
  "$INCLUDE base.zone",
  "$GENERATE 1-10 host$ A 192.0.2.$",
  "@ IN SOA ns1 hostmaster 1 3600 600 86400 300",
  "@\tIN\tSOA\tns1.example.com. hostmaster.example.com. (",
  "@ 86400 IN SOA ns1 hostmaster.example.org. {{serial}} 3600 1800 1209600 3600",
  "example.com. 3600 IN SOA ns1.example.com. hostmaster.example.com. 1 3600 600 86400 300",
  "example.com. IN 3600 SOA ns1.example.com. hostmaster.example.com. 1 3600 600 86400 300",
  "example.com.\t1h SOA ns1 hostmaster (",
  "@ SOA ns1 hostmaster (",
  "example SOA ns1 hostmaster ( 1",
  "\tIN SOA ns1 hostmaster (",
  "@ in soa ns1 hostmaster (",
  ".\t\t\t86400\tIN\tSOA\ta.root-servers.net. nstld.verisign-grs.com. 2026112300 1800 900 604800 86400",
  "; <<>> DiG 9.18.49 <<>> axfr example.com @192.0.2.1",
  ";; ->>HEADER<<- opcode: QUERY; status: NOERROR; id: 1",
  "; File written on Mon Nov 23 12:00:00 2026",
  ";; Zone dump (Knot DNS 3.2.6)",
  "; BIND db file for ad servers - point all addresses to an invalid IP",
  "; BIND reverse data file for local loopback interface",
  ";       This file holds the information on root name servers needed to",
  "; This is a key-signing key, keyid 12345, for example.com.",
  "; This is a zone-signing key, keyid 12345, for example.com.",
  "; -*- mode: dns -*-",
  "; vim: set ft=bindzone :",
];

const otherFirstLines = [
  "",
  ";",
  "; for last year: see notes",
  "; a Lisp file",
  ";; -*- mode: emacs-lisp -*-",
  "#!/usr/bin/env node",
  "<?xml version='1.0'?>",
  "import { zone } from 'dns';",
  "$origin = 'example.com';",
  "$TTL=3600",
  "$include /etc/inputrc",
  "$TTLS = array();",
  "SOA is short for service-oriented architecture",
  "The SOA record is the first of a zone",
  "[section]",
  "; generated by php.ini-development",
  "[PHP] ; File",
  "{",
  "version: STSv1",
  "const soa = 1",
];

describe("names", () => {
  it.each(zones)("%s is a zone", (path) => expect(claimedByName(path)).toBe("dns-zone"));
  it.each(policies)("%s is a policy", (path) => expect(claimedByName(path)).toBe("mta-sts"));
  it.each(others)("%s is left alone", (path) => expect(claimedByName(path)).toBeUndefined());
});

describe("first lines", () => {
  it.each(zoneFirstLines)("a zone: %s", (line) => expect(claimedByFirstLine(line)).toBe("dns-zone"));
  it.each(otherFirstLines)("left alone: %s", (line) => expect(claimedByFirstLine(line)).toBeUndefined());

  it("are told in linear time", () => {
    const start = performance.now();
    for (const unit of ["a ", "1 ", "\t", "1h IN ", "@ SOA ", ";", "; -*-"]) claimedByFirstLine(unit.repeat(500));
    expect(performance.now() - start).toBeLessThan(500);
  });
});

it("the manifest has what syntaxes/contributes.json says, once it has languages", () => {
  const manifest = languagesOf("../../package.json");
  if (manifest.length > 0) expect(manifest).toEqual(languages);
});
