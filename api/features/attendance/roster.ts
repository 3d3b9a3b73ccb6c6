import { and, eq, exists, gt, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import { build, columns, select } from "../../../db/query.ts";
import { attendance, classes, enrollments, students } from "../../../db/schema/mod.ts";
import { type Actor, classesOf } from "../../access/scope.ts";
import { conflict, one } from "../../errors.ts";

/** The condition on `enrollments` that the child is in the class now. */
export const enrolledNow: SQL = isNull(enrollments.ended_on);

/** The condition on `enrollments` that the child was in the class on the day. */
export function enrolledOn(date: string): SQL {
  return and(
    lte(enrollments.started_on, date),
    or(enrolledNow, gt(enrollments.ended_on, date)),
  )!;
}

/**
 * The condition on `students` that the child has a line in a class's register of the day: was in
 * the class then, or has a mark there, which counts also when the child leaves the class that day.
 */
export function onRegister({ class_id, date }: { class_id: number; date: string }): SQL {
  return inArray(
    students.student_id,
    union(
      build.select({ id: enrollments.student_id }).from(enrollments)
        .where(and(eq(enrollments.class_id, class_id), enrolledOn(date))),
      build.select({ id: attendance.student_id }).from(attendance)
        .where(and(eq(attendance.class_id, class_id), eq(attendance.date, date))),
    ),
  );
}

/** The class that a child's mark names: none unless it is in use, within reach, and the child in it. */
export function classOfStudent(
  actor: Actor,
  { class_id, student_id, enrolled }: {
    class_id: number | null;
    student_id: number;
    enrolled: SQL;
  },
) {
  return select(columns(classes, "class_id", "credits", "level")).from(classes).where(and(
    eq(classes.class_id, class_id!),
    classesOf(actor, classes.class_id),
    isNull(classes.archived_at),
    exists(
      build.select({ class_id: enrollments.class_id }).from(enrollments).where(and(
        eq(enrollments.class_id, classes.class_id),
        eq(enrollments.student_id, student_id),
        enrolled,
      )),
    ),
  ));
}

export const noSuchClass = {
  path: "body.class_id",
  message: "There is no such class with this student in it. Choose one of the student's classes",
};

/** The student that something is written of. @throws {Refusal} 404, or 409 where the child has left */
export function onTheRoll<T extends { archived_at: string | null }>(found: T[]): T {
  const student = one(found, "student");
  if (student.archived_at) throw conflict("This student has left. Restore them first");
  return student;
}
