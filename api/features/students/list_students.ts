import { and, asc, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { z } from "zod";
import { build, select } from "../../../db/query.ts";
import {
  enrollments,
  numberOrderOf,
  search_words,
  settings,
  student_number_order,
  students,
  users,
} from "../../../db/schema/mod.ts";
import { waysToStudents } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold } from "../../schema.ts";
import { found_order, foundIs, foundPage, isFound, place } from "../../search.ts";
import { enrolledNow } from "../attendance/roster.ts";
import type { Student, StudentsQuery } from "./schema.ts";
import { student_fields, studentRows } from "./student_query.ts";

/** The students within reach, filtered and sorted. One round trip. */
export async function listStudents(
  { db, actor, input }: Call<z.output<typeof StudentsQuery>>,
): Promise<Page<Student>> {
  const { q, archived, cursor, limit } = input;
  const direction = input.sort.startsWith("-") ? "desc" : "asc";
  const turned = direction === "asc" ? asc : desc;
  const which = and(
    archived ? isNotNull(students.archived_at) : isNull(students.archived_at),
    input.grade_level === undefined ? undefined : eq(students.grade_level, input.grade_level),
    input.class_id === undefined ? undefined : inClass(input.class_id),
  );
  const ways = waysToStudents(actor);
  if (q !== undefined) {
    const list = archived ? "archived students" : "students";
    const words = isFound({ list, q, cursor, direction });
    const found = await db.read(ways.map(({ school, student, few }) => {
      const rows = select({ place, row: student_fields });
      // The names of a few are looked through; of the whole roll, what the word begins is walked.
      const from = few || input.class_id !== undefined
        ? rows.from(students).crossJoin(search_words)
        : rows.from(search_words).crossJoin(students);
      return from.innerJoin(users, eq(users.user_id, students.user_id))
        .innerJoin(settings, and(eq(settings.settings_id, 1), school))
        .where(and(foundIs(students.student_id), words, student, which))
        .orderBy(...found_order.map(turned)).limit(limit + 1);
    }));
    return foundPage(found.flat(), limit);
  }
  const byName = input.sort.endsWith("name");
  const order = [byName ? students.sort_name : student_number_order, students.student_id];
  const rows = await db.read(
    ways.map(({ school, student }) =>
      studentRows().innerJoin(settings, and(eq(settings.settings_id, 1), school))
        .where(and(student, which, after(cursor, order, direction)))
        .orderBy(...order.map(turned)).limit(limit + 1)
    ),
  );
  return page(rows.flat(), limit, (row) => [
    byName ? fold(row.name) : numberOrderOf(row),
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
