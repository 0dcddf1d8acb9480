/** Finds PTR records whose target is an alias, or is not there. */
import { nameOf } from "../../zone/record.js";
import { replace } from "../../text/edit.js";
import { on, recordRule, rfc } from "../rule.js";
import { hostAt } from "../values/hosts.js";
import { said } from "../wording.js";
import { isReverse } from "../lookup.js";

const types = ["PTR"];

export const ptrToCname = recordRule({
  id: "reverse/ptr-to-cname",
  since: "0.1.0",
  severity: "information",
  summary: "The target of a PTR record is an alias",
  references: [rfc(1912, "2.4"), rfc(2181, "10.2")],
  types,
  *find({ record }, { zones }) {
    const target = nameOf(record, "name");
    const home = target === undefined ? undefined : zones.zoneOf(target.name.key);
    if (target === undefined || home === undefined || !isReverse(record.owner.key)) return;
    const host = hostAt(target.name.key, home);
    if (host.state !== "alias") return;
    const related = [{ at: host.by.span, uri: host.by.uri, message: `The ${host.by.type.name} record` }];
    const end = nameOf(host.by, "canonical name")?.name;
    yield { ...on(record, target.span), related, name: target.name, end, record };
  },
  message: ({ name }) => `PTR names ${said(name)}, which is an alias; name the host itself`,
  fixes: ({ at, end, record }) =>
    end === undefined || record.generated
      ? []
      : [{ title: `Name ${said(end)} itself`, kind: "review", edits: [replace(at, end.text)] }],
});

export const ptrToNothing = recordRule({
  id: "reverse/ptr-to-nothing",
  since: "0.1.0",
  severity: "information",
  summary: "The target of a PTR record has no address in the zone that should hold it",
  references: [rfc(1912, "2.1")],
  types,
  *find({ record }, { zone, zones }) {
    const target = nameOf(record, "name");
    if (target === undefined || !isReverse(record.owner.key)) return;
    const home = zones.zoneOf(target.name.key);
    // A target within the reverse zone is one without its final dot: names/ptr-in-reverse-zone.
    if (home === undefined || home.uri === zone.uri || hostAt(target.name.key, home).state !== "nothing") return;
    yield { ...on(record, target.span), name: target.name };
  },
  message: ({ name }) => `PTR names ${said(name, 45)}, which has no A or AAAA record`,
});
