import { and, eq, exists, type SQL, sql } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { classes } from "../../../db/schema/mod.ts";

/** What a class's own marks are called: by its subject, or by its name where it has none. */
export const ownSubject = sql<string>`coalesce(${classes.subject}, ${classes.name})`;

/** Whether a mark that is written is the class's own in the term, as its subject is called now. */
export function isClassResult(
  { class_id, term_id, subject }: {
    class_id: number | null;
    term_id: number | null;
    subject: string;
  },
): SQL {
  if (class_id === null || term_id === null) return sql`false`;
  const called = build.select({ one: sql`1` }).from(classes)
    .where(and(eq(classes.class_id, class_id), eq(ownSubject, subject)));
  return exists(called);
}
