/** Finds addresses with several PTR records. */
import { addressOfReverseName } from "../../dns/address.js";
import { on, ownerRule, rfc } from "../rule.js";

export const severalPtr = ownerRule({
  id: "reverse/several-ptr",
  since: "0.1.0",
  severity: "hint",
  summary: "An address with several PTR records",
  references: [rfc(1035, "3.5"), rfc(2181, "10.2")],
  types: ["PTR"],
  *find({ owner, ofType }) {
    const [first, ...others] = ofType("PTR");
    if (first === undefined || addressOfReverseName(owner.key) === undefined) return;
    const related = [{ at: first.span, uri: first.uri, message: "The first PTR record" }];
    for (const record of others) yield { ...on(record), related };
  },
  message: () => "The address has another PTR record; most programs look at one, any of them",
});
