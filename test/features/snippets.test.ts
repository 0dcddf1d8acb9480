/** Whole records: chosen and left as they are, each is one that is accepted, by our own check and by BIND. */
import { describe, expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";
import { completion, type CompletionItem } from "../../server/src/features/completion.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { isInstalled, runChecker } from "../support/checkers.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const zone = dedent(`
  $ORIGIN example.com.
  $TTL 1h
  @ IN SOA ns1 hostmaster 2026112401 4h 1h 4w 1h
  @ IN NS ns1
  @ IN NS ns2.example.net.
  ns1 IN A 192.0.2.53
  mail IN A 192.0.2.25
  mail2 IN A 192.0.2.26
  www IN A 192.0.2.80
  ‸
`);

const reverse = dedent(`
  $ORIGIN 2.0.192.in-addr.arpa.
  $TTL 1h
  @ IN SOA ns1.example.com. hostmaster.example.com. 2026112401 4h 1h 4w 1h
  @ IN NS ns1.example.com.
  @ IN NS ns2.example.net.
  ‸
`);

/** A zone that has no records yet. */
const empty = "$ORIGIN example.com.\n$TTL 1h\nns1 IN A 192.0.2.53\n‸\n";

const now = 1_795_478_400;

/** What a record is useless without, by its label. */
const beside: Readonly<Record<string, string>> = {
  "SOA: start of the zone": "@ IN NS ns1\n@ IN NS ns2.example.net.\n",
  "MTA-STS: mail over TLS only": "mta-sts IN A 192.0.2.80\n",
};

/** A digest that is made up would be accepted and then stop mail: this record is refused until it has the real one. */
const incomplete = "TLSA: the key of a mail server (DANE)";

interface Chosen {
  readonly label: string;
  readonly apex: string;
  /** The zone with the records in it. */
  readonly text: string;
  readonly snippet: string;
}

function* chosenIn(marked: string, apex: string, wanted: (item: CompletionItem) => boolean): Iterable<Chosen> {
  const { snapshot, text, offset } = zoneSnapshot(marked, { now });
  const templates = new Map(completion(snapshot, offset, { snippets: true }).map((item) => [item.label, item.insert]));
  for (const item of completion(snapshot, offset, { snippets: false }).filter(wanted)) {
    const after = applyEdits(text, [{ ...item.span, text: item.insert }]);
    yield {
      label: item.label,
      apex,
      text: after + (beside[item.label] ?? ""),
      snippet: templates.get(item.label) ?? "",
    };
  }
}

const isRecord = ({ kind }: CompletionItem): boolean => kind === "record";
const all: readonly Chosen[] = [
  ...chosenIn(
    zone,
    "example.com",
    (item) => isRecord(item) && !item.label.startsWith("SOA") && !item.label.startsWith("PTR"),
  ),
  ...chosenIn(reverse, "2.0.192.in-addr.arpa", isRecord),
  ...chosenIn(empty, "example.com", ({ label }) => label.startsWith("SOA")),
];

test("there is one for each of the records of the list", () => {
  const kinds = ["SOA", "NS", "MX", "SPF", "DKIM", "DMARC", "MTA-STS", "TLS-RPT", "CAA", "TLSA", "SRV", "PTR"];
  for (const kind of kinds)
    expect(all.filter(({ label }) => label.startsWith(`${kind}:`)).length, kind).toBeGreaterThan(0);
});

describe.each(all)("$label", ({ label, text, snippet }) => {
  test("is accepted as it is", () => {
    const { diagnostics, reading } = checkText(text, { now });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ message }) => message)).toEqual(
      label === incomplete ? ["TLSA lacks its association data"] : [],
    );
    const unread = [...reading.zone.records()].filter(({ rdata }) => rdata.canonical === undefined);
    expect(unread.map(({ type }) => type.name)).toEqual(label === incomplete ? ["TLSA"] : []);
  });
  test("numbers its places from 1 on", () => {
    const places = new Set([...snippet.matchAll(/\$\{([0-9]+)/g)].map(([, index]) => Number(index)));
    expect([...places].toSorted((a, b) => a - b)).toEqual(Array.from(places, (_, i) => i + 1));
  });
});

describe.skipIf(!isInstalled("named-checkzone"))("BIND", () => {
  test("loads each", async () => {
    const verdicts = await runChecker(
      "named-checkzone",
      all.map(({ label, apex, text }) => ({
        name: label,
        origin: `${apex}.`,
        text,
      })),
    );
    const refused = all.flatMap(({ label }, i) => (verdicts[i]?.ok === true ? [] : [label]));
    expect(refused).toEqual([incomplete]);
  });
});
