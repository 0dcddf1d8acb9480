/** Signature help: the fields of a record, and which one is being written. */
import { expect, test } from "vitest";
import { signatureHelp } from "../../server/src/features/signatureHelp.js";
import { zoneSnapshot } from "../support/features.js";

/** The label with the active field in brackets. */
function help(marked: string): string {
  const { snapshot, offset } = zoneSnapshot(marked);
  const found = signatureHelp(snapshot, offset);
  const active = found?.parameters[found.active];
  if (found === undefined || active === undefined) return "nothing";
  return `${found.label.slice(0, active.start)}>>${found.label.slice(active.start, active.end)}<<${found.label.slice(active.end)}`;
}

test.each([
  ["a 60 MX ‸\n", "MX >><preference><< <exchange>"],
  ["a 60 MX 1‸0 mail\n", "MX >><preference><< <exchange>"],
  ["a 60 MX 10 ‸\n", "MX <preference> >><exchange><<"],
  ["a 60 IN SRV 0 1 ‸\n", "SRV <priority> <weight> >><port><< <target>"],
  ["a 60 HTTPS 1 . alpn=h2 ‸\n", "HTTPS <priority> <target> >>[parameters]<<"],
  ["a 60 MX ( 10\n ‸ )\n", "MX <preference> >><exchange><<"],
  ["$INCLUDE ‸\n", "$INCLUDE >>file<< [origin]"],
  ["$GENERATE ‸\n", "$GENERATE >>start-stop[/step]<< owner [ttl] [class] type rdata"],
  ["$GENERATE 1-3 a‸\n", "$GENERATE start-stop[/step] >>owner<< [ttl] [class] type rdata"],
  ["$GENERATE 1-3 a$ ‸\n", "$GENERATE start-stop[/step] owner >>[ttl]<< [class] type rdata"],
  ["$GENERATE 1-3 a$ 1h ‸\n", "$GENERATE start-stop[/step] owner [ttl] >>[class]<< type rdata"],
  ["$GENERATE 1-3 a$ IN ‸\n", "$GENERATE start-stop[/step] owner [ttl] [class] >>type<< rdata"],
  ["$GENERATE 1-3 a$ A‸\n", "$GENERATE start-stop[/step] owner [ttl] [class] >>type<< rdata"],
  ["$GENERATE 1-3 a$ AX‸\n", "$GENERATE start-stop[/step] owner [ttl] [class] >>type<< rdata"],
  ["$GENERATE 1-3 a$ A ‸\n", "$GENERATE start-stop[/step] owner [ttl] [class] type >>rdata<<"],
  ["$GENERATE 1-3 a$ MX 10 m‸\n", "$GENERATE start-stop[/step] owner [ttl] [class] type >>rdata<<"],
  ["a 60 ‸\n", "nothing"],
  ["‸a 60 MX 10 b\n", "nothing"],
  ["a 60 MX ; ‸\n", "nothing"],
])("%j", (marked, expected) => {
  expect(help(marked)).toBe(expected);
});

test("what a field is is not said twice where it is what is expected", () => {
  const { snapshot, offset } = zoneSnapshot("$ORIGIN example.com.\n@ TXT ‸\n");
  expect(signatureHelp(snapshot, offset)?.parameters.map(({ documentation }) => documentation)).toEqual([
    "Character-strings of at most 255 octets each.",
  ]);
});

test("fields are described", () => {
  const { snapshot, offset } = zoneSnapshot("a 60 MX ‸\n");
  expect(signatureHelp(snapshot, offset)?.parameters[0]?.documentation).toBe(
    "Lower is tried first. Expected: a number from 0 to 65535.",
  );
});
