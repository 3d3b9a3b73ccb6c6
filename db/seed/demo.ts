import { eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Passwords } from "../../api/features/sessions/passwords.ts";
import type { LibsqlDatabase } from "../client.ts";
import { build, columns, select } from "../query.ts";
import * as tables from "../schema/mod.ts";
import { activityRows } from "./demo/activities.ts";
import { attendanceRows } from "./demo/attendance.ts";
import { auditRows } from "./demo/audit.ts";
import { calendarAt, TIMEZONE } from "./demo/calendar.ts";
import { childrenAt } from "./demo/children.ts";
import { editedMarks } from "./demo/edited_marks.ts";
import { DEMO_LOGINS, DEMO_PASSWORD, type DemoLogin } from "./demo/logins.ts";
import { gradebookRows } from "./demo/gradebook.ts";
import { gradeRows } from "./demo/marks.ts";
import { noticeRows } from "./demo/notices.ts";
import { peopleRows } from "./demo/people.ts";

export type { DemoLogin };

/** The audit row of this action says that a database is the demo's. */
const SEEDED = "seedDemo";

/** The database has a school in it that is not the demo's. Nothing was written. */
export class NotTheDemoError extends Error {
  override name = "NotTheDemoError";
}

/**
 * Fills a migrated, empty database with a demo school, and answers who can sign in.
 * It is all written in one transaction, or none of it is. Where the demo school is
 * there already, nothing is written. The same day makes the same rows, but for the
 * salt of the password.
 * @throws {NotTheDemoError} when the database holds a school of its own
 */
export async function seedDemo(
  database: LibsqlDatabase,
  { passwords, now }: { passwords: Passwords; now: Date },
): Promise<DemoLogin[]> {
  if (await holdsTheDemo(database)) return [...DEMO_LOGINS];

  const calendar = calendarAt(now);
  const children = childrenAt(calendar);
  // It is worked out beside all the rest.
  const hashing = passwords.hash(DEMO_PASSWORD);
  const attendance = attendanceRows(calendar, children);
  const activities = activityRows(calendar, children);
  const gradebook = gradebookRows(calendar, children);
  const { grades, before } = editedMarks(calendar, gradeRows(calendar, { children, gradebook }));
  const people = peopleRows({ calendar, children, password: await hashing });
  const at = calendar.moment(calendar.days.at(-1)!, "08:30");

  await database.write([
    insertRows(tables.users, people.users),
    insertRows(tables.students, people.students),
    insertRows(tables.guardians, people.guardians),
    insertRows(tables.terms, people.terms),
    insertRows(tables.holidays, people.holidays),
    insertRows(tables.classes, people.classes),
    insertRows(tables.class_teachers, people.class_teachers),
    insertRows(tables.enrollments, people.enrollments),
    insertRows(tables.attendance, attendance),
    sql`insert into ${tables.registers} select class_id, date, max(updated_at)
      from ${tables.attendance} group by class_id, date`,
    insertRows(tables.classes, gradebook.rows.classes),
    insertRows(tables.class_teachers, gradebook.rows.class_teachers),
    insertRows(tables.enrollments, gradebook.rows.enrollments),
    insertRows(tables.categories, gradebook.rows.categories),
    insertRows(tables.assessments, gradebook.rows.assessments),
    insertRows(tables.scores, gradebook.rows.scores),
    insertRows(tables.grades, grades),
    insertRows(tables.activities, activities),
    insertRows(tables.notifications, noticeRows({ calendar, children, attendance, activities })),
    insertRows(tables.audit_log, auditRows({ calendar, gradebook, grades, before })),
    build.update(tables.settings)
      .set({ school_name: "Laurel Demo School", timezone: TIMEZONE, updated_at: at })
      .where(eq(tables.settings.settings_id, 1)),
    build.insert(tables.audit_log)
      .values({ at, action: SEEDED, entity: "settings", entity_id: 1 }),
  ]);
  return [...DEMO_LOGINS];
}

/** Whether the demo school is there; false where there is nothing. */
async function holdsTheDemo(database: LibsqlDatabase): Promise<boolean> {
  const [seeded, ...others] = await database.read([
    select(columns(tables.audit_log, "audit_id")).from(tables.audit_log)
      .where(eq(tables.audit_log.action, SEEDED)),
    select(columns(tables.users, "user_id")).from(tables.users).limit(1),
    select(columns(tables.classes, "class_id")).from(tables.classes).limit(1),
    select(columns(tables.terms, "term_id")).from(tables.terms).limit(1),
    select(columns(tables.audit_log, "audit_id")).from(tables.audit_log).limit(1),
  ]);
  if (seeded.rows.length > 0) return true;
  if (others.some(({ rows }) => rows.length > 0)) {
    throw new NotTheDemoError(
      "This database holds a school that is not the demo's. Start the demo with a DATA_DIR of its own",
    );
  }
  return false;
}

/**
 * All the rows in one statement with one argument, whatever their number: SQLite
 * takes no more than 32,766 arguments. A field that a row lacks is null.
 */
function insertRows<T extends SQLiteTable>(table: T, rows: T["$inferInsert"][]): SQL {
  const fields = new Set<string>();
  for (const row of rows) for (const name in row) fields.add(name);
  const names = [...fields];
  const values = rows.map((row) => names.map((name) => row[name as keyof typeof row] ?? null));
  const into = names.map((name) => sql.identifier(name));
  const from = names.map((_, i) => sql`value ->> ${sql.raw(String(i))}`);
  return sql`insert into ${table} (${sql.join(into, sql`, `)})
    select ${sql.join(from, sql`, `)} from json_each(${JSON.stringify(values)})`;
}
