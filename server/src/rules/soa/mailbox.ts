/** The rules on the SOA record's mailbox (RNAME): a mail address whose @ is written as a dot. */
import { firstDot, labelsOf } from "../../dns/name.js";
import { replace } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { nameOf } from "../../zone/record.js";
import { aliasAmong, hasAddress, oncePerList, recordsFor } from "../lookup.js";
import { badHostLabel, labelFault } from "../names/hostName.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

const field = "mailbox";

/** An unescaped @ among other characters. */
const bareAt = /^((?:[^\\@]|\\.)+)@(.+)$/;

export const atInMailbox = recordRule({
  id: "soa/at-in-mailbox",
  since: "0.1.0",
  // Not an error: BIND takes the @ for a character of a label and loads the zone.
  severity: "warning",
  summary: "The mailbox of an SOA or RP record has an @, where a dot must stand",
  references: [rfc(1035, "8"), rfc(1912, "2.2")],
  types: ["SOA", "RP"],

  *find({ record }) {
    const target = nameOf(record, field);
    const [, local, domain] = bareAt.exec(target?.text ?? "") ?? [];
    if (target === undefined || local === undefined || domain === undefined) return;
    // A dot before the @ is no part of an address (RFC 5321 section 4.1.2).
    const mailbox = `${local.replace(/\.$/, "").replace(/(?<!\\)\./g, "\\.")}.${domain}`;
    yield { ...on(record, target.span), written: target.text, mailbox, record };
  },

  message: ({ written }) => worded`"${written}" has an @, which is no part of a name: write a dot`,

  fixes: ({ at, mailbox, record }) =>
    record.generated
      ? []
      : [{ title: `Write ${shown(mailbox, 60)}`, kind: "safe", preferred: true, edits: [replace(at, mailbox)] }],
});

export const badMailbox = recordRule({
  id: "soa/bad-mailbox",
  since: "0.1.0",
  severity: "warning",
  summary: "The domain of the SOA record's mailbox is no host name",
  references: [rfc(1035, "8"), rfc(1123, "2.1")],
  types: ["SOA"],

  *find({ record }) {
    const target = nameOf(record, field);
    if (target === undefined || bareAt.test(target.text) || target.name.text === ".") return;
    const { key } = target.name;
    const label = badHostLabel(key.slice(firstDot(key) + 1) || ".", false);
    if (label !== undefined) yield { ...on(record, target.span), name: target.name, fault: labelFault(label) };
  },

  message: ({ name, fault }) => worded`Mailbox ${name} has ${fault}: no mail gets there`,
});

/** Local parts of addresses, not subdomains: a name and a surname. */
const localPart = /^(?:host|dns|domain|zone|net|web|post|sys|it|noc|admin)?[-_]?(?:master|admin|ops|noc)$/;

export const dotInMailbox = recordRule({
  id: "soa/dot-in-mailbox",
  since: "0.1.0",
  severity: "information",
  summary: "The mailbox of the SOA record seems to have a dot before its @, which must be escaped",
  references: [rfc(1035, "8")],
  types: ["SOA"],

  *find({ record }, context) {
    const target = nameOf(record, field);
    const apex = context.zone.apex?.key;
    if (target === undefined || apex === undefined || /[\\@]/.test(target.text)) return;
    const labels = labelsOf(target.name.key);
    const domain = labels.slice(2).join(".");
    // first.last.example.com. in example.com: "last.example.com" is no name of the zone that takes mail.
    if (labels.length < 3 || `${domain}.` !== apex || localPart.test(labels[0] ?? "")) return;
    const host = recordsFor(context, `${labels[1] ?? ""}.${apex}`);
    if (host === undefined || host.length > 0) return;
    yield { ...on(record, target.span), record, first: labels[0] ?? "", second: labels[1] ?? "", text: target.text };
  },

  message: ({ first, second }) => worded`Mailbox is read as ${first}@${second}…; a dot before the @ is written \\.`,

  fixes({ at, record, text }) {
    if (record.generated) return [];
    const dot = firstDot(text);
    const escaped = `${text.slice(0, dot)}\\${text.slice(dot)}`;
    return [{ title: `Write ${shown(escaped, 60)}`, kind: "review", edits: [replace(at, escaped)] }];
  },
});

const hasMailServer = oncePerList((records) => records.some(({ type }) => type.name === "MX"));

export const mailboxWithoutHost = recordRule({
  id: "soa/mailbox-without-host",
  since: "0.1.0",
  severity: "off",
  summary: "The domain of the SOA record's mailbox has neither MX nor address",
  references: [rfc(1035, "8"), rfc(5321, "5.1")],
  types: ["SOA"],

  *find({ record }, context) {
    const target = nameOf(record, field);
    if (target === undefined || bareAt.test(target.text)) return;
    const { name } = target;
    const domain = name.key.slice(firstDot(name.key) + 1) || ".";
    const records = recordsFor(context, domain);
    if (records === undefined || hasAddress(records)) return;
    if (hasMailServer(records) || aliasAmong(records) !== undefined) return;
    yield { ...on(record, target.span), name };
  },

  message: ({ name }) => worded`Mail for ${name} has nowhere to go: its domain has no MX and no address`,
});
