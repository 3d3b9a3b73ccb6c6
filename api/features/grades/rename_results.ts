import { and, eq, exists, isNotNull, isNull, ne, not, or, sql, type SQLWrapper } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { brokenConstraint } from "../../../db/failures.ts";
import { build } from "../../../db/query.ts";
import { grades, terms } from "../../../db/schema/mod.ts";
import type { RequestDb } from "../../access/request_db.ts";
import { conflict } from "../../errors.ts";

const results = alias(grades, "results");

/**
 * Has the marks of a class's own subject called as that is from now on, each with its line in the
 * audit log. Those of a closed term keep what the course was called then, as a transcript has it,
 * and stay the class's own all the same: posted again, once it is open, they are written over.
 */
export function renameResults(
  db: RequestDb,
  { class_id, subject, updated_at }: { class_id: number; subject: string; updated_at: string },
): SQLWrapper[] {
  const open = build.select({ one: sql`1` }).from(terms)
    .where(and(eq(terms.term_id, grades.term_id), isNull(terms.closed_at)));
  const there = build.select({ one: sql`1` }).from(results).where(and(
    eq(results.class_id, class_id),
    eq(results.term_id, grades.term_id),
    eq(results.student_id, grades.student_id),
    sql`${results.class_result}`,
  ));
  const own = and(eq(grades.class_id, class_id), sql`${grades.class_result}`);
  const renamed = and(own, ne(grades.subject, subject), exists(open));
  const changes = sql`json_object('subject', json_array(${grades.subject}, ${subject}))`;
  return [
    // First what is called so already: it is the class's own now, or one too many. In a closed
    // term, where nobody could mend that, the one that was posted stays the class's own.
    build.update(grades).set({ class_result: true }).where(and(
      eq(grades.class_id, class_id),
      isNotNull(grades.term_id),
      eq(grades.subject, subject),
      sql`not ${grades.class_result}`,
      or(exists(open), not(exists(there))),
    )),
    db.auditEach({
      action: "updateClass",
      entity: "grades",
      rows: sql`select ${grades.grade_id} as entity_id, ${grades.student_id} as student_id,
        ${changes} as changes from ${grades} where ${renamed}`,
    }),
    build.update(grades).set({ subject, updated_at }).where(renamed),
  ];
}

/** Says that children have marks of two subjects that would be one; rethrows any other error. */
export function refuseTakenSubject(error: unknown): never {
  const broken = brokenConstraint(error);
  if (broken?.kind !== "UNIQUE" || !broken.on.startsWith("grades.")) throw error;
  throw conflict(
    "Children of this class have marks of that subject beside the class's own. Delete or rename these marks first",
  );
}
