import { build, newestId } from "../../../db/query.ts";
import { attendance } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { studentRef } from "../students/student_query.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { absenceNotices } from "./absence_notices.ts";
import { attendanceQuery } from "./attendance_query.ts";
import { checkAttendance, refuseSecondMark } from "./attendance_values.ts";
import { classOfStudent, enrolledOn, onTheRoll } from "./roster.ts";
import type { Attendance, AttendanceInput } from "./schema.ts";

/** Marks a student for a day, or for a class on a day. */
export async function createAttendance(
  { deps, db, actor, input: { student_id, attendance: input } }: Call<
    { student_id: number; attendance: AttendanceInput }
  >,
): Promise<Attendance> {
  const { class_id, date } = input;
  const student = studentRef(actor, student_id);
  const [child, [{ timezone }], inClass] = await db.read([
    student,
    schoolZone(),
    classOfStudent(actor, { class_id, student_id, enrolled: enrolledOn(date) }),
  ]);
  onTheRoll(child);
  checkAttendance(input, { deps, timezone, inClass, before: null });
  const now = deps.clock.now().toISOString();
  const attendance_id = newestId(attendance);
  return await db.write({
    still: [student],
    statements: [
      build.insert(attendance).values({ student_id, ...input, created_at: now, updated_at: now }),
      ...absenceNotices({ deps, db, timezone }, { student_ids: [student_id], days: [date] }),
    ],
    audit: [{
      action: "createAttendance",
      entity: "attendance",
      entity_id: attendance_id,
      student_id,
      changes: changesBetween(null, input),
    }],
    answer: attendanceQuery(student_id, attendance_id),
    student_id,
  }).catch(refuseSecondMark);
}
