import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { columns, select } from "../../../db/query.ts";
import { enrollments, students, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold } from "../../schema.ts";
import { classRef, inClassNow } from "./class_query.ts";
import type { ClassStudent, RosterQuery } from "./schema.ts";

/** Who is in the class now, by name. */
export async function listClassStudents(
  { db, actor, input: { class_id, limit, cursor } }: Call<
    { class_id: number } & z.output<typeof RosterQuery>
  >,
): Promise<Page<ClassStudent>> {
  const order = [students.sort_name, students.student_id];
  const [found, rows] = await db.read([
    classRef(actor, class_id),
    select({
      ...columns(students, "student_id"),
      ...columns(users, "name"),
      ...columns(students, "student_number", "grade_level"),
      ...columns(enrollments, "started_on"),
    }).from(enrollments)
      .innerJoin(students, eq(students.student_id, enrollments.student_id))
      .innerJoin(users, eq(users.user_id, students.user_id))
      .where(and(eq(enrollments.class_id, class_id), inClassNow(), after(cursor, order)))
      .orderBy(...order.map(asc)).limit(limit + 1),
  ]);
  one(found, "class");
  return page(rows, limit, (row) => [fold(row.name), row.student_id]);
}
