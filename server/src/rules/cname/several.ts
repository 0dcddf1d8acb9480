/** Finds names with more than one CNAME or DNAME record: an alias has one target. */
import { nameOf, type ZoneRecord } from "../../zone/record.js";
import { on, ownerRule, rfc, type OwnerCheck } from "../rule.js";
import { removal } from "../recordEdits.js";
import { pointer, said, worded } from "../wording.js";

interface Kind {
  readonly id: string;
  readonly type: "CNAME" | "DNAME";
  readonly field: string;
  readonly references: Parameters<typeof ownerRule>[0]["references"];
}

const targetKey = (record: ZoneRecord, field: string): string | undefined => nameOf(record, field)?.name.key;

const severalOf = ({ id, type, field, references }: Kind): OwnerCheck =>
  ownerRule({
    id,
    since: "0.1.0",
    severity: "error",
    summary: `A name has more than one ${type} record`,
    references,
    types: [type],

    *find({ owner, ofType }, { zone }) {
      const [first, ...rest] = ofType(type);
      if (first === undefined || rest.length === 0 || zone.standing(owner.key) === "outside") return;
      const wanted = targetKey(first, field);
      for (const record of rest) {
        // Servers drop one that is the same; that is for rrset/duplicate.
        if (targetKey(record, field) === wanted) continue;
        const related = [pointer(first, `The first ${type} of ${said(owner)}`, record.uri)];
        yield { ...on(record, record.typeWord), owner, record, related };
      }
    },

    message: ({ owner }) => worded`${owner} has several ${type} records: servers refuse the zone`,

    fixes({ record }, { zone }) {
      const edits = removal([record], zone, record.uri);
      return edits === undefined ? [] : [{ title: `Delete this ${type} record`, kind: "review", edits }];
    },
  });

export const severalCnames = severalOf({
  id: "cname/several",
  type: "CNAME",
  field: "canonical name",
  references: [rfc(1034, "3.6.2"), rfc(2181, "10.1")],
});

export const severalDnames = severalOf({
  id: "cname/several-dnames",
  type: "DNAME",
  field: "target",
  references: [rfc(6672, "2.4")],
});
