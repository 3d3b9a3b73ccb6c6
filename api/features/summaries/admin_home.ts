import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { build, columns, select } from "../../../db/query.ts";
import {
  class_teachers,
  classes,
  settings,
  students,
  terms,
  users,
} from "../../../db/schema/mod.ts";
import type { Role } from "../../access/policy.ts";
import type { Call } from "../../deps.ts";
import { dayIn } from "../../platform/clock.ts";
import { registerStatus } from "../attendance/register_status.ts";
import { schoolYear } from "../attendance/school_year.ts";
import { possibleDays } from "../settings/read_today.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { atRisk, shownAtRisk } from "./at_risk.ts";
import { latestNotices } from "./latest_notices.ts";
import type { AdminHome } from "./schema.ts";

/** How many of the registers that are not taken are named. */
const NAMED = 20;

/** The whole school as the office looks at it. All of it is kept: it is the same for every Admin. */
export async function adminHome({ deps, db, actor }: Call<null>): Promise<AdminHome> {
  const now = deps.clock.now();
  const [[{ days, at_risk, ...counts }], [{ timezone }], notices] = await db.readKept(
    { query: schoolNow(now), shared: true },
    [schoolZone(), latestNotices(actor)],
  );
  const today = dayIn(timezone, now);
  const { not_taken, taken_count } = days[today];
  return {
    role: "Admin",
    today,
    registers: {
      not_taken: not_taken.map(({ teachers, class_id, name }) => ({
        class_id,
        name,
        date: today,
        teachers: teachers.map(({ name }) => name),
      })),
      not_taken_count: not_taken[0]?.total ?? 0,
      taken_count,
    },
    ...shownAtRisk(at_risk),
    ...counts,
    notices,
  };
}

function schoolNow(now: Date) {
  return select({
    days: Object.fromEntries(possibleDays(now).map((day) => [day, registersOf(day)])),
    // A day more or less is nothing to a year, and the marks of tomorrow are not there yet.
    at_risk: atRisk({ from: schoolYear(dayIn("UTC", now)).first, to: null }),
    students: sql<number>`(${
      build.select({ n: sql`count(*)` }).from(students).where(isNull(students.archived_at))
    })`,
    teachers: accounts("Teacher"),
    parents: accounts("Parent"),
    classes: sql<number>`(${
      build.select({ n: sql`count(*)` }).from(classes).where(isNull(classes.archived_at))
    })`,
    terms: sql<number>`(${build.select({ n: sql`count(*)` }).from(terms)})`,
  }).from(settings);
}

function registersOf(day: string) {
  const { status } = registerStatus({ date: day, today: day });
  const those = (of: "taken" | "not_taken") => and(isNull(classes.archived_at), eq(status, of));
  return {
    not_taken: select({
      ...columns(classes, "class_id", "name"),
      teachers: select(columns(users, "name")).from(class_teachers)
        .innerJoin(users, eq(users.user_id, class_teachers.user_id))
        .where(eq(class_teachers.class_id, classes.class_id))
        .orderBy(asc(users.sort_name), asc(users.user_id)),
      total: sql<number>`count(*) over ()`,
    }).from(classes).where(those("not_taken"))
      .orderBy(asc(classes.sort_name), asc(classes.class_id)).limit(NAMED),
    taken_count: sql<number>`(${
      build.select({ n: sql`count(*)` }).from(classes).where(those("taken"))
    })`,
  };
}

function accounts(role: Role) {
  return sql<number>`(${
    build.select({ n: sql`count(*)` }).from(users)
      .where(and(eq(users.role, role), ne(users.status, "disabled")))
  })`;
}
