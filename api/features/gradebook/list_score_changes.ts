import { and, eq, exists, sql } from "drizzle-orm";
import type { z } from "zod";
import { build, columns, select } from "../../../db/query.ts";
import { assessments, enrollments } from "../../../db/schema/mod.ts";
import { classesOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { type Page, page } from "../../paging.ts";
import { changesOf } from "../audit/changes_of.ts";
import type { Cell } from "./averages.ts";
import type { ChangesQuery, ScoreChange } from "./sheet_schema.ts";

type Input = z.output<typeof ChangesQuery> & { assessment_id: number; student_id: number };

/** Who changed a cell, when, from what and to what; the newest first. */
export async function listScoreChanges(
  { db, actor, input: { assessment_id, student_id, limit, cursor } }: Call<Input>,
): Promise<Page<ScoreChange>> {
  const wasInClass = exists(
    build.select({ one: sql`1` }).from(enrollments).where(and(
      eq(enrollments.class_id, assessments.class_id),
      eq(enrollments.student_id, student_id),
    )),
  );
  const [found, rows] = await db.read([
    select(columns(assessments, "assessment_id")).from(assessments).where(and(
      eq(assessments.assessment_id, assessment_id),
      classesOf(actor, assessments.class_id),
      wasInClass,
    )),
    changesOf({ entity: "scores", entity_id: assessment_id, student_id, limit, cursor }),
  ]);
  one(found, "cell");
  const { data, next_cursor } = page(rows, limit, (row) => [row.audit_id]);
  return {
    data: data.map(({ changes, ...row }) => {
      const [from, to] = (changes?.cell ?? [null, null]) as [Cell | null, Cell | null];
      return { ...row, from, to };
    }),
    next_cursor,
  };
}
