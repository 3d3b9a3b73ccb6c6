import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { attendance } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { studentRef } from "../students/student_query.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { absenceNotices } from "./absence_notices.ts";
import { attendanceQuery } from "./attendance_query.ts";
import { checkAttendance, refuseSecondMark } from "./attendance_values.ts";
import { classOfStudent, enrolledOn, onTheRoll } from "./roster.ts";
import type { Attendance, AttendanceInput } from "./schema.ts";

/** Replaces a mark; what is left out becomes null. */
export async function updateAttendance(
  { deps, db, actor, input: { student_id, attendance_id, attendance: input } }: Call<
    { student_id: number; attendance_id: number; attendance: AttendanceInput }
  >,
): Promise<Attendance> {
  const { class_id, date } = input;
  const query = attendanceQuery(student_id, attendance_id);
  const student = studentRef(actor, student_id);
  const [child, found, [{ timezone }], inClass] = await db.read([
    student,
    query,
    schoolZone(),
    classOfStudent(actor, { class_id, student_id, enrolled: enrolledOn(date) }),
  ]);
  one(child, "student");
  const before = one(found, "attendance mark");
  onTheRoll(child);
  checkAttendance(input, { deps, timezone, inClass, before });
  const changes = changesBetween<AttendanceInput>(before, input);
  if (Object.keys(changes).length === 0) return before;
  return await db.write({
    unchanged: query,
    still: [student],
    statements: [
      build.update(attendance).set({ ...input, updated_at: deps.clock.now().toISOString() })
        .where(eq(attendance.attendance_id, attendance_id)),
      ...absenceNotices({ deps, db, timezone }, {
        student_ids: [student_id],
        days: [before.date, date],
      }),
    ],
    audit: [{
      action: "updateAttendance",
      entity: "attendance",
      entity_id: attendance_id,
      student_id,
      changes,
    }],
    answer: query,
  }).catch(refuseSecondMark);
}
