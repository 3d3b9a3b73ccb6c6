import { and, asc, eq } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { enrollments, students, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Page } from "../../paging.ts";
import { classRef, inClassNow } from "./class_query.ts";
import type { ClassStudent } from "./schema.ts";

/** Who is in the class now, by name, all on one page. */
export async function listClassStudents(
  { db, actor, input: { class_id } }: Call<{ class_id: number }>,
): Promise<Page<ClassStudent>> {
  const [found, data] = await db.read([
    classRef(actor, class_id),
    select({
      ...columns(students, "student_id"),
      ...columns(users, "name"),
      ...columns(students, "student_number", "grade_level"),
      ...columns(enrollments, "started_on"),
    }).from(enrollments)
      .innerJoin(students, eq(students.student_id, enrollments.student_id))
      .innerJoin(users, eq(users.user_id, students.user_id))
      .where(and(eq(enrollments.class_id, class_id), inClassNow()))
      .orderBy(asc(students.sort_name), asc(students.student_id)),
  ]);
  one(found, "class");
  return { data, next_cursor: null };
}
