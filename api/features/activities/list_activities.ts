import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { activities } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { after, type Page, page } from "../../paging.ts";
import { studentRef } from "../students/student_query.ts";
import { activityRows } from "./activity_query.ts";
import type { ActivitiesQuery, Activity } from "./schema.ts";

/** What a student took part in, the latest first. */
export async function listActivities(
  { db, actor, input: { student_id, limit, cursor } }: Call<
    z.output<typeof ActivitiesQuery> & { student_id: number }
  >,
): Promise<Page<Activity>> {
  const order = [activities.participation_date, activities.activity_id];
  const [student, rows] = await db.read([
    studentRef(actor, student_id),
    activityRows().where(and(eq(activities.student_id, student_id), after(cursor, order, "desc")))
      .orderBy(...order.map(desc)).limit(limit + 1),
  ]);
  one(student, "student");
  return page(rows, limit, (row) => [row.participation_date, row.activity_id]);
}
