import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { studentRef } from "../students/student_query.ts";
import { attendanceQuery } from "./attendance_query.ts";
import type { Attendance } from "./schema.ts";

export async function getAttendance(
  { db, actor, input: { student_id, attendance_id } }: Call<
    { student_id: number; attendance_id: number }
  >,
): Promise<Attendance> {
  const [student, found] = await db.read([
    studentRef(actor, student_id),
    attendanceQuery(student_id, attendance_id),
  ]);
  one(student, "student");
  return one(found, "attendance mark");
}
