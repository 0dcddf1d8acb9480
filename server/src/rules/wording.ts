/** Words that the messages of rules share. */
import type { Name } from "../dns/name.js";
import { shown, type Related } from "../text/problem.js";
import type { Span } from "../text/span.js";
import type { ZoneRecord } from "../zone/record.js";

/** A name as people say it: without the final dot, shortened for a message. */
export const said = (name: Name, most = 40): string => shown(name.text === "." ? "." : name.text.slice(0, -1), most);

/** A pointer at another record, for a finding in the document `home`. */
export const pointer = (record: ZoneRecord, message: string, home: string, at: Span = record.span): Related => ({
  at: { start: at.start, end: at.end },
  message,
  ...(record.uri === home ? {} : { uri: record.uri }),
});

/** "is", or what fits several. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
