import { and, desc, eq, type SQL } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { audit_log, users } from "../../../db/schema/mod.ts";
import { after, type Key } from "../../paging.ts";

/** A page of what was changed in one thing, the newest first, and one row more. */
export function changesOf(
  { entity, entity_id, student_id, limit, cursor }: {
    entity: string;
    entity_id: number | SQL<number>;
    /** For what one thing holds of many children. */
    student_id?: number;
    limit: number;
    cursor: Key | undefined;
  },
) {
  return select({
    ...columns(audit_log, "audit_id", "at", "actor_user_id"),
    actor_name: users.name,
    ...columns(audit_log, "changes"),
  }).from(audit_log).leftJoin(users, eq(users.user_id, audit_log.actor_user_id))
    .where(and(
      eq(audit_log.entity, entity),
      eq(audit_log.entity_id, entity_id),
      student_id === undefined ? undefined : eq(audit_log.student_id, student_id),
      after(cursor, [audit_log.audit_id], "desc"),
    )).orderBy(desc(audit_log.audit_id)).limit(limit + 1);
}
