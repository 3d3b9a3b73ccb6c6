import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { columns, select } from "../../../db/query.ts";
import { grades } from "../../../db/schema/mod.ts";
import { belongsToStudentOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { type Page, page } from "../../paging.ts";
import { changesOf } from "../audit/changes_of.ts";
import type { GradeChange, GradeChangesQuery } from "./schema.ts";

/** Who entered and changed a mark, when, from what and to what; the newest first. */
export async function listGradeChanges(
  { db, actor, input: { grade_id, limit, cursor } }: Call<
    z.output<typeof GradeChangesQuery> & { grade_id: number }
  >,
): Promise<Page<GradeChange>> {
  const [found, rows] = await db.read([
    select(columns(grades, "grade_id")).from(grades)
      .where(and(eq(grades.grade_id, grade_id), belongsToStudentOf(actor, grades.student_id))),
    changesOf({ entity: "grades", entity_id: grade_id, limit, cursor }),
  ]);
  one(found, "grade");
  return page(rows, limit, (row) => [row.audit_id]);
}
