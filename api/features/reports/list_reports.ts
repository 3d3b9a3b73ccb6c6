import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { reports } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { after, type Page, page } from "../../paging.ts";
import { studentRef } from "../students/student_query.ts";
import { reportRows } from "./report_query.ts";
import type { Report, ReportsQuery } from "./schema.ts";

/** A child's reports, the newest first. */
export async function listReports(
  { db, actor, input: { student_id, limit, cursor } }: Call<
    { student_id: number } & z.output<typeof ReportsQuery>
  >,
): Promise<Page<Report>> {
  const [found, rows] = await db.read([
    studentRef(actor, student_id),
    reportRows().where(and(
      eq(reports.student_id, student_id),
      after(cursor, [reports.report_id], "desc"),
    )).orderBy(desc(reports.report_id)).limit(limit + 1),
  ]);
  one(found, "student");
  return page(rows, limit, (row) => [row.report_id]);
}
