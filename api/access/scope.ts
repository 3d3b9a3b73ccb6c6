import { and, eq, exists, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { build } from "../../db/query.ts";
import {
  class_teachers,
  classes,
  enrollments,
  guardians,
  settings,
  students,
} from "../../db/schema/mod.ts";
import type { Role, Scope } from "./policy.ts";

/** Who is asking, and how far they reach in the operation asked for. */
export interface Actor {
  user_id: number;
  role: Role;
  session_id: string;
  scope: Scope;
}

const nothing = sql`false`;
const everything = sql`true`;

const everyStudentIsTaught = exists(
  build.select({ one: sql`1` }).from(settings).where(eq(settings.teacher_scope, "all")),
);

/** The condition on `students` that leaves the ones within the actor's reach. */
export function studentsOf(actor: Actor): SQL {
  switch (actor.scope) {
    case "all":
      return everything;
    case "taught":
      return or(
        everyStudentIsTaught,
        exists(
          taughtStudents().where(and(
            eq(enrollments.student_id, students.student_id),
            taughtNow(actor),
          )),
        ),
      )!;
    case "children":
      return inArray(
        students.student_id,
        build.select({ id: guardians.student_id }).from(guardians)
          .where(eq(guardians.user_id, actor.user_id)),
      );
    case "self":
      return eq(students.user_id, actor.user_id);
    default:
      return nothing;
  }
}

/**
 * The ways to list the students within reach, of which one alone leaves any rows: a condition
 * on the school's settings, one on `students`, and whether those are few of the school's. A query of its own for each lets each walk
 * the index that serves it, where one `or` would walk the whole roll.
 */
export function waysToStudents(actor: Actor): { school: SQL; student: SQL; few: boolean }[] {
  if (actor.scope !== "taught") {
    return [{ school: everything, student: studentsOf(actor), few: actor.scope !== "all" }];
  }
  const taught = inArray(students.student_id, childrenTaught(actor));
  return [
    { school: eq(settings.teacher_scope, "all"), student: everything, few: false },
    { school: eq(settings.teacher_scope, "classes"), student: taught, few: true },
  ];
}

/** The same for a table that names a student, as `grades.student_id`. */
export function belongsToStudentOf(actor: Actor, student_id: SQLiteColumn): SQL {
  if (actor.scope === "all") return everything;
  // One look-up for each row, where an `in` would first list every student within reach.
  return exists(
    build.select({ one: sql`1` }).from(students)
      .where(and(eq(students.student_id, student_id), studentsOf(actor))),
  );
}

/** The condition on a column that names a class: those within the actor's reach. */
export function classesOf(actor: Actor, class_id: SQLiteColumn): SQL {
  const taught = inArray(
    class_id,
    build.select({ id: class_teachers.class_id }).from(class_teachers)
      .where(eq(class_teachers.user_id, actor.user_id)),
  );
  switch (actor.scope) {
    case "all":
      return everything;
    case "taught":
      return or(everyStudentIsTaught, taught)!;
    case "classes":
      return taught;
    default:
      return nothing;
  }
}

/** The children in the classes that a teacher teaches now, whatever the setting: their ids. */
export function childrenTaught(actor: Actor) {
  return taughtStudents().where(taughtNow(actor));
}

/** Who is enrolled in a class with which teachers; add `where`. */
function taughtStudents() {
  return build.select({ id: enrollments.student_id }).from(enrollments)
    .innerJoin(class_teachers, eq(class_teachers.class_id, enrollments.class_id))
    // Last year's classes are archived, and with them what their teachers see of the children.
    .innerJoin(
      classes,
      and(eq(classes.class_id, enrollments.class_id), isNull(classes.archived_at)),
    );
}

function taughtNow(actor: Actor) {
  return and(eq(class_teachers.user_id, actor.user_id), isNull(enrollments.ended_on));
}
