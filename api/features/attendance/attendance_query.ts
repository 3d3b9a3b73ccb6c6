import { and, eq, type SQL } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { attendance } from "../../../db/schema/mod.ts";

/** Marks of the register as the API shows them; add `where`, `orderBy` and `limit`. */
export function attendanceRows() {
  return select(columns(
    attendance,
    "attendance_id",
    "student_id",
    "date",
    "status",
    "minutes_late",
    "reason",
    "class_id",
    "created_at",
    "updated_at",
  )).from(attendance);
}

/** One mark of a student: the row, or none. Whether the student is within reach is asked apart. */
export function attendanceQuery(student_id: number, attendance_id: number | SQL<number>) {
  return attendanceRows().where(
    and(eq(attendance.student_id, student_id), eq(attendance.attendance_id, attendance_id)),
  );
}
