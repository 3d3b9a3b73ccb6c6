import { and, eq, type SQL, sql } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import { activities, activity_files } from "../../../db/schema/mod.ts";

/** Activities as the API shows them; add `where`, `orderBy` and `limit`. */
export function activityRows() {
  const files = build.select({ count: sql`count(*)` }).from(activity_files)
    .where(eq(activity_files.activity_id, activities.activity_id));
  return select({
    ...columns(
      activities,
      "activity_id",
      "student_id",
      "activity_name",
      "participation_date",
      "role",
      "achievement",
    ),
    file_count: sql<number>`(${files})`,
    ...columns(activities, "created_at"),
  }).from(activities);
}

/** One activity of a student: the row, or none. Whether the student is within reach is asked apart. */
export function activityQuery(student_id: number, activity_id: number | SQL<number>) {
  return activityRows().where(
    and(eq(activities.student_id, student_id), eq(activities.activity_id, activity_id)),
  );
}
