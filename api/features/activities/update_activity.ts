import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { activities } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { onTheRoll } from "../attendance/roster.ts";
import { studentRef } from "../students/student_query.ts";
import { activityQuery } from "./activity_query.ts";
import type { Activity, ActivityInput } from "./schema.ts";

/** Replaces an activity; what is left out becomes null. */
export async function updateActivity(
  { db, actor, input: { student_id, activity_id, activity } }: Call<
    { student_id: number; activity_id: number; activity: ActivityInput }
  >,
): Promise<Activity> {
  const query = activityQuery(student_id, activity_id);
  const student = studentRef(actor, student_id);
  const [child, found] = await db.read([student, query]);
  one(child, "student");
  const before = one(found, "activity");
  onTheRoll(child);
  const changes = changesBetween<ActivityInput>(before, activity);
  if (Object.keys(changes).length === 0) return before;
  return await db.write({
    unchanged: query,
    still: [student],
    statements: [
      build.update(activities).set(activity).where(eq(activities.activity_id, activity_id)),
    ],
    audit: [{
      action: "updateActivity",
      entity: "activities",
      entity_id: activity_id,
      student_id,
      changes,
    }],
    answer: query,
  });
}
