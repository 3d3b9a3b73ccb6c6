import { and, asc } from "drizzle-orm";
import type { z } from "zod";
import { activity_files } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { after, type Page, page } from "../../paging.ts";
import { activityQuery } from "../activities/activity_query.ts";
import { studentRef } from "../students/student_query.ts";
import { fileOf, fileRows } from "./media_query.ts";
import type { ActivityFile, ActivityFilesQuery } from "./schema.ts";

/** The files of an activity, in the order in which they came. */
export async function listActivityFiles(
  { db, actor, input: { student_id, activity_id, limit, cursor } }: Call<
    z.output<typeof ActivityFilesQuery> & { student_id: number; activity_id: number }
  >,
): Promise<Page<ActivityFile>> {
  const order = [activity_files.file_id];
  const [student, activity, rows] = await db.read([
    studentRef(actor, student_id),
    activityQuery(student_id, activity_id),
    fileRows().where(and(fileOf({ student_id, activity_id }), after(cursor, order)))
      .orderBy(...order.map(asc)).limit(limit + 1),
  ]);
  one(student, "student");
  one(activity, "activity");
  return page(rows, limit, (row) => [row.file_id]);
}
