import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { build, columns, listed, select } from "../../../db/query.ts";
import { classes, enrollments, settings, students } from "../../../db/schema/mod.ts";
import { type Actor, classesOf, studentsOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { badInput, notFound, one } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { enrolledNow } from "../attendance/roster.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { refuseArchived } from "./class_query.ts";
import type { Enrolled, EnrollInput } from "./schema.ts";

/**
 * Puts children in a class from a day on (today, where none is said), all or none. Who
 * is in it stays, from the earlier of the two days; who had left it is in it again,
 * since the day they first were.
 * @throws {Refusal} 404 where one of them is unknown or has left the school
 */
export async function enrollStudents(
  { deps, db, actor, input }: Call<{ class_id: number } & z.output<typeof EnrollInput>>,
): Promise<Enrolled> {
  const { class_id, student_ids } = input;
  const query = enrollable(actor, { class_id, student_ids });
  const [found, [{ timezone }]] = await db.read([query, schoolZone()]);
  const { archived_at, children } = one(found, "class");
  refuseArchived({ archived_at });
  const known = new Set(children.map(({ student_id }) => student_id));
  const unknown = student_ids.flatMap((student_id, i) =>
    known.has(student_id) ? [] : [`body.student_ids.${i}`]
  );
  if (unknown.length > 0) throw notFound("student", unknown);
  const now = deps.clock.now();
  const today = dayIn(timezone, now);
  const started_on = input.started_on ?? today;
  if (started_on > today) {
    throw badInput([{ path: "body.started_on", message: `Send a day up to today, "${today}"` }]);
  }

  const changed = children.filter((child) =>
    child.started_on === null || child.started_on > started_on
  );
  const enrolled = children.filter((child) => child.started_on === null).length;
  if (changed.length === 0) return { enrolled };
  return await db.write({
    unchanged: query,
    statements: [
      build.insert(enrollments).values(changed.map(({ student_id }) => ({
        class_id,
        student_id,
        started_on,
        created_at: now.toISOString(),
      }))).onConflictDoUpdate({
        target: [enrollments.class_id, enrollments.student_id],
        set: {
          ended_on: null,
          started_on: sql`min(${enrollments.started_on}, excluded.started_on)`,
        },
      }),
    ],
    audit: changed.map(({ student_id, started_on: before }) => ({
      action: "enrollStudents",
      entity: "classes",
      entity_id: class_id,
      student_id,
      changes: { started_on: [before, started_on] },
    })),
    answer: select({ enrolled: sql<number>`${enrolled}` }).from(settings),
  });
}

/** The class, and those of the children who may be in it, with the day since when they are. */
function enrollable(
  actor: Actor,
  { class_id, student_ids }: { class_id: number; student_ids: number[] },
) {
  const since = build.select({ started_on: enrollments.started_on }).from(enrollments).where(and(
    eq(enrollments.class_id, class_id),
    eq(enrollments.student_id, students.student_id),
    enrolledNow,
  ));
  return select({
    ...columns(classes, "class_id", "archived_at"),
    children: select({
      ...columns(students, "student_id"),
      started_on: sql<string | null>`${since}`,
    }).from(students).where(and(
      inArray(students.student_id, listed(student_ids)),
      isNull(students.archived_at),
      studentsOf(actor),
    )).orderBy(asc(students.student_id)),
  }).from(classes).where(and(eq(classes.class_id, class_id), classesOf(actor, classes.class_id)));
}
