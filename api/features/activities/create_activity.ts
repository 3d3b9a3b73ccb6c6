import { build, newestId } from "../../../db/query.ts";
import { activities } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { onTheRoll } from "../attendance/roster.ts";
import { studentRef } from "../students/student_query.ts";
import { activityQuery } from "./activity_query.ts";
import type { Activity, ActivityInput } from "./schema.ts";

/** Notes that a student took part in something. A day in the future is one that is planned. */
export async function createActivity(
  { deps, db, actor, input: { student_id, activity } }: Call<
    { student_id: number; activity: ActivityInput }
  >,
): Promise<Activity> {
  const student = studentRef(actor, student_id);
  const [child] = await db.read([student]);
  onTheRoll(child);
  const activity_id = newestId(activities);
  return await db.write({
    still: [student],
    statements: [
      build.insert(activities)
        .values({ student_id, ...activity, created_at: deps.clock.now().toISOString() }),
    ],
    audit: [{
      action: "createActivity",
      entity: "activities",
      entity_id: activity_id,
      student_id,
      changes: changesBetween(null, activity),
    }],
    answer: activityQuery(student_id, activity_id),
    student_id,
  });
}
