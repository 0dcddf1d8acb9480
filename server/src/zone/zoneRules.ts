/** The rules whose problems are found while a zone is read; the catalogue owns them. */
import { rfc } from "../dns/recordType.js";

const master = [rfc(1035, "5.1")];
const ttls = [rfc(2308, "4"), rfc(1035, "5.1")];
const times = [rfc(2181, "8")];

export const zoneRules = [
  {
    id: "zone/bad-owner",
    severity: "error",
    summary: "An owner that is no domain name",
    references: [rfc(1035, "2.3.4"), rfc(1035, "5.1")],
  },
  {
    id: "zone/no-owner",
    severity: "error",
    summary: "A line that inherits an owner where there is none",
    references: master,
  },
  { id: "zone/missing-type", severity: "error", summary: "A record that ends before its type", references: master },
  {
    id: "zone/unknown-type",
    severity: "error",
    summary: "A type that no server knows",
    references: [rfc(1035, "5.1"), rfc(3597, "5")],
  },
  {
    id: "zone/class-differs",
    severity: "error",
    summary: "A record of another class than its zone's",
    references: master,
  },
  { id: "zone/bad-ttl", severity: "error", summary: "A time to live that can't be read", references: ttls },
  { id: "zone/no-ttl", severity: "error", summary: "A record without any time to live", references: ttls },
  {
    id: "zone/ttl-too-large",
    severity: "warning",
    summary: "A time to live over 2147483647 seconds",
    references: times,
  },
  {
    id: "zone/ttl-from-previous",
    severity: "information",
    summary: "A time to live taken from the record before",
    references: ttls,
  },
  {
    id: "zone/ttl-from-soa",
    severity: "warning",
    summary: "A time to live taken from the SOA record's minimum",
    references: ttls,
  },
  {
    id: "zone/owner-before-origin",
    severity: "warning",
    summary: "An owner inherited from before $ORIGIN",
    references: master,
  },
  { id: "directive/unknown", severity: "error", summary: "A directive that no server knows", references: master },
  {
    id: "directive/missing-argument",
    severity: "error",
    summary: "A directive without its argument",
    references: master,
  },
  {
    id: "directive/extra-argument",
    severity: "error",
    summary: "More words than a directive takes",
    references: master,
  },
  { id: "directive/bad-origin", severity: "error", summary: "An origin that is no domain name", references: master },
  {
    id: "directive/relative-origin",
    severity: "warning",
    summary: "An $ORIGIN without its final dot",
    references: master,
  },
  { id: "include/not-found", severity: "error", summary: "An included file that is not there", references: master },
  { id: "include/cycle", severity: "error", summary: "A file that includes itself", references: master },
  {
    id: "include/outside-workspace",
    severity: "information",
    summary: "An included file outside the workspace",
    references: master,
  },
  {
    id: "include/too-deep",
    severity: "warning",
    summary: "Files within files beyond what is read",
    references: master,
  },
  {
    id: "generate/missing-argument",
    severity: "error",
    summary: "A $GENERATE line without all its parts",
    references: [],
  },
  { id: "generate/bad-range", severity: "error", summary: "A $GENERATE range that BIND refuses", references: [] },
  { id: "generate/bad-modifier", severity: "error", summary: "A $GENERATE modifier that BIND refuses", references: [] },
  { id: "generate/extra-argument", severity: "error", summary: "More words than $GENERATE takes", references: [] },
  {
    id: "generate/too-many",
    severity: "information",
    summary: "A $GENERATE of more records than are checked",
    references: [],
  },
] as const;
