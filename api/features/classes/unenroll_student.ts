import { and, eq } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import { enrollments } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { enrolledNow } from "../attendance/roster.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { classRef } from "./class_query.ts";

/**
 * Takes a child out of a class from today on; the days before stay. Who came today or
 * comes later was never in it.
 */
export async function unenrollStudent(
  { deps, db, actor, input: { class_id, student_id } }: Call<
    { class_id: number; student_id: number }
  >,
): Promise<void> {
  const query = select(columns(enrollments, "enrollment_id", "started_on")).from(enrollments).where(
    and(
      eq(enrollments.class_id, class_id),
      eq(enrollments.student_id, student_id),
      enrolledNow,
    ),
  );
  const [found, enrolled, [{ timezone }]] = await db.read([
    classRef(actor, class_id),
    query,
    schoolZone(),
  ]);
  one(found, "class");
  const { enrollment_id, started_on } = one(enrolled, "student in this class");
  const today = dayIn(timezone, deps.clock.now());
  const row = eq(enrollments.enrollment_id, enrollment_id);
  await db.write({
    unchanged: query,
    statements: [
      started_on >= today
        ? build.delete(enrollments).where(row)
        : build.update(enrollments).set({ ended_on: today }).where(row),
    ],
    audit: [{
      action: "unenrollStudent",
      entity: "classes",
      entity_id: class_id,
      student_id,
      changes: { student_id: [student_id, null] },
    }],
  });
}
