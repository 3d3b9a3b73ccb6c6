import type { School, SignedIn } from "../../helpers/school.ts";

/** Sends as this person, or as nobody; the body is what the test says, right or wrong. */
export const sendMessage = (school: School, as: SignedIn | null, body: unknown, headers = {}) =>
  school.request("POST", "/api/notifications/send", { as, body, headers });

/** From here on a Teacher reaches only the students taught. */
export const teacherScope = (school: School) =>
  school.rows("update settings set teacher_scope = 'classes'");
