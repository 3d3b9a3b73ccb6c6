import { columns, select } from "../../../db/query.ts";
import { reports } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { notFound, one } from "../../errors.ts";
import { sendFile, type Sent } from "../media/stored_files.ts";
import { oneReport } from "./report_query.ts";

/** The PDF of a report as it was issued. */
export async function getReportFile(
  { deps, db, actor, input: { report_id } }: Call<{ report_id: number }>,
): Promise<Sent> {
  const [found] = await db.read([
    select(columns(reports, "file_key", "sha256")).from(reports).where(oneReport(actor, report_id)),
  ]);
  const { file_key, sha256 } = one(found, "report");
  if (file_key === null || sha256 === null) throw notFound("file");
  return await sendFile(deps, {
    key: file_key,
    type: "application/pdf",
    // No name of a child in it: a file's name outlives the screen that it was opened on.
    disposition: `inline; filename="report-${report_id}.pdf"`,
    etag: `"${sha256}"`,
  });
}
