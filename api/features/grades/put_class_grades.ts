import { and, eq, inArray, sql } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { grades } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { badInput, one } from "../../errors.ts";
import { repeatOnChange } from "../attendance/repeat_on_change.ts";
import { classQuery, refuseArchived } from "../classes/class_query.ts";
import { type ChangedMark, changedMarks } from "./changed_marks.ts";
import { classGradesQuery, type Column } from "./class_grades_query.ts";
import { scaleInForce } from "./grade_query.ts";
import { GONE, noSuchTerm, refuseSecondGrade } from "./grade_values.ts";
import type { ClassGrades, ClassGradesInput } from "./schema.ts";

interface Input {
  class_id: number;
  grades: ClassGradesInput;
}

/**
 * Enters a column of marks, all or none. Only the children who are named are touched,
 * and of them only those whose mark or comment is another than before.
 */
export function putClassGrades(call: Call<Input>): Promise<ClassGrades> {
  return repeatOnChange(() => enterColumn(call));
}

async function enterColumn(
  { deps, db, actor, input: { class_id, grades: input } }: Call<Input>,
): Promise<ClassGrades> {
  const { marks, ...rest } = input;
  const column = { class_id, ...rest };
  const query = classGradesQuery(column);
  const [found, [before], [scale]] = await db.read([
    classQuery(actor, class_id),
    query,
    scaleInForce(),
  ]);
  const { credits, level, archived_at } = one(found, "class");
  refuseArchived({ archived_at });
  if (!before) throw badInput([noSuchTerm("body.term_id")]);

  const changes = changedMarks(marks, { roster: before.data, scale });
  if (changes.length === 0) return before;
  const now = deps.clock.now().toISOString();
  const entered = changes.flatMap(({ student_id, to }) =>
    to ? { ...column, credits, level, student_id, ...to, created_at: now, updated_at: now } : []
  );
  const removed = changes.flatMap(({ grade_id, to }) => to ? [] : grade_id!);
  return await db.write({
    unchanged: query,
    statements: [
      ...(entered.length > 0 ? [put(entered)] : []),
      ...(removed.length > 0
        ? [build.delete(grades).where(inArray(grades.grade_id, removed))]
        : []),
    ],
    audit: changes.map((change) => ({
      action: "putClassGrades",
      entity: "grades",
      entity_id: change.grade_id ?? idOf(column, change),
      student_id: change.student_id,
      changes: changesBetween<object>(
        change.from && { ...column, ...change.from },
        change.to ? { ...column, ...change.to } : GONE,
      ),
    })),
    answer: query,
  }).catch(refuseSecondGrade);
}

/** Credits and level are what a new mark starts from; one that is there keeps its own. */
function put(rows: (typeof grades.$inferInsert)[]) {
  return build.insert(grades).values(rows).onConflictDoUpdate({
    target: [grades.class_id, grades.term_id, grades.subject, grades.student_id],
    targetWhere: sql`class_id is not null and term_id is not null`,
    set: {
      grade: sql`excluded.grade`,
      points: sql`excluded.points`,
      comment: sql`excluded.comment`,
      updated_at: sql`excluded.updated_at`,
    },
  });
}

/** The id that a mark of this batch was given. */
function idOf({ class_id, term_id, subject }: Column, { student_id }: ChangedMark) {
  return sql`${
    build.select({ grade_id: grades.grade_id }).from(grades).where(and(
      eq(grades.class_id, class_id),
      eq(grades.term_id, term_id),
      eq(grades.subject, subject),
      eq(grades.student_id, student_id),
    ))
  }`;
}
