/** CAA records as their rules see them (RFC 8659). */
import { textOf, type ZoneRecord } from "../../zone/record.js";
import { rawOf } from "./fields.js";

/** The tags of the IANA registry that are in use (RFC 8659, 8657, 9495 and the CA/Browser Forum). */
export const caaTags = ["issue", "issuewild", "iodef", "issuemail", "issuevmc", "contactemail", "contactphone"];

/** In lower case: "Matching of tags is case insensitive" (RFC 8659 section 4.1). */
export const tagOf = (record: ZoneRecord): string | undefined => rawOf(record, "tag")?.toLowerCase();

export const valueOf = (record: ZoneRecord): string | undefined => textOf(record)?.text;
