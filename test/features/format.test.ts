/** Formatting: text in, text out. */
import { describe, expect, it } from "vitest";
import {
  formatDocument,
  formattedText,
  formatOnType,
  formatRange,
  formatRanges,
} from "../../server/src/features/format.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { defaultFormat, type FormatChoices, type FormatOptions } from "../../server/src/workspace/formatOptions.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const settings: FormatOptions = { ...defaultFormat, insertFinalNewline: true };

/** Formatted, and formatted again, which changes nothing more. */
function formatted(marked: string, choices: FormatChoices = {}): string {
  const options = { ...settings, ...choices };
  const { snapshot, text } = zoneSnapshot(marked);
  const once = applyEdits(text, formatDocument(snapshot, options));
  expect(formattedText(zoneSnapshot(once).snapshot, options)).toBe(once);
  return once;
}

describe("formatDocument", () => {
  it("aligns the columns of a block and leaves other blocks to themselves", () => {
    expect(
      formatted(`
        $ORIGIN   example.com.  ; the origin
        $TTL 1h

        @ IN A 192.0.2.1
        www\t300 IN  A  192.0.2.2
           IN AAAA 2001:db8::1

        longer-name A 192.0.2.3
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com. ; the origin
        $TTL 1h

        @       IN A    192.0.2.1
        www 300 IN A    192.0.2.2
                IN AAAA 2001:db8::1

        longer-name A 192.0.2.3
      `),
    );
  });

  it("keeps the order of class and TTL, and aligns comments", () => {
    expect(
      formatted(`
        $ORIGIN example.com.
        a IN 300 A 192.0.2.1 ; one
        bcd IN 86400 A 192.0.2.22    ; two
                                     ; and more of two
        ; a line of its own
        e A 192.0.2.3;glued
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        a   IN 300   A 192.0.2.1  ; one
        bcd IN 86400 A 192.0.2.22 ; two
                                  ; and more of two
        ; a line of its own
        e            A 192.0.2.3;glued
      `),
    );
  });

  it("writes a field of an SOA record in parentheses on each line", () => {
    expect(
      formatted(`
        $ORIGIN example.com.
        @ 3600 IN SOA ns1 hostmaster ( 1 ; serial
          7200 3600
          1209600 ; expire
                  ; as advised
          300 )
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        @ 3600 IN SOA ns1 hostmaster (
                      1 ; serial
                      7200
                      3600
                      1209600 ; expire
                              ; as advised
                      300 )
      `).replace("1 ; serial", "1       ; serial"),
    );
  });

  it("keeps the lines of other records and their parentheses", () => {
    expect(
      formatted(`
        $ORIGIN example.com.
        $TTL 300
        key TXT ("v=DKIM1; "
        "p=abc"   "def"
        )
      `),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        $TTL 300
        key TXT ( "v=DKIM1; "
                "p=abc" "def"
                )
      `),
    );
  });

  it("keeps Windows line ends and ends the file", () => {
    expect(formatted("$ORIGIN example.com.\r\n@   300  SOA a b (1 2 3\r\n4 5)  \r\nb  300 A 192.0.2.1")).toBe(
      "$ORIGIN example.com.\r\n@ 300 SOA a b (\r\n          1\r\n          2\r\n          3\r\n          4\r\n          5 )\r\nb 300 A   192.0.2.1\r\n",
    );
  });

  it("leaves alone what can't be read", () => {
    const text = '$ORIGIN example.com.\na   300  TXT   "open\nb   WHAT   is this\nc  300  A  ( 192.0.2.1\n';
    expect(formatted(text)).toBe(text);
  });
});

describe("formatDocument in another style", () => {
  it("aligns with tabs, to their stops", () => {
    expect(
      formatted(
        `
          $ORIGIN example.com.
          @ 300 IN A 192.0.2.1 ; one
          longer-owner 300 IN MX 10   mail ; two
          @ 300 SOA a b (1 2 ; serial
          3 4 5)

            300 TXT "of the owner above"
        `,
        { indentStyle: "tabs", indentSize: 8 },
      ),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        @\t\t300\tIN\tA\t192.0.2.1\t; one
        longer-owner\t300\tIN\tMX\t10 mail\t\t; two
        @\t\t300\t\tSOA\ta b (
        \t\t\t\t\t1
        \t\t\t\t\t2\t; serial
        \t\t\t\t\t3
        \t\t\t\t\t4
        \t\t\t\t\t5 )

        \t300\tTXT\t"of the owner above"
      `),
    );
  });

  it("writes names relative to their origin, the case of which is theirs", () => {
    expect(
      formatted(
        `
          $ORIGIN example.com.
          $TTL 300
          example.com. MX 10 mail.example.com.
          www.example.com. CNAME example.com.
          shout.EXAMPLE.com. CNAME www.example.net.
          p TXT "mail.example.com."
        `,
        { names: "relative" },
      ),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        $TTL 300
        @                  MX    10 mail
        www                CNAME @
        shout.EXAMPLE.com. CNAME www.example.net.
        p                  TXT   "mail.example.com."
      `),
    );
  });

  it("writes names absolute", () => {
    expect(
      formatted("$ORIGIN example.com.\n@ 300 MX 10 mail\n  300 NS @\n$ORIGIN sub\na 300 SRV 1 1 1 b\n", {
        names: "absolute",
      }),
    ).toBe(
      "$ORIGIN example.com.\nexample.com. 300 MX 10 mail.example.com.\n             300 NS example.com.\n" +
        "$ORIGIN sub\na.sub.example.com. 300 SRV 1 1 1 b.sub.example.com.\n",
    );
  });

  it("leaves names alone where only the file's name tells the origin", () => {
    const { snapshot, text } = zoneSnapshot("www 300 CNAME mail\n", { origin: "example.com." });
    const options: FormatOptions = { ...settings, names: "absolute" };
    expect(formattedText({ ...snapshot, originSource: "file name" }, options)).toBe(text);
    expect(formattedText(snapshot, options)).toBe("www.example.com. 300 CNAME mail.example.com.\n");
  });

  it("writes times with units where that is short, or in seconds", () => {
    const zone = "$ORIGIN example.com.\n$TTL 86400\n@ 93784 SOA a b 1 129600 1h30m 30 300\nc 5400 A 192.0.2.1\n";
    expect(formatted(zone, { ttls: "units" })).toBe(
      "$ORIGIN example.com.\n$TTL 1d\n@ 93784 SOA a b 1 1d12h 1h30m 30 5m\nc 1h30m A   192.0.2.1\n",
    );
    expect(formatted(zone, { ttls: "seconds" })).toBe(
      "$ORIGIN example.com.\n$TTL 86400\n@ 93784 SOA a b 1 129600 5400 30 300\nc 5400  A   192.0.2.1\n",
    );
  });

  it("reads words at parentheses as words of their own", () =>
    expect(formatted("$ORIGIN example.com.\n@ 300 SOA a b (1 2w 3 4 5)\n", { ttls: "seconds", soa: "keep" })).toBe(
      "$ORIGIN example.com.\n@ 300 SOA a b ( 1 1209600 3 4 5 )\n",
    ));

  it("names the fields of the SOA record where no comment stands", () => {
    expect(formatted("$ORIGIN example.com.\n@ 300 SOA a b 1 2 3 4 5 ; mine\n", { soa: "comments" })).toBe(
      dedent(`
        $ORIGIN example.com.
        @ 300 SOA a b (
                  1 ; serial
                  2 ; refresh
                  3 ; retry
                  4 ; expire
                  5 ; mine
                  )
      `),
    );
    expect(
      formatted("$ORIGIN example.com.\n@ 300 SOA a b ( 2024010101 ; bump me\n2 3\n; alone\n4 5 )\n", {
        soa: "comments",
      }),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        @ 300 SOA a b (
                  2024010101 ; bump me
                  2          ; refresh
                  3          ; retry
                  ; alone
                  4          ; expire
                  5          ; minimum
                  )
      `),
    );
  });

  it("keeps the lines of the SOA record", () =>
    expect(formatted("$ORIGIN example.com.\n@ 300 SOA a b ( 1\n2 3 4 5 )\n", { soa: "keep" })).toBe(
      "$ORIGIN example.com.\n@ 300 SOA a b ( 1\n          2 3 4 5 )\n",
    ));

  it("wraps long strings and keys, and leaves what can't get shorter", () => {
    const key = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".repeat(4);
    expect(
      formatted(
        `
          $ORIGIN example.com.
          t 300 TXT "v=DKIM1; k=rsa; " "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB" ; key
          k 300 DNSKEY ( 257 3 8 ${key} )
          s 300 TXT "${key}"
        `,
        { longData: "wrap", lineLength: 60 },
      ),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        t 300 TXT    (
                     "v=DKIM1; k=rsa; "
                     "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB" ) ; key
        k 300 DNSKEY 257 3 8 (
                     ${key.slice(0, 44)}
                     ${key.slice(44, 88)}
                     ${key.slice(88)} )
        s 300 TXT    "${key}"
      `),
    );
  });

  it("keeps white space at the ends of lines where that is wanted", () =>
    expect(formatted("$ORIGIN example.com.  \na 300   A 192.0.2.1\t\n; c  \n", { trimTrailingWhitespace: false })).toBe(
      "$ORIGIN example.com.  \na 300 A 192.0.2.1\t\n; c  \n",
    ));

  it("changes line breaks only where a file is written", () => {
    const { snapshot, text } = zoneSnapshot("$ORIGIN example.com.\na 300 A 192.0.2.1\n");
    const options: FormatOptions = { ...settings, endOfLine: "\r\n" };
    expect(formatDocument(snapshot, options)).toEqual([]);
    expect(formattedText(snapshot, options)).toBe(text.replaceAll("\n", "\r\n"));
  });
});

describe("formatRange, formatRanges and formatOnType", () => {
  const zone = `
    $ORIGIN example.com.
    $TTL 300
    long-name A 192.0.2.1
    <|>a  A   192.0.2.2<|>
    b   A   192.0.2.3
  `;
  it("formats the lines of the range, in the columns of the block", () => {
    const { snapshot, text, offsets } = zoneSnapshot(zone);
    expect(applyEdits(text, formatRange(snapshot, offsets[0] ?? 0, offsets[1] ?? 0, settings))).toBe(
      text.replace("a  A   192.0.2.2", "a         A 192.0.2.2"),
    );
  });

  it("formats the lines of several ranges, each once", () => {
    const { snapshot, text, offsets } = zoneSnapshot(zone);
    const [start = 0, end = 0] = offsets;
    const last = text.indexOf("b   A");
    const ranges = [
      { start, end },
      { start: start + 1, end: start + 2 },
      { start: last, end: last },
    ];
    expect(applyEdits(text, formatRanges(snapshot, ranges, settings))).toBe(
      text.replace("a  A   192.0.2.2", "a         A 192.0.2.2").replace("b   A   192", "b         A 192"),
    );
  });

  it("formats the entry whose parenthesis was closed", () => {
    const { snapshot, text, offset } = zoneSnapshot(
      "$ORIGIN example.com.\n$TTL 300\n@  SOA  a b ( 1 2\n3 4 5 )<|>\nb   A   192.0.2.3\n",
    );
    expect(applyEdits(text, formatOnType(snapshot, offset, settings))).toBe(
      "$ORIGIN example.com.\n$TTL 300\n@ SOA a b (\n      1\n      2\n      3\n      4\n      5 )\nb   A   192.0.2.3\n",
    );
  });
});
