import { columns, select } from "../../../db/query.ts";
import { reports } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { notFound, one } from "../../errors.ts";
import { oneReport } from "./report_query.ts";

/** The PDF of a report as it was issued. */
export async function getReportFile(
  { deps, db, actor, input: { report_id } }: Call<{ report_id: number }>,
): Promise<{ file: ReadableStream<Uint8Array>; sha256: string }> {
  const [found] = await db.read([
    select(columns(reports, "file_key", "sha256")).from(reports).where(oneReport(actor, report_id)),
  ]);
  const { file_key, sha256 } = one(found, "report");
  if (file_key === null || sha256 === null) throw notFound("file");
  const file = await deps.storage.get(file_key);
  if (file === null) {
    deps.log.error("report_file_missing", { report_id });
    throw notFound("file");
  }
  return { file, sha256 };
}
