import { activities } from "./activities/routes.ts";
import { attendance } from "./attendance/routes.ts";
import { audit } from "./audit/routes.ts";
import { classes } from "./classes/routes.ts";
import { gradebook } from "./gradebook/routes.ts";
import { grades } from "./grades/routes.ts";
import { guardians } from "./guardians/routes.ts";
import { health } from "./health/routes.ts";
import { holidays } from "./holidays/routes.ts";
import { media } from "./media/routes.ts";
import { notifications } from "./notifications/routes.ts";
import { reports } from "./reports/routes.ts";
import { scales } from "./scales/routes.ts";
import { school } from "./school/routes.ts";
import { sessions } from "./sessions/routes.ts";
import { settings } from "./settings/routes.ts";
import { students } from "./students/routes.ts";
import { summaries } from "./summaries/routes.ts";
import { terms } from "./terms/routes.ts";
import { users } from "./users/routes.ts";

/** Every feature's routes. A new feature is a folder here and a line below. */
export const features = [
  activities,
  attendance,
  audit,
  classes,
  gradebook,
  grades,
  guardians,
  health,
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
