/** The tables of all mail standards, side by side: what the page of tags is written from. */
import { caaTags } from "../dns/registries.js";
import { bimiTable } from "./bimi.js";
import { dkimTable } from "./dkimTable.js";
import { dmarcTable } from "./dmarcTable.js";
import { mtaStsTable } from "./mtaSts.js";
import { policyKeys } from "./mtaStsPolicy.js";
import { providers, providersAsOf } from "./providers.js";
import { macroTable, mechanismNames, mechanismTable, modifierTable, qualifierTable } from "./spfTerms.js";
import type { TagTable } from "./tagTable.js";
import { tlsRptTable } from "./tlsRpt.js";

/** A standard whose records are lists of tags. */
export interface Standard {
  readonly title: string;
  /** Where its record stands. */
  readonly owner: string;
  readonly table: TagTable;
}

const standards: readonly Standard[] = [
  { title: "DKIM keys (RFC 6376)", owner: "<selector>._domainkey", table: dkimTable },
  { title: "DMARC (RFC 9989)", owner: "_dmarc", table: dmarcTable },
  { title: "MTA-STS record (RFC 8461)", owner: "_mta-sts", table: mtaStsTable },
  { title: "TLS-RPT (RFC 8460)", owner: "_smtp._tls", table: tlsRptTable },
  { title: "BIMI (draft-brand-indicators-for-message-identification)", owner: "<selector>._bimi", table: bimiTable },
];

export const mailTables = {
  standards,
  spf: { mechanismNames, mechanismTable, modifierTable, qualifierTable, macroTable },
  policyKeys,
  caaTags,
  providers,
  providersAsOf,
};
