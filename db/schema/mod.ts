/** Every table, by its name. A new table is a file here and a line below. */
export * from "./activities.ts";
export * from "./assessments.ts";
export * from "./attendance.ts";
export * from "./audit_log.ts";
export * from "./classes.ts";
export * from "./grades.ts";
export * from "./guardians.ts";
export * from "./idempotency_keys.ts";
export * from "./imports.ts";
export * from "./invitations.ts";
export * from "./notifications.ts";
export * from "./reports.ts";
export * from "./sessions.ts";
export * from "./settings.ts";
export * from "./students.ts";
export * from "./terms.ts";
export * from "./users.ts";
