import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { attendance, classes, students, users } from "../../../db/schema/mod.ts";
import { holidayOn } from "../holidays/holiday_query.ts";
import { registerStatus } from "./register_status.ts";
import { onRegister } from "./roster.ts";
import type { Attendance, Register } from "./schema.ts";

/**
 * The register of a class for a day as one row: every child with a line in it, by name. The day
 * counts as one that has come; `asOf` says of which it hasn't.
 */
export function registerQuery({ class_id, date }: { class_id: number; date: string }) {
  const onThatDay = and(eq(attendance.class_id, class_id), eq(attendance.date, date));
  const { status, why, taken_at } = registerStatus({ date, today: date });
  return select({
    ...columns(classes, "class_id"),
    date: sql<string>`${date}`,
    status,
    why,
    holiday: holidayOn(date),
    taken_at,
    data: select({
      ...columns(students, "student_id"),
      ...columns(users, "name"),
      ...columns(students, "student_number"),
      attendance_id: sql<number | null>`${attendance.attendance_id}`,
      status: sql<Attendance["status"] | null>`${attendance.status}`,
      ...columns(attendance, "minutes_late", "reason"),
    }).from(students)
      .innerJoin(users, eq(users.user_id, students.user_id))
      .leftJoin(attendance, and(onThatDay, eq(attendance.student_id, students.student_id)))
      .where(and(onRegister({ class_id, date }), isNull(students.archived_at)))
      .orderBy(asc(students.sort_name), asc(students.student_id)),
  }).from(classes).where(eq(classes.class_id, class_id));
}

/** The register as it is on `today` at the school: SQL knows no time zones, so a day to come is told here. */
export function asOf(today: string, register: Register): Register {
  const { status, why, date } = register;
  if (status === "taken" || why === "archived" || date <= today) return register;
  return { ...register, status: "not_expected", why: "future" };
}
