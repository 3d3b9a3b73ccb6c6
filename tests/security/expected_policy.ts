import { activities } from "./expected/activities.ts";
import { attendance } from "./expected/attendance.ts";
import { audit } from "./expected/audit.ts";
import { classes } from "./expected/classes.ts";
import { gradebook } from "./expected/gradebook.ts";
import { grades } from "./expected/grades.ts";
import { guardians } from "./expected/guardians.ts";
import { holidays } from "./expected/holidays.ts";
import { media } from "./expected/media.ts";
import { notifications } from "./expected/notifications.ts";
import { reports } from "./expected/reports.ts";
import type { ExpectedRows } from "./expected/row.ts";
import { scales } from "./expected/scales.ts";
import { school } from "./expected/school.ts";
import { sessions } from "./expected/sessions.ts";
import { settings } from "./expected/settings.ts";
import { students } from "./expected/students.ts";
import { summaries } from "./expected/summaries.ts";
import { terms } from "./expected/terms.ts";
import { users } from "./expected/users.ts";

export type { Expected } from "./expected/row.ts";

/** Every feature's rows. A new feature is a file in `expected/` and a line below. */
export const tables: ExpectedRows[] = [
  activities,
  attendance,
  audit,
  classes,
  gradebook,
  grades,
  guardians,
  holidays,
  media,
  notifications,
  reports,
  scales,
  school,
  sessions,
  settings,
  students,
  summaries,
  terms,
  users,
];

/**
 * What every operation answers to every role, written down apart from the policy
 * itself: the two are held against each other.
 */
export const expected: ExpectedRows = Object.assign({}, ...tables);
