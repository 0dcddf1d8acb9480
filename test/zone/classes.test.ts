/** The class of a zone: what its SOA record says, and IN where it says none. */
import { describe, expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";

const errors = (text: string): readonly string[] =>
  checkText(`$TTL 3600\n${text}`, { origin: "example.com." })
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ rule }) => rule);

describe("a zone whose SOA record says no class", () => {
  const zone = "@ SOA ns.example.net. hostmaster 1 4h 1h 2w 1h\n@ NS ns.example.net.\n";
  test("is of class IN", () => expect(errors(`${zone}version CH TXT "9"\n`)).toEqual(["zone/class-differs"]));
});

describe("a zone of class CH", () => {
  const zone = "@ CH SOA ns hostmaster 1 4h 1h 2w 1h\n@ CH NS ns\n";
  test("needs no addresses of its servers", () => expect(errors(`${zone}version CH TXT "9"\n`)).toEqual([]));
  test("has addresses of its own", () => expect(errors(`${zone}host CH A ch-addr.net. 0205\n`)).toEqual([]));
  test("takes data in the generic form", () => expect(errors(`${zone}host CH SRV \\# 2 0001\n`)).toEqual([]));
  test("has no form for other types of class IN", () =>
    expect(errors(`${zone}host CH AAAA ::1\n`)).toEqual(["record/generic-data-only"]));
});
