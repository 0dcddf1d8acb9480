/** The tags and values of DKIM key records (RFC 6376 section 3.6.1), and the rules that are emitted for them. */
import { rfc, type MailRule } from "./mailRecord.js";
import type { TagTable } from "./tagTable.js";

const format = rfc(6376, "3.6.1");

export const dkimTable: TagTable = {
  version: "v=DKIM1",
  anyCase: false,
  rows: [
    {
      name: "v",
      summary: "The version; first, if it is there",
      reference: format,
      values: [{ value: "DKIM1", summary: "This is a DKIM key" }],
      fallback: "DKIM1",
    },
    {
      name: "k",
      summary: "The kind of key",
      reference: format,
      fallback: "rsa",
      values: [
        { value: "rsa", summary: "An RSA key, which every verifier knows" },
        {
          value: "ed25519",
          summary: "An Ed25519 key (RFC 8463); large mailbox providers do not verify it yet, so publish an RSA key too",
        },
      ],
    },
    {
      name: "p",
      summary: "The public key in base64; empty says that the key was revoked",
      reference: format,
      insert: "",
    },
    {
      name: "h",
      summary: "The hash algorithms that signatures may use",
      reference: format,
      separator: ":",
      fallback: "all",
      values: [
        { value: "sha256", summary: "SHA-256, the only one in use" },
        { value: "sha1", summary: "SHA-1, which verifiers must refuse (RFC 8301)" },
      ],
    },
    {
      name: "s",
      summary: "What the key is for",
      reference: format,
      separator: ":",
      fallback: "*",
      values: [
        { value: "*", summary: "Everything" },
        { value: "email", summary: "Mail" },
        { value: "tlsrpt", summary: "TLS reports by mail (RFC 8460)" },
      ],
    },
    {
      name: "t",
      summary: "Flags",
      reference: format,
      separator: ":",
      fallback: "no flag",
      values: [
        { value: "y", summary: "Testing: verifiers treat mail signed with it as unsigned" },
        { value: "s", summary: "The signature's i= must be at this very domain, not below it" },
      ],
    },
    { name: "n", summary: "A note for people", reference: format, insert: "" },
    {
      name: "g",
      summary: "Was the mailbox that the key is for; no longer read (RFC 6376 appendix C.2)",
      reference: rfc(6376, "C.2"),
      historic: true,
    },
  ],
};

export const dkimRules: readonly MailRule[] = [
  {
    id: "dkim/version",
    severity: "error",
    summary: "A key whose v is not first and DKIM1 is ignored",
    references: [format],
  },
  { id: "dkim/no-version", severity: "hint", summary: "v=DKIM1 is recommended", references: [format] },
  {
    id: "dkim/duplicate-tag",
    severity: "error",
    summary: "A tag that stands twice makes the record invalid",
    references: [rfc(6376, "3.2")],
  },
  {
    id: "dkim/syntax",
    severity: "error",
    summary: "What is not tag=value makes the record invalid",
    references: [rfc(6376, "3.2")],
  },
  {
    id: "dkim/empty-tag",
    severity: "warning",
    summary: "Two semicolons with nothing between them are not in the grammar",
    references: [rfc(6376, "3.2")],
  },
  {
    id: "dkim/unknown-tag",
    severity: "information",
    summary: "Verifiers pass over tags they do not know",
    references: [rfc(6376, "3.2")],
  },
  {
    id: "dkim/misspelt-tag",
    severity: "warning",
    summary: "A tag that is one slip from a known one has no effect",
    references: [rfc(6376, "3.2")],
  },
  { id: "dkim/no-key", severity: "error", summary: "Without p there is no key", references: [format] },
  { id: "dkim/revoked-key", severity: "information", summary: "An empty p revokes the key", references: [format] },
  {
    id: "dkim/bad-base64",
    severity: "error",
    summary: "p is not base64, so no signature can be verified",
    references: [format, rfc(4648, "4")],
  },
  {
    id: "dkim/truncated-key",
    severity: "error",
    summary: "The key was cut off or damaged on its way into the zone",
    references: [format],
  },
  {
    id: "dkim/bad-key",
    severity: "error",
    summary: "p is base64 but no public key",
    references: [format, rfc(8017, "A.1.1")],
  },
  {
    id: "dkim/private-key",
    severity: "error",
    summary: "The private key is published: anyone can sign as the domain",
    references: [format],
  },
  {
    id: "dkim/armored-key",
    severity: "error",
    summary: "The lines -----BEGIN and -----END are no part of a key record",
    references: [format],
  },
  {
    id: "dkim/key-type",
    severity: "error",
    summary: "Verifiers ignore keys of a kind that they do not know",
    references: [format, rfc(8463, "4.2")],
  },
  {
    id: "dkim/key-mismatch",
    severity: "error",
    summary: "k names another kind of key than p holds",
    references: [rfc(8463, "4.2")],
  },
  {
    id: "dkim/short-key",
    severity: "error",
    summary: "Verifiers must refuse RSA keys below 1024 bits",
    references: [rfc(8301, "3.2")],
  },
  {
    id: "dkim/weak-key",
    severity: "warning",
    summary: "RSA keys should have 2048 bits or more",
    references: [rfc(8301, "3.2")],
  },
  {
    id: "dkim/long-key",
    severity: "information",
    summary: "Verifiers need not handle RSA keys above 4096 bits",
    references: [rfc(8301, "3.2")],
  },
  {
    id: "dkim/sha1-only",
    severity: "error",
    summary: "A key for SHA-1 alone verifies nothing",
    references: [rfc(8301, "3.1")],
  },
  {
    id: "dkim/sha1",
    severity: "information",
    summary: "SHA-1 is refused by verifiers",
    references: [rfc(8301, "3.1")],
  },
  {
    id: "dkim/unknown-hash",
    severity: "information",
    summary: "Verifiers pass over hashes that they do not know",
    references: [format],
  },
  {
    id: "dkim/not-for-mail",
    severity: "warning",
    summary: "A key whose s has neither * nor email verifies no mail",
    references: [format, rfc(8460, "3")],
  },
  {
    id: "dkim/testing",
    severity: "warning",
    summary: "t=y makes verifiers treat signed mail as unsigned",
    references: [format],
  },
  {
    id: "dkim/unknown-flag",
    severity: "information",
    summary: "Verifiers pass over flags that they do not know",
    references: [format],
  },
  {
    id: "dkim/granularity",
    severity: "information",
    summary: "g is no longer part of DKIM",
    references: [rfc(6376, "C.2")],
  },
  {
    id: "dkim/host-name",
    severity: "error",
    summary: "A host's name in TXT is no key: it belongs in a CNAME record",
    references: [rfc(6376, "3.6.2")],
  },
];
