import { audit } from "./audit/routes.ts";
import { notifications } from "./notifications/routes.ts";
import { scales } from "./scales/routes.ts";
import { sessions } from "./sessions/routes.ts";
import { settings } from "./settings/routes.ts";
import { students } from "./students/routes.ts";
import { terms } from "./terms/routes.ts";

/** Every feature's routes. A new feature is a folder here and a line below. */
export const features = [
  audit,
  notifications,
  scales,
  sessions,
  settings,
  students,
  terms,
];
