import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { class_teachers, classes, students, users } from "../../../db/schema/mod.ts";
import { type Actor, classesOf } from "../../access/scope.ts";
import { conflict } from "../../errors.ts";
import { enrolledNow } from "../attendance/roster.ts";

/** Classes as the API shows them; add `where`, `orderBy` and `limit`. */
export function classRows() {
  return select(classFields()).from(classes);
}

/** What the API shows of a class. */
export function classFields() {
  return {
    ...columns(
      classes,
      "class_id",
      "name",
      "subject",
      "grade_level",
      "credits",
      "level",
      "meets_on",
      "archived_at",
      "created_at",
      "updated_at",
    ),
    teachers: select(columns(users, "user_id", "name")).from(class_teachers)
      .innerJoin(users, eq(users.user_id, class_teachers.user_id))
      .where(eq(class_teachers.class_id, classes.class_id))
      .orderBy(asc(users.sort_name), asc(users.user_id)),
    ...columns(classes, "student_count"),
  };
}

/** One class within the actor's reach: the row, or none. */
export function classQuery(actor: Actor, class_id: number | SQL<number>) {
  return classRows().where(withinReach(actor, class_id));
}

/** Whether a class is within the actor's reach, and still there; for whatever belongs to a class. */
export function classRef(actor: Actor, class_id: number) {
  return select(columns(classes, "class_id", "archived_at")).from(classes)
    .where(withinReach(actor, class_id));
}

/** The condition on an enrollment and its student that the child is in the class now. */
export function inClassNow() {
  return and(enrolledNow, isNull(students.archived_at));
}

/** @throws {Refusal} 409 where the class is archived */
export function refuseArchived({ archived_at }: { archived_at: string | null }): void {
  if (archived_at !== null) throw conflict("This class is archived. Restore it first");
}

function withinReach(actor: Actor, class_id: number | SQL<number>) {
  return and(eq(classes.class_id, class_id), classesOf(actor, classes.class_id));
}
