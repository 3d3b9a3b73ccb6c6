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
import { GONE } from "./attendance_values.ts";
import { onTheRoll } from "./roster.ts";

/** Takes a mark away: the student is not marked then, which is not absent. */
export async function deleteAttendance(
  { deps, db, actor, input: { student_id, attendance_id } }: Call<
    { student_id: number; attendance_id: number }
  >,
): Promise<void> {
  const query = attendanceQuery(student_id, attendance_id);
  const student = studentRef(actor, student_id);
  const [child, found, [{ timezone }]] = await db.read([student, query, schoolZone()]);
  one(child, "student");
  const before = one(found, "attendance mark");
  onTheRoll(child);
  await db.write({
    unchanged: query,
    still: [student],
    statements: [
      build.delete(attendance).where(eq(attendance.attendance_id, attendance_id)),
      // The lesson may have been the one in which the child was there.
      ...absenceNotices({ deps, db, timezone }, {
        student_ids: [student_id],
        days: [before.date],
      }),
    ],
    audit: [{
      action: "deleteAttendance",
      entity: "attendance",
      entity_id: attendance_id,
      student_id,
      changes: changesBetween<typeof GONE>(before, GONE),
    }],
  });
}
