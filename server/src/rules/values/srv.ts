/** Finds SRV records whose host is an alias or has no address. */
import { rfc } from "../rule.js";
import { needsAddress, notAnAlias } from "./targets.js";

const srv = { type: "SRV", field: "target", references: [rfc(2782)] };

export const srvToCname = notAnAlias(srv);
export const srvWithoutAddress = needsAddress(srv);
