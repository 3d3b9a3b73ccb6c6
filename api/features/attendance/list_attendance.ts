import { and, desc, eq, gte, lte } from "drizzle-orm";
import type { z } from "zod";
import { attendance } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { after, page } from "../../paging.ts";
import { studentRef } from "../students/student_query.ts";
import { attendanceRows } from "./attendance_query.ts";
import { daySummary } from "./day_summary.ts";
import type { AttendanceList, AttendanceQuery } from "./schema.ts";

/** A student's marks, the newest day first, with the summary of all that the filter leaves. */
export async function listAttendance(
  { db, actor, input }: Call<z.output<typeof AttendanceQuery> & { student_id: number }>,
): Promise<AttendanceList> {
  const { student_id, from, to, class_id, limit, cursor } = input;
  const marks = and(
    eq(attendance.student_id, student_id),
    from === undefined ? undefined : gte(attendance.date, from),
    to === undefined ? undefined : lte(attendance.date, to),
    class_id === undefined ? undefined : eq(attendance.class_id, class_id),
  );
  const order = [attendance.date, attendance.attendance_id];
  const [student, rows, [summary]] = await db.read([
    studentRef(actor, student_id),
    attendanceRows().where(and(marks, after(cursor, order, "desc")))
      .orderBy(...order.map(desc)).limit(limit + 1),
    daySummary(marks),
  ]);
  one(student, "student");
  return { ...page(rows, limit, (row) => [row.date, row.attendance_id]), summary };
}
