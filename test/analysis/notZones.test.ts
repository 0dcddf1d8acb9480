/** Files that are no zones get one information; those that have just been begun are zones. */
import { describe, expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";

const said = (text: string, uri = "file"): readonly string[] =>
  checkText(text, { uri, origin: "example.com." }).diagnostics.map(({ severity, rule }) => `${severity} ${rule}`);

const strangers: Readonly<Record<string, string>> = {
  "an ARPA language model":
    "\\data\\\nngram 1=4\nngram 2=3\n\n\\1-grams:\n-1.2041 <s> -0.3010\n-0.9031 the -0.2218\n-1.2041 zone\n-0.9031 </s>\n\n\\2-grams:\n-0.3010 <s> the\n-0.4771 the zone\n-0.3010 zone </s>\n\n\\end\\\n",
  "a small ARPA language model": "\\data\\\nngram 1=2\n\n\\1-grams:\n-0.3010 <s>\n-0.3010 </s>\n\n\\end\\\n",
  "an SQLite file": `SQLite format 3\0\u0010\0\u0001\u0001\0@  \0\0\0\u0002\0\0\0\u0002\0\0CREATE TABLE zones (id INTEGER)\n${"\0".repeat(400)}`,
  "a Berkeley DB file": `\0\0\0\0\u0001\0\0\0\0\0\0\0b1\u0005\0\t\0\0\0\0\u0010\0\0\0\t\0\0${"\0".repeat(300)}`,
  "a pickle": '\u0080\u0004\u0095"\0\0\0\0\0\0\0}\u0094(\u008c\u0004name\u0094\u008c\u0004zone\u0094u.',
  "a Windows hosts file":
    "# Copyright (c) 1993-2009 Microsoft Corp.\r\n#\r\n# This is a sample HOSTS file used by Microsoft TCP/IP for Windows.\r\n#\r\n127.0.0.1       localhost\r\n::1             localhost\r\n192.0.2.10      intranet\r\n",
  "a short hosts file": "127.0.0.1 localhost\n::1 localhost\n",
  JSON: '{\n  "zones": [\n    { "name": "example.com", "records": [] }\n  ],\n  "version": 1\n}\n',
  TypeScript:
    'import { readFile } from "node:fs/promises";\n\nexport async function load(path: string): Promise<string> {\n  const text = await readFile(path, "utf8");\n  return text.trim();\n}\n',
  CSV: "name,type,ttl,data\nwww,A,3600,192.0.2.1\nmail,A,3600,192.0.2.2\n",
  "an INI file": "[database]\nhost = localhost\nport = 5432\n\n[zones]\npath = /etc/zones\n",
  XML: '<?xml version="1.0"?>\n<zones>\n  <zone name="example.com"/>\n</zones>\n',
};

describe("one information", () => {
  test.each(Object.entries(strangers))("%s", (_name, text) =>
    expect(said(text)).toEqual(["information file/not-a-zone"]),
  );
});

const begun: Readonly<Record<string, string>> = {
  "an empty file": "",
  "a comment": "; zone of example.com\n",
  "a word": "www\n",
  "the first directive": "$TTL\n",
  "an owner and a class": "$ORIGIN example.com.\n@ IN\n",
  "the first half of an SOA record": "@ IN SOA ns1 hostmaster (\n",
  "a host with a typo": "www IN AA 192.0.2.1\nmail IN A 192.0.2.2\n",
  "a line of a hosts file among records": "$TTL 1h\nwww A 192.0.2.1\n127.0.0.1 localhost\n",
};

describe("a zone, if only begun", () => {
  test.each(Object.entries(begun))("%s", (_name, text) =>
    expect(said(text).filter((one) => one.endsWith("file/not-a-zone"))).toEqual([]),
  );
});

test("a file with very many problems says how many more there are", () => {
  const found = checkText(
    `@ 3600 SOA ns.example.net. h 1 4h 1h 2w 1h\n@ NS ns.example.net.\n${"www A 192.0.2\n".repeat(3000)}`,
    { origin: "example.com." },
  ).diagnostics;
  expect(found.length).toBe(1001);
  expect(found[1000]?.rule).toBe("file/too-many-problems");
  expect(found[1000]?.message).toMatch(/^\d+ more problems/);
});
