/** Templates: what a tool fills in is opaque, one information says so, and the rest of the file is checked. */
import { describe, expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";

const head = "$TTL 1h\n@ SOA ns hostmaster 2026112301 4h 1h 2w 1h\n@ NS ns\nns A 192.0.2.1\n";
const withSerial = (serial: string): string => head.replace("2026112301", serial);

const said = (text: string): readonly string[] =>
  checkText(text, { origin: "example.com." })
    .diagnostics.filter(({ severity, rule }) => severity === "error" || rule === "file/template")
    .map(({ rule }) => rule);

const once = ["file/template"];

describe("a mark where it stands", () => {
  test.each([
    "{{ serial }}",
    "{{serial}}",
    "<%= @serial %>",
    "@SERIAL@",
    "$SERIAL$",
    "%%SERIAL%%",
    "${SERIAL}",
    "__SERIAL__",
  ])("in the serial: %s", (mark) => expect(said(withSerial(mark))).toEqual(once));
  test.each(["{{ name }}", "<%= name %>", "${NAME}"])("in the owner and the address: %s", (mark) =>
    expect(said(`${head}${mark} A ${mark}\n`)).toEqual(once),
  );
  test.each([
    "{% for host in hosts %}\n{{ host.name }} IN A {{ host.address }}\n{% endfor %}\n",
    "<% hosts.each do |host| %>\n<%= host %> A 192.0.2.7\n<% end %>\n",
    "{{ records }}\n",
    "@RECORDS@\n",
    "{% include 'hosts.j2' %}\n",
  ])("on lines of its own: %j", (lines) => expect(said(head + lines)).toEqual(once));
});

test("the rest is checked", () => {
  expect(said(`${withSerial("{{ serial }}")}www A 192.0.2\n{{ more }}\nmail A 192.0.2.300\n`)).toEqual([
    "file/template",
    "record/bad-address",
    "record/bad-address",
  ]);
});

test("a mark in a comment changes nothing", () => {
  expect(said(`; {{ ansible_managed }}\n${head}www A 192.0.2 ; {{ address }}\n`)).toEqual(["record/bad-address"]);
});

test("a good record with a mark in its text is no template", () => {
  expect(said(`${head}www TXT "Hello {{ name }}"\n`)).toEqual([]);
});
