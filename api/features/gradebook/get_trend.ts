import { and, desc, eq, gte, lte } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { attendance, terms } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { daySummary } from "../attendance/day_summary.ts";
import { gpaOf, marksInOrder } from "../grades/get_gpa.ts";
import { scaleInForce } from "../grades/grade_query.ts";
import { studentRef } from "../students/student_query.ts";
import type { Trend } from "./results_schema.ts";

/** How many terms a trend shows: eight years of three. */
const MOST = 24;

/** A child's GPA and attendance term by term, of the terms in which there is either. */
export async function getTrend(
  { db, actor, input: { student_id } }: Call<{ student_id: number }>,
): Promise<Trend> {
  const [student, rows, marks, [scale]] = await db.read([
    studentRef(actor, student_id),
    select({
      ...columns(terms, "term_id", "name", "starts_on"),
      days: daySummary(and(
        eq(attendance.student_id, student_id),
        gte(attendance.date, terms.starts_on),
        lte(attendance.date, terms.ends_on),
      )),
    }).from(terms).orderBy(desc(terms.starts_on), desc(terms.term_id)).limit(MOST),
    marksInOrder(student_id),
    scaleInForce(),
  ]);
  one(student, "student");
  const gpa = gpaOf(marks, scale);
  const averages = new Map(gpa.terms.map((term) => [term.term_id, term.gpa]));
  const counted = Map.groupBy(gpa.counted, ({ term_id }) => term_id);
  return {
    student_id,
    data: rows.reverse().flatMap(({ days: [{ rate }], ...term }) => {
      if (rate === null && !averages.has(term.term_id)) return [];
      return [{
        ...term,
        gpa: averages.get(term.term_id) ?? null,
        counted: counted.get(term.term_id)?.length ?? 0,
        attendance_rate: rate,
      }];
    }),
  };
}
