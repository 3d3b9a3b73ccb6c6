import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { oneReport, reportRows } from "./report_query.ts";
import type { Report } from "./schema.ts";

export async function getReport(
  { db, actor, input: { report_id } }: Call<{ report_id: number }>,
): Promise<Report> {
  const [found] = await db.read([reportRows().where(oneReport(actor, report_id))]);
  return one(found, "report");
}
