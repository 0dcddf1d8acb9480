/** DMARC's tags and values (RFC 9989 section 4.7), and the rules that are emitted for them. */
import { rfc, type MailRule } from "./mailRecord.js";
import type { TagTable } from "./tagTable.js";

const format = rfc(9989, "4.7");

const policies = [
  { value: "none", summary: "Receivers act as if there were no policy, and send reports" },
  {
    value: "quarantine",
    summary: "Receivers are asked to treat failing mail as suspicious: the spam folder, most often",
  },
  { value: "reject", summary: "Receivers are asked to refuse failing mail" },
];

const alignments = [
  { value: "r", summary: "Relaxed: another name of the same organizational domain is good enough" },
  { value: "s", summary: "Strict: the domain must be the very one in From" },
];

export const dmarcTable: TagTable = {
  version: "v=DMARC1",
  anyCase: true,
  rows: [
    {
      name: "v",
      summary: "The version, which must come first",
      reference: format,
      values: [{ value: "DMARC1", summary: "This is a DMARC record" }],
    },
    {
      name: "p",
      summary: "What receivers should do with mail of this domain that fails DMARC",
      reference: format,
      values: policies,
    },
    {
      name: "sp",
      summary: "The policy for names below this domain",
      reference: format,
      values: policies,
      fallback: "as p",
    },
    {
      name: "np",
      summary: "The policy for names below this domain that do not exist",
      reference: format,
      values: policies,
      fallback: "as sp, then p",
    },
    {
      name: "rua",
      summary: "Where daily aggregate reports go",
      reference: rfc(9990),
      insert: "mailto:",
      separator: ",",
      fallback: "no reports",
    },
    {
      name: "ruf",
      summary: "Where reports on single failed messages go; few receivers send them",
      reference: rfc(9991),
      insert: "mailto:",
      separator: ",",
      fallback: "no reports",
    },
    {
      name: "adkim",
      summary: "How closely the DKIM domain must match the domain in From",
      reference: rfc(9989, "4.4.1"),
      values: alignments,
      fallback: "relaxed",
    },
    {
      name: "aspf",
      summary: "How closely the SPF domain must match the domain in From",
      reference: rfc(9989, "4.4.2"),
      values: alignments,
      fallback: "relaxed",
    },
    {
      name: "fo",
      summary: "Which failures are reported one by one to ruf",
      reference: format,
      separator: ":",
      fallback: "0",
      values: [
        { value: "0", summary: "Report when nothing passed in alignment" },
        { value: "1", summary: "Report when anything failed to pass in alignment" },
        { value: "d", summary: "Report every DKIM signature that fails, aligned or not" },
        { value: "s", summary: "Report every SPF failure, aligned or not" },
      ],
    },
    {
      name: "t",
      summary: "Whether the policy is only being tried out",
      reference: format,
      fallback: "n",
      values: [
        {
          value: "y",
          summary: "Testing: receivers are asked to act one level milder (reject as quarantine, quarantine as none)",
        },
        { value: "n", summary: "The policies hold as written" },
      ],
    },
    {
      name: "psd",
      summary: "Whether this domain is a public suffix; only for its operator",
      reference: format,
      fallback: "u",
      values: [
        { value: "y", summary: "A public suffix: the organizational domain is one label below" },
        { value: "n", summary: "An organizational domain: the search for one stops here" },
        { value: "u", summary: "Unsaid: receivers find the organizational domain by the tree walk" },
      ],
    },
    {
      name: "pct",
      summary: "Was the share of failing mail that the policy holds for; no longer read",
      reference: rfc(9989, "C.5.2"),
      historic: true,
    },
    {
      name: "rf",
      summary: "Was the format of failure reports; no longer read",
      reference: rfc(9989, "C.5.2"),
      historic: true,
    },
    {
      name: "ri",
      summary: "Was the time between aggregate reports; no longer read",
      reference: rfc(9989, "C.5.2"),
      historic: true,
    },
  ],
};

const effect = [rfc(9989, "4.10.1")];

export const dmarcRules: readonly MailRule[] = [
  {
    id: "dmarc/version",
    severity: "error",
    summary: "A DMARC record that does not start with v=DMARC1 is ignored",
    references: [format],
  },
  {
    id: "dmarc/no-policy",
    severity: "error",
    summary: "Without a valid p and a report address there is no DMARC at all",
    references: effect,
  },
  {
    id: "dmarc/bad-policy",
    severity: "error",
    summary: "A bad p, sp or np turns the whole record into p=none, or off",
    references: effect,
  },
  {
    id: "dmarc/missing-policy",
    severity: "warning",
    summary: "Without p the record only asks for reports",
    references: effect,
  },
  {
    id: "dmarc/duplicate-tag",
    severity: "error",
    summary: "A tag that stands twice makes the record invalid",
    references: [rfc(6376, "3.2"), format],
  },
  {
    id: "dmarc/syntax",
    severity: "error",
    summary: "What is not tag=value has no effect",
    references: [rfc(9989, "4.8")],
  },
  {
    id: "dmarc/bad-value",
    severity: "warning",
    summary: "A value the tag does not know is dropped for the default",
    references: [rfc(9989, "4.8")],
  },
  {
    id: "dmarc/removed-tag",
    severity: "information",
    summary: "pct, rf and ri are no longer part of DMARC",
    references: [rfc(9989, "C.5.2")],
  },
  {
    id: "dmarc/partial-percentage",
    severity: "warning",
    summary: "pct below 100 is ignored by now: the policy holds for all mail",
    references: [rfc(9989, "C.5.2")],
  },
  {
    id: "dmarc/unknown-tag",
    severity: "information",
    summary: "Receivers pass over tags they do not know",
    references: [format],
  },
  {
    id: "dmarc/misspelt-tag",
    severity: "warning",
    summary: "A tag that is one slip from a known one has no effect",
    references: [format],
  },
  {
    id: "dmarc/tag-case",
    severity: "hint",
    summary: "Some receivers know tags only in lower case",
    references: [rfc(6376, "3.2")],
  },
  {
    id: "dmarc/empty-tag",
    severity: "hint",
    summary: "Two semicolons with nothing between them are not in the grammar",
    references: [rfc(9989, "4.8")],
  },
  {
    id: "dmarc/bad-uri",
    severity: "error",
    summary: "No report goes to an address that is not a URI",
    references: [rfc(9989, "4.6"), rfc(3986)],
  },
  {
    id: "dmarc/uri-scheme",
    severity: "warning",
    summary: "Only mailto: must be supported for reports",
    references: [rfc(9989, "4.6")],
  },
  {
    id: "dmarc/report-size",
    severity: "information",
    summary: "A size limit after a report address is obsolete",
    references: [rfc(9989, "4.8")],
  },
  {
    id: "dmarc/many-uris",
    severity: "information",
    summary: "Receivers may serve only two report addresses",
    references: [rfc(7489, "6.2")],
  },
  {
    id: "dmarc/duplicate-uri",
    severity: "information",
    summary: "The same report address twice",
    references: [rfc(9989, "4.7")],
  },
  {
    id: "dmarc/no-reports",
    severity: "warning",
    summary: "Without rua nobody learns what the policy does",
    references: [rfc(9989, "5.1.3")],
  },
  {
    id: "dmarc/monitoring-only",
    severity: "information",
    summary: "p=none protects nothing",
    references: [rfc(9989, "5.1.4")],
  },
  {
    id: "dmarc/weaker-subdomains",
    severity: "warning",
    summary: "Names below the domain are protected less than the domain",
    references: [format],
  },
  {
    id: "dmarc/no-np",
    severity: "hint",
    summary: "Names that do not exist can be rejected without risk",
    references: [format],
  },
  { id: "dmarc/testing", severity: "warning", summary: "t=y weakens every policy by one level", references: [format] },
  {
    id: "dmarc/no-effect",
    severity: "information",
    summary: "A tag that changes nothing in this record",
    references: [format],
  },
  {
    id: "dmarc/failure-reports",
    severity: "hint",
    summary: "Failure reports may hold private mail, and few receivers send them",
    references: [rfc(9991)],
  },
  {
    id: "dmarc/public-suffix",
    severity: "warning",
    summary: "psd=y is for operators of public suffixes only",
    references: [format, rfc(9989, "10.2")],
  },
  {
    id: "dmarc/report-record",
    severity: "information",
    summary: "A tag that means nothing in a permission to send reports",
    references: [rfc(9990, "4")],
  },
  {
    id: "dmarc/report-override",
    severity: "warning",
    summary: "A permission that sends reports to another host than its own",
    references: [rfc(9990, "4")],
  },
  {
    id: "dmarc/no-semicolon",
    severity: "hint",
    summary: "Readers of RFC 7489 want a semicolon after the version",
    references: [rfc(9989, "4.8"), rfc(7489, "6.4")],
  },
  {
    id: "dmarc/policy-not-second",
    severity: "warning",
    summary: "For readers of RFC 7489 p follows the version",
    references: [rfc(7489, "6.4")],
  },
];
