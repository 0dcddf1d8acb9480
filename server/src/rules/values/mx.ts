/** Finds MX records whose host is an alias or has no address. */
import { rfc } from "../rule.js";
import { needsAddress, notAnAlias } from "./targets.js";

const mx = { type: "MX", field: "exchange" };

export const mxToCname = notAnAlias({ ...mx, references: [rfc(2181, "10.3"), rfc(5321, "5.1")] });
export const mxWithoutAddress = needsAddress({ ...mx, references: [rfc(5321, "5.1")] });
