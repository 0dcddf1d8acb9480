/** Section 5 of the table of checks on mail records: by the ids of its rows what our rules find, each with a zone, and where they are silent. */
import { ed25519, privateRsa, rsa, strings } from "./keys.js";

export interface Row {
  /** Lines of a zone, and "severity rule", ", with a fix" where there is one, of what one of our rules finds there. */
  readonly finds: readonly (readonly [lines: string, found: string])[];
  /** Lines in which none of these rules finds anything. */
  readonly silent: string;
}

export const mailChecks: Readonly<Record<string, Row>> = {
  // SPF
  "spf-version": {
    finds: [
      ['@ TXT "v=spf1; mx -all"', "error spf/version, with a fix"],
      ['@ TXT "v=spf 1 mx -all"', "error spf/version, with a fix"],
      ['@ TXT " v=spf1 mx -all"', "error spf/version, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-multiple": {
    finds: [
      [
        `@ TXT "v=spf1 mx -all"
@ TXT "v=spf1 a ~all"`,
        "error spf/several-records, with a fix",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-charset": {
    finds: [
      ['@ TXT "v=spf1\\009mx -all"', "error spf/bad-character, with a fix"],
      ['@ TXT "v=spf1\\194\\160mx -all"', "error spf/version, with a fix"],
      ['@ TXT "v=spf1 mx\\194\\160-all"', "error spf/bad-character, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-unknown-mech": {
    finds: [
      ['@ TXT "v=spf1 ipv4:8.8.8.8 -all"', "error spf/unknown-mechanism, with a fix"],
      ['@ TXT "v=spf1 mx -al"', "error spf/unknown-mechanism, with a fix"],
      ['@ TXT "v=spf1 redirect:x.example.org"', "error spf/unknown-mechanism, with a fix"],
      ['@ TXT "v=spf1 include=x.example.org -all"', "warning spf/misspelt-modifier, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-separator": {
    finds: [
      ['@ TXT "v=spf1 mx, a -all"', "error spf/separator, with a fix"],
      ['@ TXT "v=spf1 mx a~all"', "error spf/separator, with a fix"],
      ['@ TXT "v=spf1 include: x.example.org -all"', "error spf/separator, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-arg": {
    finds: [
      ['@ TXT "v=spf1 mx all:x"', "error spf/bad-argument, with a fix"],
      ['@ TXT "v=spf1 include -all"', "error spf/bad-argument"],
      ['@ TXT "v=spf1 ptr/24 -all"', "error spf/bad-argument, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-domain-spec": {
    finds: [
      ['@ TXT "v=spf1 a:8.8.8.8 -all"', "error spf/bad-domain, with a fix"],
      ['@ TXT "v=spf1 include:localhost -all"', "error spf/bad-domain"],
      ['@ TXT "v=spf1 include:x.example.org/24 -all"', "error spf/bad-domain, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-ip": {
    finds: [
      ['@ TXT "v=spf1 ip4:2001:db8::1 -all"', "error spf/bad-address, with a fix"],
      ['@ TXT "v=spf1 ip4:8.8.8.0/255.255.255.0 -all"', "error spf/bad-prefix, with a fix"],
      ['@ TXT "v=spf1 ip4:8.8.8.08 -all"', "error spf/bad-address, with a fix"],
      ['@ TXT "v=spf1 ip4:8.8.8.0/33 -all"', "error spf/bad-prefix"],
    ],
    silent: '@ TXT "v=spf1 ip4:8.8.8.8 -all"',
  },
  "spf-hostbits": {
    finds: [['@ TXT "v=spf1 ip4:8.8.8.8/24 -all"', "warning spf/host-bits, with a fix"]],
    silent: '@ TXT "v=spf1 ip4:8.8.8.0/24 -all"',
  },
  "spf-macro": {
    finds: [
      ['@ TXT "v=spf1 exists:%{x}.example.org -all"', "error spf/bad-macro"],
      ['@ TXT "v=spf1 exists:%{c}.example.org -all"', "error spf/bad-macro"],
      ['@ TXT "v=spf1 ip4:%{i} -all"', "error spf/bad-macro"],
    ],
    silent: '@ TXT "v=spf1 exists:%{i}.example.org -all"',
  },
  "spf-dup-modifier": {
    finds: [
      ['@ TXT "v=spf1 redirect=a.example.org redirect=b.example.org"', "error spf/duplicate-modifier, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-qual-modifier": {
    finds: [['@ TXT "v=spf1 mx -redirect=a.example.org"', "error spf/qualified-modifier, with a fix"]],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-lookups": {
    finds: [
      [
        `@ A 8.8.8.8
@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 a mx a/24 mx/24 a/25 mx/25 a/26 mx/26 a/27 mx/27 a/28 -all"`,
        "error spf/too-many-lookups, with a fix",
      ],
      [
        `@ A 8.8.8.8
@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 a mx a/24 mx/24 a/25 mx/25 a/26 mx/26 a/27 mx/27 -all"`,
        "warning spf/many-lookups, with a fix",
      ],
    ],
    silent: `@ A 8.8.8.8
@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 a mx -all"`,
  },
  "spf-void": {
    finds: [['@ TXT "v=spf1 a:none.example.com -all"', "warning spf/void-lookups, with a fix"]],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-mx10": {
    finds: [
      [
        `@ MX 1 m1
m1 A 8.8.8.1
@ MX 2 m2
m2 A 8.8.8.2
@ MX 3 m3
m3 A 8.8.8.3
@ MX 4 m4
m4 A 8.8.8.4
@ MX 5 m5
m5 A 8.8.8.5
@ MX 6 m6
m6 A 8.8.8.6
@ MX 7 m7
m7 A 8.8.8.7
@ MX 8 m8
m8 A 8.8.8.8
@ MX 9 m9
m9 A 8.8.8.9
@ MX 10 m10
m10 A 8.8.8.10
@ MX 11 m11
m11 A 8.8.8.11
@ TXT "v=spf1 mx -all"`,
        "error spf/too-many-exchanges",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-loop": {
    finds: [
      [
        `@ TXT "v=spf1 include:_a.example.com -all"
_a TXT "v=spf1 include:example.com -all"`,
        "error spf/loop",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-include-none": {
    finds: [
      [
        `@ TXT "v=spf1 include:_a.example.com -all"
_a TXT "x"`,
        "error spf/include-without-spf, with a fix",
      ],
    ],
    silent: `@ TXT "v=spf1 include:_a.example.com -all"
_a TXT "v=spf1 -all"`,
  },
  "spf-include-unknown": {
    finds: [['@ TXT "v=spf1 include:spf.example.org -all"', "hint spf/unknown-include"]],
    silent: '@ TXT "v=spf1 include:_spf.google.com -all"',
  },
  "spf-typo-esp": {
    finds: [
      ['@ TXT "v=spf1 include:_spf.goggle.com -all"', "warning spf/misspelt-include, with a fix"],
      ['@ TXT "v=spf1 include:spf.google.com -all"', "warning spf/outdated-include, with a fix"],
      ['@ TXT "v=spf1 include:_netblocks3.google.com -all"', "warning spf/outdated-include, with a fix"],
      ['@ TXT "v=spf1 include:aspmx.googlemail.com -all"', "warning spf/outdated-include, with a fix"],
      ['@ TXT "v=spf1 include:outlook.com -all"', "warning spf/outdated-include, with a fix"],
    ],
    silent: '@ TXT "v=spf1 include:spf.protection.outlook.com -all"',
  },
  "spf-dup-term": {
    finds: [
      ['@ TXT "v=spf1 include:_spf.google.com include:_spf.google.com -all"', "warning spf/duplicate-term, with a fix"],
      ['@ TXT "v=spf1 ip4:8.8.8.0/24 ip4:8.8.8.8 -all"', "warning spf/duplicate-term, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-plus-all": {
    finds: [
      ['@ TXT "v=spf1 +all"', "warning spf/pass-all, with a fix"],
      ['@ TXT "v=spf1 ip4:0.0.0.0/0 -all"', "warning spf/pass-all, with a fix"],
      ['@ TXT "v=spf1 ip6:::/0 -all"', "warning spf/pass-all, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-neutral-all": {
    finds: [['@ TXT "v=spf1 mx ?all"', "warning spf/neutral-all, with a fix"]],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-no-all": {
    finds: [
      [
        `@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 mx"`,
        "warning spf/no-all, with a fix",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-wide-cidr": {
    finds: [
      ['@ TXT "v=spf1 ip4:8.0.0.0/8 -all"', "warning spf/wide-network"],
      ['@ TXT "v=spf1 ip4:8.8.0.0/16 -all"', "information spf/wide-network"],
      ['@ TXT "v=spf1 ip6:2a00:1450::/32 -all"', "warning spf/wide-network"],
    ],
    silent: '@ TXT "v=spf1 ip4:8.8.8.0/24 -all"',
  },
  "spf-private-ip": {
    finds: [
      ['@ TXT "v=spf1 ip4:10.0.0.1 -all"', "warning spf/private-address, with a fix"],
      ['@ TXT "v=spf1 ip4:100.64.0.1 -all"', "warning spf/private-address, with a fix"],
      ['@ TXT "v=spf1 ip4:127.0.0.1 -all"', "warning spf/private-address, with a fix"],
    ],
    silent: '@ TXT "v=spf1 ip4:8.8.8.8 -all"',
  },
  "spf-ptr": {
    finds: [
      ['@ TXT "v=spf1 ptr -all"', "warning spf/ptr, with a fix"],
      ['@ TXT "v=spf1 exists:%{p}.example.org -all"', "warning spf/ptr"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-after-all": {
    finds: [
      [
        `@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 -all mx"`,
        "warning spf/after-all, with a fix",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-redirect-all": {
    finds: [['@ TXT "v=spf1 redirect=_spf.google.com -all"', "warning spf/redirect-with-all, with a fix"]],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-mod-order": {
    finds: [
      [
        `@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 exp=why.example.org mx -all"`,
        "hint spf/modifier-order, with a fix",
      ],
    ],
    silent: `@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 mx -all exp=why.example.org"`,
  },
  "spf-unknown-modifier": {
    finds: [
      [
        `@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 mx moo=cow -all"`,
        "hint spf/unknown-modifier",
      ],
    ],
    silent: `@ MX 10 mx
mx A 8.8.4.4
@ TXT "v=spf1 mx -all ra=postmaster"`,
  },
  "spf-type99": {
    finds: [
      [
        `@ SPF "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
        "warning values/spf-type, with a fix",
      ],
      [
        `@ SPF "v=spf1 a -all"
@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
        "warning values/spf-type, with a fix",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-senderid": {
    finds: [['@ TXT "spf2.0/pra mx -all"', "warning spf/sender-id, with a fix"]],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-size": {
    finds: [
      [
        '@ TXT "v=spf1 ip4:8.8.0.8 ip4:8.8.1.8 ip4:8.8.2.8 ip4:8.8.3.8 ip4:8.8.4.8 ip4:8.8.5.8 ip4:8.8.6.8 ip4:8.8.7.8 ip4:8.8.8.8 ip4:8.8.9.8 ip4:8.8.10.8 ip4:8.8.11.8 ip4:8.8.12.8 ip4:8.8.13.8 ip4:8.8.14.8 ip4:8.8.15.8 ip4:8.8.16.8 ip4:8.8.17.8 ip4:8.8.18.8 ip4:8." "8.19.8 ip4:8.8.20.8 ip4:8.8.21.8 ip4:8.8.22.8 ip4:8.8.23.8 ip4:8.8.24.8 ip4:8.8.25.8 ip4:8.8.26.8 ip4:8.8.27.8 ip4:8.8.28.8 ip4:8.8.29.8 ip4:8.8.30.8 ip4:8.8.31.8 ip4:8.8.32.8 ip4:8.8.33.8 ip4:8.8.34.8 ip4:8.8.35.8 ip4:8.8.36.8 ip4:8.8.37.8 ip4:8.8.3" "8.8 ip4:8.8.39.8 -all"',
        "warning spf/long-record",
      ],
      [
        `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4
@ TXT "proof-0=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
@ TXT "proof-1=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
@ TXT "proof-2=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
@ TXT "proof-3=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
@ TXT "proof-4=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"`,
        "information spf/long-record",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-helo": {
    finds: [
      [
        `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
        "hint spf/missing-for-host, with a fix",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4
mx TXT "v=spf1 a -all"`,
  },
  "spf-subdomain": {
    finds: [
      [
        `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4
lists MX 10 mx`,
        "hint spf/missing, with a fix",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4
lists MX 10 mx
lists TXT "v=spf1 mx -all"`,
  },
  "spf-null-mx": {
    finds: [
      [
        `@ MX 0 .
@ TXT "v=spf1 include:_spf.google.com ~all"`,
        "warning spf/null-mx, with a fix",
      ],
    ],
    silent: `@ MX 0 .
@ TXT "v=spf1 -all"`,
  },
  "spf-wildcard": {
    finds: [['* TXT "v=spf1 ip4:8.8.8.8 -all"', "information spf/wildcard"]],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-wrong-name": {
    finds: [
      ['_dmarc TXT "v=spf1 -all"', "warning spf/wrong-place, with a fix"],
      [
        `@ MX 10 mx
mx A 8.8.4.4
_spf TXT "v=spf1 mx -all"`,
        "warning spf/wrong-place, with a fix",
      ],
      ['s1._domainkey TXT "v=spf1 -all"', "warning spf/wrong-place, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
  },
  "spf-softfail": {
    finds: [
      [
        `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4
_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com"`,
        "hint spf/hard-fail, with a fix",
      ],
    ],
    silent: `@ TXT "v=spf1 mx ~all"
@ MX 10 mx
mx A 8.8.4.4
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"`,
  },

  // DMARC
  "dm-location": {
    finds: [
      ['@ TXT "v=DMARC1; p=none"', "error dmarc/wrong-place, with a fix"],
      ['dmarc TXT "v=DMARC1; p=none"', "error dmarc/wrong-place, with a fix"],
      ['_dmarc._dmarc TXT "v=DMARC1; p=none"', "error dmarc/wrong-place, with a fix"],
      ['_dmarc.example.com TXT "v=DMARC1; p=none"', "warning names/repeated-zone, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-version": {
    finds: [
      ['_dmarc TXT "p=none; v=DMARC1"', "error dmarc/version, with a fix"],
      ['_dmarc TXT "v=dmarc1; p=none"', "error dmarc/version, with a fix"],
      ['_dmarc TXT "v=DMARC1p=none"', "error dmarc/version, with a fix"],
      ['_dmarc TXT "v=DMARC1 p=none"', "error dmarc/version, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-multiple": {
    finds: [
      [
        `_dmarc TXT "v=DMARC1; p=none"
_dmarc TXT "v=DMARC1; p=reject"`,
        "error dmarc/several-records, with a fix",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-unrelated": {
    finds: [
      [
        `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.
_dmarc TXT "google-site-verification=abc"`,
        "warning mail/unrelated-text",
      ],
      ['_dmarc TXT "v=spf1 -all"', "warning spf/wrong-place, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-p-invalid": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=rejct"', "error dmarc/bad-policy, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=reject; sp=rejct"', "error dmarc/bad-policy, with a fix"],
      ['_dmarc TXT "v=DMARC1; adkim=s"', "error dmarc/no-policy, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-degraded": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=reject; sp=rejct; rua=mailto:a@example.com"', "error dmarc/bad-policy, with a fix"],
      ['_dmarc TXT "v=DMARC1; rua=mailto:a@example.com"', "warning dmarc/missing-policy, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-dup-tag": {
    finds: [['_dmarc TXT "v=DMARC1; p=none; p=reject"', "error dmarc/duplicate-tag, with a fix"]],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-eq": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; fo:0"', "error dmarc/syntax, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; junk"', "error dmarc/syntax, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-value": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; adkim=x"', "warning dmarc/bad-value, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; fo=2"', "warning dmarc/bad-value, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; psd=x"', "warning dmarc/bad-value, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; t=x"', "warning dmarc/bad-value, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-removed": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; pct=100"', "information dmarc/removed-tag, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; ri=86400"', "information dmarc/removed-tag, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=reject; pct=0"', "warning dmarc/partial-percentage, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=reject; pct=50"', "warning dmarc/partial-percentage, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-unknown": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; foobar=1"', "information dmarc/unknown-tag, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; adkin=s"', "warning dmarc/misspelt-tag, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-case": {
    finds: [['_dmarc TXT "v=DMARC1; P=none"', "hint dmarc/tag-case, with a fix"]],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-uri": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; rua=a@example.com"', "error dmarc/bad-uri, with a fix"],
      [
        '_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com mailto:b@example.com"',
        "error dmarc/bad-uri, with a fix",
      ],
      [
        '_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com; mailto:b@example.com"',
        "error dmarc/syntax, with a fix",
      ],
      ['_dmarc TXT "v=DMARC1; p=none; rua=mailto:a!b@example.com"', "error dmarc/bad-uri, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; rua=https://example.com/r"', "warning dmarc/uri-scheme"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-size": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com!10m"', "information dmarc/report-size, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-uris2": {
    finds: [
      [
        '_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com,mailto:c@example.com"',
        "information dmarc/many-uris",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-dup-uri": {
    finds: [
      [
        '_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com,mailto:a@example.com"',
        "information dmarc/duplicate-uri, with a fix",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-external": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.org"', "information dmarc/external-reports"],
      ['_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@rua.powerdmarc.com"', "information dmarc/external-reports"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-rua-nomx": {
    finds: [
      [
        `@ MX 0 .
_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com"`,
        "warning dmarc/reports-refused",
      ],
      ['_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@none.example.com"', "warning dmarc/reports-refused"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-norua": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=reject"', "warning dmarc/no-reports, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none"', "warning dmarc/no-reports, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-none": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.com"', "information dmarc/monitoring-only, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-sp-weaker": {
    finds: [
      [
        '_dmarc TXT "v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com"',
        "warning dmarc/weaker-subdomains, with a fix",
      ],
      [
        '_dmarc TXT "v=DMARC1; p=reject; np=none; rua=mailto:a@example.com"',
        "warning dmarc/weaker-subdomains, with a fix",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-np": {
    finds: [['_dmarc TXT "v=DMARC1; p=quarantine; rua=mailto:a@example.com"', "hint dmarc/no-np, with a fix"]],
    silent: '_dmarc TXT "v=DMARC1; p=quarantine; np=reject; rua=mailto:a@example.com"',
  },
  "dm-sp-ineffective": {
    finds: [
      [
        `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.
_dmarc.shop TXT "v=DMARC1; p=reject; sp=none"`,
        "warning dmarc/idle-subdomain-policy, with a fix",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.
_dmarc.shop TXT "v=DMARC1; p=reject; sp=none; psd=n"`,
  },
  "dm-psd": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=reject; psd=y; rua=mailto:a@example.com"', "warning dmarc/public-suffix, with a fix"],
      [
        '_dmarc TXT "v=DMARC1; p=reject; psd=y; ruf=mailto:a@example.com; rua=mailto:a@example.com"',
        "warning dmarc/public-suffix, with a fix",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-t": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=reject; t=y; rua=mailto:a@example.com"', "warning dmarc/testing, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; t=y; rua=mailto:a@example.com"', "information dmarc/no-effect, with a fix"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-fo": {
    finds: [
      ['_dmarc TXT "v=DMARC1; p=none; fo=1; rua=mailto:a@example.com"', "information dmarc/no-effect, with a fix"],
      [
        '_dmarc TXT "v=DMARC1; p=none; fo=0:1; ruf=mailto:a@example.com; rua=mailto:a@example.com"',
        "warning dmarc/bad-value, with a fix",
      ],
      [
        '_dmarc TXT "v=DMARC1; p=none; fo=d:d; ruf=mailto:a@example.com; rua=mailto:a@example.com"',
        "warning dmarc/bad-value, with a fix",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-ruf": {
    finds: [
      [
        '_dmarc TXT "v=DMARC1; p=none; ruf=mailto:a@example.com; rua=mailto:a@example.com"',
        "hint dmarc/failure-reports",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-shadow": {
    finds: [
      [
        `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.
_dmarc.shop TXT "v=DMARC1; p=reject"
lists.shop MX 10 mx.example.net.`,
        "information dmarc/skipped-record",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.
_dmarc.shop TXT "v=DMARC1; p=reject; psd=n"
lists.shop MX 10 mx.example.net.`,
  },
  "dm-noauth": {
    finds: [
      [
        `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
        "warning dmarc/reject-without-dkim",
      ],
      [
        `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.
@ TXT "v=spf1 mx -all"`,
        "warning dmarc/reject-without-dkim",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.
s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dm-strict": {
    finds: [
      [
        `_dmarc TXT "v=DMARC1; p=reject; aspf=s; rua=mailto:a@example.com"
bounce TXT "v=spf1 include:amazonses.com -all"`,
        "information dmarc/strict-alignment, with a fix",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; aspf=r; rua=mailto:a@example.com"
bounce TXT "v=spf1 include:amazonses.com -all"`,
  },
  "dm-semicolon": {
    finds: [
      ['example.org._report._dmarc TXT "v=DMARC1"', "hint dmarc/no-semicolon, with a fix"],
      ['_dmarc TXT "v=DMARC1; p=none; some words"', "error dmarc/syntax, with a fix"],
    ],
    silent: 'example.org._report._dmarc TXT "v=DMARC1;"',
  },
  "dm-missing": {
    finds: [
      [
        `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
        "warning dmarc/missing, with a fix",
      ],
      ['@ TXT "v=spf1 ip4:8.8.8.8 -all"', "warning dmarc/missing, with a fix"],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
  },
  "dm-report-rec": {
    finds: [
      ['example.org._report._dmarc TXT "v=DMARC1; rua=mailto:a@example.net"', "warning dmarc/report-override"],
      ['_report._dmarc.example.org TXT "v=DMARC1;"', "warning dmarc/misplaced-report-record"],
      ['example.org._report._dmarc TXT "v=DMARC1; p=none"', "information dmarc/report-record, with a fix"],
    ],
    silent: 'example.org._report._dmarc TXT "v=DMARC1;"',
  },

  // DKIM
  "dk-location": {
    finds: [
      [`@ TXT ${strings(`v=DKIM1; p=${rsa(2048)}`)}`, "error dkim/wrong-place"],
      [`@ TXT ${strings(`k=rsa; p=${rsa(2048)}`)}`, "error dkim/wrong-place"],
      [`s1.domainkey TXT ${strings(`v=DKIM1; p=${rsa(2048)}`)}`, "error dkim/wrong-place, with a fix"],
      [
        `s1._domainkey.example.com TXT ${strings(`v=DKIM1; p=${rsa(2048)}`)}`,
        "warning names/repeated-zone, with a fix",
      ],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-multiple": {
    finds: [
      [
        `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}
s1._domainkey TXT ${strings(`v=DKIM1; k=ed25519; p=${ed25519}`)}`,
        "error dkim/several-records, with a fix",
      ],
      [
        `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}
s1._domainkey CNAME s1.domainkey.example.net.`,
        "error cname/other-data, with a fix",
      ],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-version": {
    finds: [
      [`s1._domainkey TXT ${strings(`k=rsa; v=DKIM1; p=${rsa(2048)}`)}`, "error dkim/version, with a fix"],
      [`s1._domainkey TXT ${strings(`v=DKIM2; p=${rsa(2048)}`)}`, "error dkim/version, with a fix"],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-no-v": {
    finds: [[`s1._domainkey TXT ${strings(`k=rsa; p=${rsa(2048)}`)}`, "hint dkim/no-version, with a fix"]],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-p-missing": {
    finds: [['s1._domainkey TXT "v=DKIM1; k=rsa"', "error dkim/no-key"]],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-dup-tag": {
    finds: [
      [`s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; k=rsa; p=${rsa(2048)}`)}`, "error dkim/duplicate-tag, with a fix"],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-syntax": {
    finds: [[`s1._domainkey TXT ${strings(`v=DKIM1; junk; p=${rsa(2048)}`)}`, "error dkim/syntax, with a fix"]],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-revoked": {
    finds: [['s1._domainkey TXT "v=DKIM1; p="', "information dkim/revoked-key"]],
    silent: '*._domainkey TXT "v=DKIM1; p="',
  },
  "dk-base64": {
    finds: [
      [
        `s1._domainkey TXT ${strings(`v=DKIM1; p=${rsa(2048).slice(0, 100)}!${rsa(2048).slice(101)}`)}`,
        "error dkim/bad-base64",
      ],
      [`s1._domainkey TXT ${strings(`v=DKIM1; p=${rsa(2048).slice(0, 240)}`)}`, "error dkim/truncated-key"],
      [
        `s1._domainkey TXT ${strings(`v=DKIM1; p=-----BEGIN PUBLIC KEY-----${rsa(1024)}-----END PUBLIC KEY-----`)}`,
        "error dkim/armored-key, with a fix",
      ],
      [
        `s1._domainkey TXT ${strings(`v=DKIM1; p=${rsa(2048).slice(0, 100)}<br>C${rsa(2048).slice(101)}`)}`,
        "error dkim/bad-base64",
      ],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-private": {
    finds: [[`s1._domainkey TXT ${strings(`v=DKIM1; p=${privateRsa}`)}`, "error dkim/private-key"]],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-bits": {
    finds: [
      [`s1._domainkey TXT ${strings(`v=DKIM1; p=${rsa(512)}`)}`, "error dkim/short-key"],
      [`s1._domainkey TXT ${strings(`v=DKIM1; p=${rsa(1024)}`)}`, "warning dkim/weak-key"],
      [`s1._domainkey TXT ${strings(`v=DKIM1; p=${rsa(8192)}`)}`, "information dkim/long-key"],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-ktype": {
    finds: [
      [`s1._domainkey TXT ${strings(`v=DKIM1; k=dsa; p=${rsa(2048)}`)}`, "error dkim/key-type, with a fix"],
      [`s1._domainkey TXT ${strings(`v=DKIM1; k=ed25519; p=AAAA${ed25519.slice(0, 28)}`)}`, "error dkim/bad-key"],
      [`s1._domainkey TXT ${strings(`v=DKIM1; p=${ed25519}`)}`, "error dkim/key-mismatch, with a fix"],
      [`s1._domainkey TXT ${strings(`v=DKIM1; k=ed25519; p=${rsa(2048)}`)}`, "error dkim/key-mismatch, with a fix"],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-ed-only": {
    finds: [[`s1._domainkey TXT ${strings(`v=DKIM1; k=ed25519; p=${ed25519}`)}`, "information dkim/ed25519-only"]],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-sha1": {
    finds: [[`s1._domainkey TXT ${strings(`v=DKIM1; h=sha1; p=${rsa(2048)}`)}`, "error dkim/sha1-only, with a fix"]],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-service": {
    finds: [
      [`s1._domainkey TXT ${strings(`v=DKIM1; s=other; p=${rsa(2048)}`)}`, "warning dkim/not-for-mail, with a fix"],
      [
        `s1._domainkey TXT ${strings(`v=DKIM1; s=tlsrpt; p=${rsa(2048)}`)}`,
        "information dkim/not-for-mail, with a fix",
      ],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-flags": {
    finds: [
      [`s1._domainkey TXT ${strings(`v=DKIM1; t=y; p=${rsa(2048)}`)}`, "warning dkim/testing, with a fix"],
      [`s1._domainkey TXT ${strings(`v=DKIM1; t=z; p=${rsa(2048)}`)}`, "information dkim/unknown-flag"],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; t=s; p=${rsa(2048)}`)}`,
  },
  "dk-g": {
    finds: [
      [`s1._domainkey TXT ${strings(`v=DKIM1; g=*; p=${rsa(2048)}`)}`, "information dkim/granularity, with a fix"],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-hostname": {
    finds: [['s1._domainkey TXT "s1.domainkey.example.net"', "error dkim/host-name, with a fix"]],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-cname-dot": {
    finds: [
      ["k1._domainkey CNAME dkim.mcsv.net", "warning names/missing-trailing-dot, with a fix"],
      ["s1._domainkey CNAME s1.example.com", "warning names/missing-trailing-dot, with a fix"],
    ],
    silent: "k1._domainkey CNAME dkim.mcsv.net.",
  },
  "dk-split": {
    finds: [
      [
        `s1._domainkey TXT "v=DKIM1; rand" "om=1; p=${rsa(2048).slice(0, 200)}" "${rsa(2048).slice(200)}"`,
        "information mail/split-tag",
      ],
    ],
    silent: `s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },
  "dk-none": {
    finds: [
      [
        `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ MX 10 mx.example.net.`,
        "warning dmarc/reject-without-dkim",
      ],
      [
        `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4`,
        "hint dkim/missing",
      ],
    ],
    silent: `@ TXT "v=spf1 mx -all"
@ MX 10 mx
mx A 8.8.4.4
s1._domainkey TXT ${strings(`v=DKIM1; k=rsa; p=${rsa(2048)}`)}`,
  },

  // MTA-STS and TLS-RPT
  "ms-syntax": {
    finds: [
      [
        `mta-sts A 8.8.8.8
_mta-sts TXT "v=STSv1; id=1; x y"`,
        "error mta-sts/syntax, with a fix",
      ],
      [
        `mta-sts A 8.8.8.8
_mta-sts TXT "V=STSv1; id=1"`,
        "error mta-sts/version, with a fix",
      ],
      [
        `mta-sts A 8.8.8.8
_mta-sts TXT "v=STSv1; id = 1"`,
        "error mta-sts/syntax, with a fix",
      ],
      [
        `mta-sts A 8.8.8.8
_mta-sts TXT "v=STSv1; id=1;;"`,
        "error mta-sts/empty-tag, with a fix",
      ],
    ],
    silent: `_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8`,
  },
  "ms-id": {
    finds: [
      [
        `mta-sts A 8.8.8.8
_mta-sts TXT "v=STSv1"`,
        "error mta-sts/missing-id, with a fix",
      ],
      [
        `mta-sts A 8.8.8.8
_mta-sts TXT "v=STSv1; id=2026-11-24"`,
        "error mta-sts/bad-id, with a fix",
      ],
    ],
    silent: `_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8`,
  },
  "ms-multiple": {
    finds: [
      [
        `_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8
_mta-sts TXT "v=STSv1; id=2"`,
        "error mta-sts/several-records, with a fix",
      ],
    ],
    silent: `_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8`,
  },
  "ms-dup": {
    finds: [
      [
        `mta-sts A 8.8.8.8
_mta-sts TXT "v=STSv1; id=1; id=2"`,
        "warning mta-sts/duplicate-tag, with a fix",
      ],
    ],
    silent: `_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8`,
  },
  "ms-location": {
    finds: [
      ['@ TXT "v=STSv1; id=1"', "error mta-sts/wrong-place, with a fix"],
      ['_mta_sts TXT "v=STSv1; id=1"', "error mta-sts/wrong-place, with a fix"],
      ['mta-sts TXT "v=STSv1; id=1"', "error mta-sts/wrong-place, with a fix"],
    ],
    silent: `_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8`,
  },
  "ms-host": {
    finds: [
      [
        `@ A 8.8.8.8
_mta-sts TXT "v=STSv1; id=1"`,
        "error mta-sts/missing-host, with a fix",
      ],
    ],
    silent: `_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8`,
  },
  "ms-host-only": {
    finds: [
      [
        `@ MX 10 mx
mx A 8.8.4.4
mta-sts A 8.8.8.8`,
        "warning mta-sts/missing-record, with a fix",
      ],
    ],
    silent: `@ MX 10 mx
mx A 8.8.4.4
_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8`,
  },
  "ms-no-tlsrpt": {
    finds: [
      [
        `@ MX 10 mx
mx A 8.8.4.4
_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8`,
        "warning tls-rpt/missing, with a fix",
      ],
      [
        `@ MX 10 mx
mx A 8.8.4.4
_25._tcp.mx TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
        "warning tls-rpt/missing, with a fix",
      ],
    ],
    silent: `@ MX 10 mx
mx A 8.8.4.4
_mta-sts TXT "v=STSv1; id=1"
mta-sts A 8.8.8.8
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.com"`,
  },
  "tr-*": {
    finds: [
      ['_smtp._tls TXT "v=TLSRPTV1; rua=mailto:a@example.com"', "error tls-rpt/version, with a fix"],
      ['_smtp._tls TXT "v=TLSRPTv1; rua mailto:a@example.com"', "error tls-rpt/syntax, with a fix"],
      ['_smtp-tlsrpt TXT "v=TLSRPTv1; rua=mailto:a@example.com"', "error tls-rpt/wrong-place, with a fix"],
      ['@ TXT "v=TLSRPTv1; rua=mailto:a@example.com"', "error tls-rpt/wrong-place, with a fix"],
      [
        `_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.com"
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:b@example.com"`,
        "error tls-rpt/several-records, with a fix",
      ],
      ['_smtp._tls TXT "v=TLSRPTv1"', "error tls-rpt/missing-rua, with a fix"],
      ['_smtp._tls TXT "v=TLSRPTv1; rua=ftp://example.com/x"', "error tls-rpt/uri-scheme"],
      ['_smtp._tls TXT "v=TLSRPTv1; rua=a@example.com"', "error tls-rpt/bad-uri, with a fix"],
    ],
    silent: '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.com"',
  },

  // BIMI, null MX, TLSA, CAA and parked domains
  "bi-*": {
    finds: [
      ['default._bimi TXT "v=bimi1; l=https://example.com/l.svg"', "error bimi/version, with a fix"],
      ['default._bimi TXT "v=BIMI1; l"', "error bimi/syntax, with a fix"],
      ['default._bimi TXT "v=BIMI1; a="', "error bimi/missing-location"],
      ['default._bimi TXT "v=BIMI1; l=http://example.com/l.svg"', "error bimi/bad-location, with a fix"],
      ['default._bimi TXT "v=BIMI1; l=https://example.com/l.png"', "error bimi/bad-location"],
      [
        'default._bimi TXT "v=BIMI1; l=https://example.com/l.svg; a=http://example.com/l.pem"',
        "error bimi/bad-evidence, with a fix",
      ],
      ['bimi TXT "v=BIMI1; l=https://example.com/l.svg"', "error bimi/wrong-place, with a fix"],
      ['default._bimi TXT "v=BIMI1; l=https://example.com/l.svg"', "hint bimi/no-evidence"],
      [
        `default._bimi TXT "v=BIMI1; l=https://example.com/l.svg"
_dmarc TXT "v=DMARC1; p=none"`,
        "warning bimi/without-dmarc",
      ],
      ['default._bimi TXT "v=BIMI1; l=; a="', "information bimi/declined"],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ CAA 0 issuevmc "digicert.com"
default._bimi TXT "v=BIMI1; l=https://example.com/l.svg; a=https://example.com/l.pem"`,
  },
  "nm-*": {
    finds: [
      [
        `@ MX 0 .
@ MX 10 mx
mx A 8.8.4.4`,
        "error values/null-mx-with-others, with a fix",
      ],
      ["@ MX 10 .", "warning values/null-mx-preference, with a fix"],
      [
        `@ MX 0 .
@ TXT "v=spf1 a -all"`,
        "warning spf/null-mx, with a fix",
      ],
    ],
    silent: `@ MX 0 .
@ TXT "v=spf1 -all"`,
  },
  "mx-cname": {
    finds: [
      [
        `@ MX 10 mail
mail CNAME host
host A 8.8.8.8`,
        "warning values/mx-to-cname, with a fix",
      ],
    ],
    silent: `@ MX 10 mx
mx A 8.8.4.4`,
  },
  "mx-ip": {
    finds: [["@ MX 10 8.8.8.8", "warning names/address-as-target, with a fix"]],
    silent: `@ MX 10 mx
mx A 8.8.4.4`,
  },
  "mx-noaddr": {
    finds: [["@ MX 10 mail", "warning values/mx-without-address"]],
    silent: `@ MX 10 mx
mx A 8.8.4.4`,
  },
  "tl-*": {
    finds: [
      [
        `@ MX 10 mx
mx A 8.8.4.4
_25._tcp TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
        "warning dane/mail-domain, with a fix",
      ],
      [
        `@ MX 10 mx
mx A 8.8.4.4
mx TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
        "warning values/tlsa-owner",
      ],
      [
        `@ MX 10 mx
mx A 8.8.4.4
_25._tcp.mx TLSA 1 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
        "warning dane/pkix-usage, with a fix",
      ],
      [
        `@ MX 10 mx
mx A 8.8.4.4
_25._tcp.mx TLSA 3 1 1 0123`,
        "error values/tlsa-digest",
      ],
      [
        `@ MX 10 mx
mx A 8.8.4.4
_25._tcp.mx TLSA 3 1 0 0123`,
        "information values/tlsa-full-data",
      ],
      [
        `@ MX 10 mx
mx A 8.8.4.4
_25._tcp.mx TLSA 4 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
        "error values/tlsa-values",
      ],
      [
        `@ MX 10 mx
mx A 8.8.4.4
_25._tcp.old TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
        "warning values/tlsa-without-address",
      ],
    ],
    silent: `@ MX 10 mx
mx A 8.8.4.4
_25._tcp.mx TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
  },
  "ca-*": {
    finds: [
      ['@ CAA 0 issuemail "https://ca.example.net/"', "error values/caa-issuer, with a fix"],
      ['@ CAA 0 issuevmc "ca.example.net; x"', "error values/caa-issuer"],
      ['@ CAA 128 issuemial "ca.example.net"', "warning values/caa-unknown-tag, with a fix"],
      [
        `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
default._bimi TXT "v=BIMI1; l=https://example.com/l.svg; a=https://example.com/l.pem"`,
        "hint bimi/any-issuer, with a fix",
      ],
    ],
    silent: `_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.com"
@ CAA 0 issuevmc "digicert.com"
default._bimi TXT "v=BIMI1; l=https://example.com/l.svg; a=https://example.com/l.pem"`,
  },
  "pk-lockdown": {
    finds: [
      ["www A 8.8.8.8", "hint mail/parked-domain"],
      ["@ MX 0 .", "hint mail/parked-domain"],
    ],
    silent: `@ MX 0 .
@ TXT "v=spf1 -all"
_dmarc TXT "v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s"
*._domainkey TXT "v=DKIM1; p="`,
  },
};
