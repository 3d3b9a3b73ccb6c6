import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { activities, activity_files } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { onTheRoll } from "../attendance/roster.ts";
import { fileGone } from "../media/delete_activity_file.ts";
import { keysOfActivities } from "../media/media_query.ts";
import { discardFiles } from "../media/stored_files.ts";
import { studentRef } from "../students/student_query.ts";
import { activityQuery } from "./activity_query.ts";
import type { ActivityInput } from "./schema.ts";

const GONE: { [K in keyof ActivityInput]: ActivityInput[K] | null } = {
  activity_name: null,
  participation_date: null,
  role: null,
  achievement: null,
};

/** Takes an activity away, and its files. What it was stays in the audit log. */
export async function deleteActivity(
  { deps, db, actor, input: { student_id, activity_id } }: Call<
    { student_id: number; activity_id: number }
  >,
): Promise<void> {
  const query = activityQuery(student_id, activity_id);
  const student = studentRef(actor, student_id);
  const [child, found, files] = await db.read([
    student,
    query,
    keysOfActivities(student_id, activity_id),
  ]);
  one(child, "student");
  const before = one(found, "activity");
  onTheRoll(child);
  await db.write({
    unchanged: query,
    still: [student],
    statements: [
      build.delete(activity_files).where(eq(activity_files.activity_id, activity_id)),
      build.delete(activities).where(eq(activities.activity_id, activity_id)),
    ],
    audit: [{
      action: "deleteActivity",
      entity: "activities",
      entity_id: activity_id,
      student_id,
      changes: changesBetween<typeof GONE>(before, GONE),
    }, ...files.map((file) => fileGone({ ...file, student_id }))],
  });
  await discardFiles(deps, files.map(({ file_key }) => file_key));
}
