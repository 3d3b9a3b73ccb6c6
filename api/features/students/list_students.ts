import { and, asc, desc, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { z } from "zod";
import { build, contains } from "../../../db/query.ts";
import { enrollments, settings, student_number_order, students } from "../../../db/schema/mod.ts";
import { waysToStudents } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold } from "../../schema.ts";
import { enrolledNow } from "../attendance/roster.ts";
import type { Student, StudentsQuery } from "./schema.ts";
import { studentRows } from "./student_query.ts";

/** The students within reach, filtered and sorted. One round trip. */
export async function listStudents(
  { db, actor, input }: Call<z.output<typeof StudentsQuery>>,
): Promise<Page<Student>> {
  const direction = input.sort.startsWith("-") ? "desc" : "asc";
  const byName = input.sort.endsWith("name");
  const order = [byName ? students.sort_name : student_number_order, students.student_id];
  const ways = await db.read(
    waysToStudents(actor).map(({ school, student }) =>
      studentRows().innerJoin(settings, and(eq(settings.settings_id, 1), school)).where(and(
        student,
        input.archived ? isNotNull(students.archived_at) : isNull(students.archived_at),
        input.q === undefined ? undefined : or(
          contains(students.sort_name, fold(input.q)),
          contains(students.student_number, input.q),
        ),
        input.grade_level === undefined ? undefined : eq(students.grade_level, input.grade_level),
        input.class_id === undefined ? undefined : inClass(input.class_id),
        after(input.cursor, order, direction),
      )).orderBy(...order.map(direction === "asc" ? asc : desc)).limit(input.limit + 1)
    ),
  );
  return page(ways.flat(), input.limit, (row) => [
    byName ? fold(row.name) : row.student_number ?? "",
    row.student_id,
  ]);
}

function inClass(class_id: number) {
  return inArray(
    students.student_id,
    build.select({ id: enrollments.student_id }).from(enrollments)
      .where(and(eq(enrollments.class_id, class_id), enrolledNow)),
  );
}
