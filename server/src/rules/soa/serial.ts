/** The rules on the SOA record's serial that the file alone decides. */
import { timeOfDate } from "../../dns/serial.js";
import { fieldOf, numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

const day = 86400;

/** The day in a serial of the form YYYYMMDDnn, in seconds since 1970; "none" for a day that no calendar has. */
function dayOf(serial: number): number | "none" | undefined {
  const digits = String(serial);
  if (!/^(?:199|20[0-9])[0-9]{7}$/.test(digits)) return undefined;
  // A counter that began at a round number is no date, nor is one without a month.
  if (Number(digits.slice(4, 6)) > 12 || digits.slice(4, 6) === "00" || digits.slice(6, 8) === "00") return undefined;
  return timeOfDate(Math.floor(serial / 100)) ?? "none";
}

export const serialZero = recordRule({
  id: "soa/serial-zero",
  since: "0.1.0",
  severity: "hint",
  summary: "The serial is 0",
  references: [rfc(1982, "3"), rfc(1912, "2.2")],
  types: ["SOA"],

  *find({ record }) {
    const field = fieldOf(record, "serial");
    if (field !== undefined && numberOf(record, "serial") === 0) yield on(record, field.span);
  },

  message: () => "Serial 0: some servers take it for no serial at all; begin with 1 or a date",
});

export const serialDate = recordRule({
  id: "soa/serial-date",
  since: "0.1.0",
  severity: "warning",
  summary: "The serial reads like a date that is in the future or that no calendar has",
  references: [rfc(1912, "2.2"), rfc(1982, "7")],
  types: ["SOA"],

  *find({ record }, { now }) {
    const field = fieldOf(record, "serial");
    const serial = numberOf(record, "serial");
    if (field === undefined || serial === undefined) return;
    const read = dayOf(serial);
    if (read === undefined) return;
    // A day more, as it is tomorrow already somewhere.
    const future = typeof read === "number" && now !== undefined && read > now + day;
    const found = { ...on(record, field.span), serial, future };
    if (future) yield found;
    // Only a person is misled by it: it came of counting on after nn = 99.
    else if (read === "none") yield { ...found, severity: "information" as const };
  },

  message: ({ serial, future }) =>
    future
      ? worded`Serial ${serial} is a date in the future: the next serial by today's date would be lower`
      : worded`Serial ${serial} looks like a date, but there is no such day`,
});
