import { and, eq } from "drizzle-orm";
import { columns, select } from "../../../db/query.ts";
import { reports } from "../../../db/schema/mod.ts";
import type { Deps } from "../../deps.ts";

/** A name that tells nothing and that nobody can guess: 128 random bits. */
export function newFileKey(): string {
  return `reports/${crypto.getRandomValues(new Uint8Array(16)).toHex()}.pdf`;
}

/**
 * Deletes the file of a report that came to nothing. A write whose answer was lost
 * may have been kept all the same: then the file stays, for its row names it.
 */
export async function discardFile(
  { database, storage, log }: Deps,
  { student_id, file_key }: { student_id: number; file_key: string },
): Promise<void> {
  try {
    const [kept] = await database.read([
      select(columns(reports, "report_id")).from(reports)
        .where(and(eq(reports.student_id, student_id), eq(reports.file_key, file_key))),
    ]);
    if (kept.rows.length === 0) await storage.delete(file_key);
  } catch {
    log.error("file_left_behind", { file_key });
  }
}
