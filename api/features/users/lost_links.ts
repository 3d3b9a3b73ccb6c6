import { and, eq, exists, inArray, not, type SQLWrapper } from "drizzle-orm";
import { build, columns, insist, select } from "../../../db/query.ts";
import { class_teachers, guardians } from "../../../db/schema/mod.ts";
import type { Role } from "../../access/policy.ts";
import type { AuditEntry } from "../../access/request_db.ts";

/** The roles that can have a class. */
export const TEACHING: readonly Role[] = ["Teacher", "Admin"];

/** The classes and the children that are linked to an account, as nested lists of a select. */
export function linksOf(user_id: number) {
  return {
    children: select(columns(guardians, "student_id")).from(guardians)
      .where(eq(guardians.user_id, user_id)),
    classes: select(columns(class_teachers, "class_id")).from(class_teachers)
      .where(eq(class_teachers.user_id, user_id)),
  };
}

/**
 * What takes away the links that an account in this role can't have. Each one that
 * was read is in the audit log; had another been made meanwhile, it is 412.
 */
export function lostLinks({ user_id, role, children, classes }: {
  user_id: number;
  role: Role;
  children: { student_id: number }[];
  classes: { class_id: number }[];
}): { statements: SQLWrapper[]; audit: AuditEntry[] } {
  const statements: SQLWrapper[] = [];
  const audit: AuditEntry[] = [];
  const changes: AuditEntry["changes"] = { user_id: [user_id, null] };
  if (role !== "Parent") {
    const ids = children.map(({ student_id }) => student_id);
    const theirs = eq(guardians.user_id, user_id);
    statements.push(
      build.delete(guardians).where(and(theirs, inArray(guardians.student_id, ids))),
      insist(not(exists(build.select().from(guardians).where(theirs)))),
    );
    audit.push(...ids.map((student_id) => ({
      action: "unlinkGuardian",
      entity: "guardians",
      entity_id: user_id,
      student_id,
      changes,
    })));
  }
  if (!TEACHING.includes(role)) {
    const ids = classes.map(({ class_id }) => class_id);
    const theirs = eq(class_teachers.user_id, user_id);
    statements.push(
      build.delete(class_teachers).where(and(theirs, inArray(class_teachers.class_id, ids))),
      insist(not(exists(build.select().from(class_teachers).where(theirs)))),
    );
    audit.push(...ids.map((class_id) => ({
      action: "removeClassTeacher",
      entity: "classes",
      entity_id: class_id,
      changes,
    })));
  }
  return { statements, audit };
}
