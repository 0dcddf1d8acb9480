/** Rules whose pages are still to be written; a rule that is not listed here and has no page fails the test of the pages. */
export const withoutPage: readonly string[] = [
  "delegation/differs-from-parent",
  "delegation/no-ipv4",
  "delegation/not-in-parent",
  "delegation/too-many-ns",
  "file/no-final-newline",
  "file/template",
  "file/too-many-problems",
  "file/unknown-origin",
  "include/outside-workspace",
  "include/too-deep",
  "rrset/too-large",
  "rrset/too-many",
];
