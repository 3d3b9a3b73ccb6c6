import { and, desc, eq, gte, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { z } from "zod";
import { build, columns, select } from "../../../db/query.ts";
import { audit_log, students, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { after, type Page, page } from "../../paging.ts";
import type { AuditQuery, AuditRow } from "./schema.ts";

/** Who did what, the newest first. One round trip. */
export async function listAudit(
  { db, input }: Call<z.output<typeof AuditQuery>>,
): Promise<Page<AuditRow>> {
  const { student_id, actor_user_id, from, to, cursor, limit } = input;
  const [rows] = await db.read([
    select({
      ...columns(audit_log, "audit_id", "at", "actor_user_id"),
      actor_name: users.name,
      ...columns(
        audit_log,
        "action",
        "entity",
        "entity_id",
        "student_id",
      ),
      student_name: sql<string | null>`${nameOfStudent}`,
      ...columns(audit_log, "changes", "request_id"),
    }).from(audit_log).leftJoin(users, eq(users.user_id, audit_log.actor_user_id))
      .where(and(
        student_id === undefined ? undefined : eq(audit_log.student_id, student_id),
        actor_user_id === undefined ? undefined : eq(audit_log.actor_user_id, actor_user_id),
        from === undefined ? undefined : gte(audit_log.at, from),
        to === undefined ? undefined : lte(audit_log.at, to),
        after(cursor, [audit_log.audit_id], "desc"),
      )).orderBy(desc(audit_log.audit_id)).limit(limit + 1),
  ]);
  return page(rows, limit, (row) => [row.audit_id]);
}

/** The child's name as it is now; null once they are erased. */
const child = alias(users, "child");
const nameOfStudent = build.select({ name: child.name }).from(students)
  .innerJoin(child, eq(child.user_id, students.user_id))
  .where(eq(students.student_id, audit_log.student_id));
