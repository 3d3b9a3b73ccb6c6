import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { columns, select } from "../../../db/query.ts";
import { grades, terms } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { studentRef } from "../students/student_query.ts";
import { computeGpa, NOT_COUNTED_REASONS } from "./gpa.ts";
import { scaleInForce } from "./grade_query.ts";
import type { Scale } from "./scales.ts";
import type { Gpa, GpaQuery } from "./schema.ts";

/** A student's GPA with its reasons: `computeGpa` over the stored marks. One round trip. */
export async function getGpa(
  { db, actor, input: { student_id, term_id } }: Call<
    z.output<typeof GpaQuery> & { student_id: number }
  >,
): Promise<Gpa> {
  const [student, marks, [scale]] = await db.read([
    studentRef(actor, student_id),
    marksInOrder(student_id, term_id),
    scaleInForce(),
  ]);
  one(student, "student");
  return { student_id, ...gpaOf(marks, scale) };
}

/** The marks that a GPA is made of, in the order of the year: marks of no term come last. */
export function marksInOrder(student_id: number, term_id?: number) {
  return select({
    ...columns(grades, "grade_id", "subject", "grade", "points", "credits", "level", "term_id"),
    term_name: sql<string | null>`${terms.name}`,
  }).from(grades).leftJoin(terms, eq(terms.term_id, grades.term_id))
    .where(and(
      eq(grades.student_id, student_id),
      term_id === undefined ? undefined : eq(grades.term_id, term_id),
    ))
    .orderBy(
      asc(isNull(terms.term_id)),
      asc(terms.starts_on),
      asc(terms.term_id),
      asc(grades.grade_id),
    );
}

type Mark = Parameters<typeof computeGpa>[0][number] & { term_name: string | null };

/** The GPA as it is shown: with the names of the terms and an explanation for each reason. */
export function gpaOf(
  marks: Mark[],
  scale: Scale & { scale_id: number },
): Omit<Gpa, "student_id"> {
  const { not_counted, terms, ...rest } = computeGpa(marks, scale);
  const names = new Map(marks.map(({ term_id, term_name }) => [term_id, term_name]));
  return {
    scale: { scale_id: scale.scale_id, name: scale.name, maximum: mostPoints(scale) },
    ...rest,
    not_counted: not_counted.map((mark) => ({
      ...mark,
      explanation: NOT_COUNTED_REASONS[mark.reason],
    })),
    terms: terms.map(({ term_id, ...average }) => ({
      term_id,
      name: names.get(term_id) ?? null,
      ...average,
    })),
  };
}

// The maximum of a letter scale is a percent, and its GPA is not.
function mostPoints({ kind, maximum, entries }: Scale): number {
  if (kind === "numeric") return maximum;
  return Math.max(0, ...entries.flatMap((entry) => entry.points ?? []));
}
