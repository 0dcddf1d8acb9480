/** Seeded SPF and DMARC records, right by the grammar and mutated, and a small DNS for them to lead into. */

export type Random = () => number;

/** Numbers from 0 to below 1, the same ones for a seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}

export interface Node {
  readonly TXT?: readonly string[];
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly MX?: readonly (readonly [preference: number, exchange: string])[];
  readonly PTR?: readonly string[];
}

/** Names in lower case without final dot; "silent" does not answer. */
export const world: ReadonlyMap<string, Node | "silent"> = new Map<string, Node | "silent">([
  ["a.example.com", { A: ["192.0.2.1", "192.0.2.2"], AAAA: ["2001:db8::1"] }],
  ["four.example.com", { A: ["198.51.100.7"] }],
  ["six.example.com", { AAAA: ["2001:db8::6"] }],
  [
    "mx.example.com",
    {
      MX: [
        [10, "a.example.com"],
        [20, "void.example.com"],
      ],
    },
  ],
  ["eleven.example.com", { MX: Array.from({ length: 11 }, (_, i) => [i, `m${i}.example.com`] as const) }],
  ["null.example.com", { MX: [[0, "."]] }],
  ["pass.example.com", { TXT: ["v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all"] }],
  ["fail.example.com", { TXT: ["v=spf1 -all"] }],
  ["soft.example.com", { TXT: ["v=spf1 ~all"] }],
  ["plain.example.com", { TXT: ["hello"] }],
  ["bad.example.com", { TXT: ["v=spf1 foo -all"] }],
  ["two.example.com", { TXT: ["v=spf1 -all", "v=spf1 +all"] }],
  ["loop.example.com", { TXT: ["v=spf1 include:loop.example.com -all"] }],
  ["deep.example.com", { TXT: ["v=spf1 include:d1.example.com -all"] }],
  ["d1.example.com", { TXT: ["v=spf1 include:d2.example.com a:four.example.com -all"] }],
  ["d2.example.com", { TXT: ["v=spf1 redirect=pass.example.com"] }],
  ["nine.example.com", { TXT: [`v=spf1 ${"a:four.example.com ".repeat(8)}?all`] }],
  ["time.example.com", "silent"],
  ["empty.example.com", {}],
  ["why.example.com", { TXT: ["%{i} is not %{d}"] }],
  ["1.2.0.192.in-addr.arpa", { PTR: ["a.example.com"] }],
  ["1.2.0.192.rev.example.com", { A: ["127.0.0.2"] }],
]);

/** What a name has, `record` being the SPF record of example.com. */
export function nodeAt(name: string, record: string): Node | "silent" | undefined {
  const key = name.toLowerCase().replace(/\.$/, "");
  return key === "example.com" ? { TXT: [record], A: ["203.0.113.5"], MX: [[10, "a.example.com"]] } : world.get(key);
}

const names = ["void.example.com", ...[...world.keys()].filter((name) => !name.endsWith("arpa"))] as const;

const oddDomains = [
  ..."%{d} %{ir}.rev.example.com %{i}._spf.%{d2} %{l}.example.com %{o} %{h} %{p}.example.com %{s}.example.com".split(
    " ",
  ),
  ..."%{v}.example.com %{d1r}.example.com %{ir-}.rev.%{d} a.%%{d}.example.com a%_b.example.com %{D} a.example.com.".split(
    " ",
  ),
  ..."A.EXAMPLE.COM _spf.example.com x-y.example.co-m localhost 192.0.2.1 example.123 a..example.com .example.com".split(
    " ",
  ),
  ..."a.example.com:25 %{x}.com %{d 100%.com %{d0}.com %{d200}.com a.example.c_m *.example.com exa(mple.com a.-com".split(
    " ",
  ),
  "a.com-",
] as const;

const ip4s = [
  ..."192.0.2.1 192.0.2.0/24 198.51.100.7/32 10.0.0.0/8 0.0.0.0/0 192.0.2.1/0 192.0.2.256 192.0.2 192.0.2.01".split(
    " ",
  ),
  ..."192.0.2.1/33 192.0.2.1/08 192.0.2.1/ 192.0.2.1//64 2001:db8::1 %{i} a.example.com 192.0.2.1:25".split(" "),
  "192.0.2.0/255.255.255.0",
  "",
] as const;

const ip6s = [
  ..."2001:db8::1 2001:db8::/32 ::/0 2001:DB8::6/128 ::ffff:192.0.2.1 2001:db8::1/129 2001:db8:::1 2001:db8::g".split(
    " ",
  ),
  ..."192.0.2.1 2001:db8::1%eth0 1:2:3:4:5:6:7:8 1:2:3:4:5:6:7 ::192.0.2.1/96 2001:db8::1/064 [2001:db8::1]".split(" "),
  "",
] as const;

const lengths = [
  "",
  "",
  "",
  "",
  "",
  "/24",
  "/32",
  "/0",
  "//64",
  "/24//64",
  "/33",
  "//129",
  "/",
  "/24/64",
  "/024",
] as const;

const oddTerms = [
  ..."moo=cow x= ra=postmaster a.b-c_d=%{d} 1x=y m=%{x} exp= redirect= -redirect=a.example.com all:x all/8 include".split(
    " ",
  ),
  ..."exists ip4 A MX Include:PASS.example.com ALL -ALL op unknown:x default=pass ptr/24 mx: a: + = include: m=%".split(
    " ",
  ),
  "e=%{c}",
] as const;

const from = (random: Random, list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";

const domain = (random: Random): string => from(random, random() < 0.88 ? names : oddDomains);

function term(random: Random): string {
  const sign = from(random, ["", "", "", "", "+", "-", "~", "?"]);
  const kind = random();
  if (kind < 0.08) return `${sign}all`;
  if (kind < 0.28) return `${sign}include:${domain(random)}`;
  if (kind < 0.54) {
    const target = random() < 0.6 ? `:${domain(random)}` : "";
    return `${sign}${kind < 0.42 ? "a" : "mx"}${target}${random() < 0.3 ? from(random, lengths) : ""}`;
  }
  if (kind < 0.58) return `${sign}ptr${random() < 0.5 ? `:${domain(random)}` : ""}`;
  if (kind < 0.7) return `${sign}ip4:${random() < 0.6 ? "192.0.2.0/28" : from(random, ip4s)}`;
  if (kind < 0.8) return `${sign}ip6:${random() < 0.6 ? "2001:db8::/96" : from(random, ip6s)}`;
  if (kind < 0.88) return `${sign}exists:${domain(random)}`;
  if (kind < 0.94) return `redirect=${domain(random)}`;
  return kind < 0.97 ? `exp=${domain(random)}` : from(random, oddTerms);
}

/** One to three changes of single characters, or of the order of terms. */
function mutated(random: Random, text: string, characters: string): string {
  let now = text;
  for (let left = Math.floor(random() * 3); left >= 0; left--) {
    const at = Math.floor(random() * (now.length + 1));
    const kind = random();
    const character = characters.charAt(Math.floor(random() * characters.length));
    if (kind < 0.4) now = now.slice(0, at) + character + now.slice(at);
    else if (kind < 0.8) now = now.slice(0, at) + now.slice(at + 1);
    else now = now.slice(0, at) + character + now.slice(at + 1);
  }
  return now;
}

export function spfRecord(random: Random): string {
  const terms = Array.from({ length: 1 + Math.floor(random() * (random() < 0.1 ? 14 : 4)) }, () => term(random));
  const version = from(random, ["v=spf1", "v=spf1", "v=spf1", "v=spf1", "V=SPF1", "v=spf1 "]);
  const end = random() < 0.7 ? [from(random, ["-all", "~all", "?all", "+all"])] : [];
  const text = [version, ...terms, ...end].join(" ");
  return random() < 0.35 ? mutated(random, text, ' \t:/=%.-+~?{}_,;"0a1\u00a0\u00e9\n') : text;
}

const policies = ["none", "quarantine", "reject", "reject", "NONE", "Reject", "", "rejct"];
const uris = [
  ..."mailto:a@example.com mailto:a@example.com,mailto:b@example.org a@example.com mailto:a@example.com!10m".split(" "),
  ..."https://example.com/r mailto: mailto:a!b@example.com mailto:a%2Cb@example.com x:y http://[::1]/".split(" "),
  ..."mailto:a@-example.com mailto:%zz@example.com".split(" "),
  "",
  "mailto:a b@example.com",
];

function dmarcTag(random: Random): string {
  const tags = "p p p sp np rua rua ruf adkim aspf fo pct psd t foo ri".split(" ");
  const name = random() < 0.04 ? from(random, tags).toUpperCase() : from(random, tags);
  const value = /^[sn]?p$/i.test(name)
    ? from(random, policies)
    : /^ru/i.test(name)
      ? from(random, uris)
      : from(random, ["r", "s", "y", "n", "0", "1", "100", "x", "", "1:d"]);
  return `${name}${from(random, ["=", "=", "=", "=", "=", " = ", "= ", ":"])}${value}`;
}

export function dmarcRecord(random: Random): string {
  const versions = ["v=DMARC1", "v=DMARC1", "v=DMARC1", "v=DMARC1", "V=DMARC1", "v = DMARC1", "v=dmarc1", " v=DMARC1"];
  const policy = random() < 0.7 ? [`p=${from(random, policies)}`] : [];
  const tags = [...policy, ...Array.from({ length: Math.floor(random() * 4) }, () => dmarcTag(random))];
  let text = random() < 0.8 ? "v=DMARC1" : from(random, versions);
  for (const tag of tags) text += `${from(random, ["; ", "; ", "; ", ";", " ; ", ";;"])}${tag}`;
  text += from(random, ["", "", ";", "; "]);
  return random() < 0.3 ? mutated(random, text, " ;:=,!@.%aP\tq\u00a0") : text;
}
