import { and, eq, sql } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { attendance, registers } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { AuditEntry } from "../../access/request_db.ts";
import type { Call } from "../../deps.ts";
import { badInput, notFound, one } from "../../errors.ts";
import { classRef, refuseArchived } from "../classes/class_query.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { studentsWithin } from "../students/student_query.ts";
import { absenceNotices } from "./absence_notices.ts";
import { futureDay, refuseSecondMark } from "./attendance_values.ts";
import { repeatOnChange } from "./repeat_on_change.ts";
import { registerQuery } from "./register_query.ts";
import type { Register, RegisterInput } from "./schema.ts";

interface Input {
  class_id: number;
  date: string;
  marks: RegisterInput["marks"];
}

/**
 * Takes a class's register, all or none. Only the children who are named are marked, and only
 * what is another than before is written: sent again, it changes nothing. It is taken from then
 * on, also where every mark was there already; a request that names nobody takes none.
 */
export function putClassAttendance(call: Call<Input>): Promise<Register> {
  return repeatOnChange(() => takeRegister(call));
}

async function takeRegister(
  { deps, db, actor, input: { class_id, date, marks } }: Call<Input>,
): Promise<Register> {
  const query = registerQuery({ class_id, date });
  const reach = studentsWithin(actor, marks.map(({ student_id }) => student_id));
  const [found, [before], within, [{ timezone }]] = await db.read([
    classRef(actor, class_id),
    query,
    reach,
    schoolZone(),
  ]);
  refuseArchived(one(found, "class"));
  const future = futureDay({ path: "path.date", date, timezone, deps });
  if (future.length > 0) throw badInput(future);

  const changes = changedMarks(marks, { roster: before.data, within });
  const takes = before.taken_at === null && marks.length > 0;
  if (changes.length === 0 && !takes) return before;
  const now = deps.clock.now().toISOString();
  const lesson = { class_id, date };
  return await db.write({
    unchanged: query,
    still: [reach],
    statements: [
      ...(changes.length === 0 ? [] : [
        put(changes.map(({ mark }) => ({ ...lesson, ...mark, created_at: now, updated_at: now }))),
        ...absenceNotices({ deps, db, timezone }, {
          student_ids: changes.map(({ mark }) => mark.student_id),
          days: [date],
        }),
      ]),
      take({ ...lesson, taken_at: now }),
    ],
    audit: changes.length === 0
      ? [taking(lesson)]
      : changes.map(({ line, mark: { student_id, ...mark } }) => ({
        action: "putClassAttendance",
        entity: "attendance",
        entity_id: line.attendance_id ?? idOf({ ...lesson, student_id }),
        student_id,
        changes: changesBetween<object>(line.status && { ...lesson, ...line }, {
          ...lesson,
          ...mark,
        }),
      })),
    answer: query,
  }).catch(refuseSecondMark);
}

/**
 * The marks that say another thing than the register, each with its line.
 * @throws {Refusal} 404 for a child without a line, and for a change of one who is out of reach
 */
function changedMarks(
  marks: Input["marks"],
  { roster, within }: { roster: Register["data"]; within: { student_id: number }[] },
) {
  const lines = new Map(roster.map((line) => [line.student_id, line]));
  const reached = new Set(within.map(({ student_id }) => student_id));
  return marks.flatMap((mark, i) => {
    const line = lines.get(mark.student_id);
    const same = line && Object.keys(changesBetween<object>(line, mark)).length === 0;
    if (same) return [];
    if (!line || !reached.has(mark.student_id)) {
      throw notFound("student in this class on that day", [`body.marks.${i}.student_id`]);
    }
    return [{ line, mark }];
  });
}

function put(rows: (typeof attendance.$inferInsert)[]) {
  return build.insert(attendance).values(rows).onConflictDoUpdate({
    target: [attendance.student_id, attendance.date, attendance.class_id],
    targetWhere: sql`class_id is not null`,
    set: {
      status: sql`excluded.status`,
      minutes_late: sql`excluded.minutes_late`,
      reason: sql`excluded.reason`,
      updated_at: sql`excluded.updated_at`,
    },
  });
}

function take(row: typeof registers.$inferInsert) {
  return build.insert(registers).values(row).onConflictDoUpdate({
    target: [registers.class_id, registers.date],
    set: { taken_at: sql`excluded.taken_at` },
  });
}

/** The line of a register that was taken as every child was marked already. */
function taking({ class_id, date }: Pick<Input, "class_id" | "date">): AuditEntry {
  return {
    action: "takeRegister",
    entity: "registers",
    entity_id: null,
    changes: { class_id: [null, class_id], date: [null, date] },
  };
}

/** The id that a mark of this batch was given. */
function idOf({ class_id, date, student_id }: Omit<Input, "marks"> & { student_id: number }) {
  return sql`${
    build.select({ attendance_id: attendance.attendance_id }).from(attendance).where(and(
      eq(attendance.class_id, class_id),
      eq(attendance.date, date),
      eq(attendance.student_id, student_id),
    ))
  }`;
}
