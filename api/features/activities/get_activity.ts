import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { studentRef } from "../students/student_query.ts";
import { activityQuery } from "./activity_query.ts";
import type { Activity } from "./schema.ts";

export async function getActivity(
  { db, actor, input: { student_id, activity_id } }: Call<
    { student_id: number; activity_id: number }
  >,
): Promise<Activity> {
  const [student, found] = await db.read([
    studentRef(actor, student_id),
    activityQuery(student_id, activity_id),
  ]);
  one(student, "student");
  return one(found, "activity");
}
