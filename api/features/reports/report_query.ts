import { and, eq, type SQL } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { reports } from "../../../db/schema/mod.ts";
import { type Actor, belongsToStudentOf } from "../../access/scope.ts";

/** Reports as the API shows them; add `where`, `orderBy` and `limit`. */
export function reportRows() {
  return select(columns(
    reports,
    "report_id",
    "student_id",
    "type",
    "generated_at",
    "report_url",
    "term_id",
    "status",
    "sha256",
  )).from(reports);
}

/** The condition that leaves one report, if its child is within the actor's reach. */
export function oneReport(actor: Actor, report_id: number | SQL<number>) {
  return and(eq(reports.report_id, report_id), belongsToStudentOf(actor, reports.student_id));
}
