import { and, asc, eq, inArray, type SQL } from "drizzle-orm";
import { columns, listed, select } from "../../../db/query.ts";
import { students, users } from "../../../db/schema/mod.ts";
import { type Actor, studentsOf } from "../../access/scope.ts";

/** Students as the API shows them; add `where`, `orderBy` and `limit`. */
export function studentRows() {
  return select(student_fields).from(students)
    .innerJoin(users, eq(users.user_id, students.user_id));
}

/** What the API shows of a student. */
export const student_fields = {
  ...columns(students, "student_id", "user_id"),
  ...columns(users, "name", "email"),
  ...columns(
    students,
    "date_of_birth",
    "gender",
    "address",
    "contact_number",
    "guardian_name",
    "guardian_contact",
    "student_number",
    "grade_level",
    "photo",
    "archived_at",
    "created_at",
    "updated_at",
  ),
};

/** One student within the actor's reach: the row, or none. */
export function studentQuery(actor: Actor, student_id: number | SQL<number>) {
  return studentRows().where(and(eq(students.student_id, student_id), studentsOf(actor)));
}

/**
 * Whether a student is within the actor's reach, and still on the roll; for the
 * first place in the batch of whatever belongs to a student.
 */
export function studentRef(actor: Actor, student_id: number) {
  return select(columns(students, "student_id", "user_id", "archived_at")).from(students)
    .where(and(eq(students.student_id, student_id), studentsOf(actor)));
}

/** Those of the students who are within the actor's reach. */
export function studentsWithin(actor: Actor, student_ids: number[]) {
  return select(columns(students, "student_id")).from(students).where(and(
    inArray(students.student_id, listed(student_ids)),
    studentsOf(actor),
  )).orderBy(asc(students.student_id));
}
