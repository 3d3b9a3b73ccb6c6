import { and, asc, eq, exists, isNull, sql } from "drizzle-orm";
import { build, columns, select, truth } from "../../../db/query.ts";
import { classes, enrollments, settings, students } from "../../../db/schema/mod.ts";
import type { Actor } from "../../access/scope.ts";
import { classesOf, studentsOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { notFound, one } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { refuseArchived } from "./class_query.ts";
import type { Enrolled } from "./schema.ts";

/**
 * Puts children in a class from today on, all or none. Who is in it stays as they are;
 * who had left it is in it again, since the day they first were.
 * @throws {Refusal} 404 where one of them is unknown or has left the school
 */
export async function enrollStudents(
  { deps, db, actor, input: { class_id, student_ids } }: Call<
    { class_id: number; student_ids: number[] }
  >,
): Promise<Enrolled> {
  const query = enrollable(actor, { class_id, student_ids });
  const [found, [{ timezone }]] = await db.read([
    query,
    select(columns(settings, "timezone")).from(settings),
  ]);
  const { archived_at, children } = one(found, "class");
  refuseArchived({ archived_at });
  if (children.length < student_ids.length) throw notFound("student");

  const added = children.filter(({ enrolled }) => !enrolled).map(({ student_id }) => student_id);
  if (added.length === 0) return { enrolled: 0 };
  const now = deps.clock.now();
  const today = dayIn(timezone, now);
  return await db.write({
    unchanged: query,
    statements: [
      build.insert(enrollments).values(added.map((student_id) => ({
        class_id,
        student_id,
        started_on: today,
        created_at: now.toISOString(),
      }))).onConflictDoUpdate({
        target: [enrollments.class_id, enrollments.student_id],
        set: { ended_on: null },
      }),
    ],
    audit: added.map((student_id) => ({
      action: "enrollStudents",
      entity: "classes",
      entity_id: class_id,
      student_id,
      changes: { student_id: [null, student_id] },
    })),
    answer: select({ enrolled: sql<number>`${added.length}` }).from(settings),
  });
}

/** The class, and which of these children may be put in it or are in it now. */
function enrollable(
  actor: Actor,
  { class_id, student_ids }: { class_id: number; student_ids: number[] },
) {
  const enrolled = exists(
    build.select({ one: sql`1` }).from(enrollments).where(and(
      eq(enrollments.class_id, class_id),
      eq(enrollments.student_id, students.student_id),
      isNull(enrollments.ended_on),
    )),
  );
  return select({
    ...columns(classes, "class_id", "archived_at"),
    children: select({ ...columns(students, "student_id"), enrolled: truth(enrolled) })
      .from(students).where(and(
        sql`${students.student_id} in (select value from json_each(${
          JSON.stringify(student_ids)
        }))`,
        isNull(students.archived_at),
        studentsOf(actor),
      )).orderBy(asc(students.student_id)),
  }).from(classes).where(and(eq(classes.class_id, class_id), classesOf(actor, classes.class_id)));
}
