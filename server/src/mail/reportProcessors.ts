/** Well-known services that read DMARC reports for others; they answer for every customer, so a missing record is theirs to mend. */

const processors: readonly { readonly name: string; readonly domains: readonly string[] }[] = [
  { name: "Agari", domains: ["agari.com"] },
  { name: "Barracuda", domains: ["barracudanetworks.com"] },
  { name: "CISA", domains: ["dmarc.cyber.dhs.gov"] },
  { name: "Cloudflare", domains: ["dmarc-reports.cloudflare.net"] },
  { name: "DMARC Analyzer", domains: ["dmarcanalyzer.com"] },
  { name: "DMARC Report", domains: ["dmarc-report.com"] },
  { name: "dmarcian", domains: ["dmarcian.com", "dmarcian.eu"] },
  { name: "DMARCLY", domains: ["dmarcly.com"] },
  { name: "EasyDMARC", domains: ["easydmarc.com", "easydmarc.us", "easydmarc.eu"] },
  { name: "Fraudmarc", domains: ["fraudmarc.com"] },
  { name: "GlockApps", domains: ["glockapps.com"] },
  { name: "Mailhardener", domains: ["mailhardener.com"] },
  { name: "NCSC", domains: ["dmarc.service.gov.uk"] },
  { name: "OnDMARC", domains: ["ondmarc.com"] },
  { name: "Postmark", domains: ["dmarc.postmarkapp.com"] },
  { name: "PowerDMARC", domains: ["powerdmarc.com"] },
  { name: "Proofpoint", domains: ["emaildefense.proofpoint.com"] },
  { name: "Sendmarc", domains: ["sendmarc.com"] },
  { name: "URIports", domains: ["uriports.com"] },
  { name: "Valimail", domains: ["vali.email", "valimail.com"] },
];

/** The name of the service whose domain it is, or is below; the domain is in lower case, without final dot. */
export const reportProcessor = (domain: string): string | undefined =>
  processors.find(({ domains }) => domains.some((own) => domain === own || domain.endsWith(`.${own}`)))?.name;
