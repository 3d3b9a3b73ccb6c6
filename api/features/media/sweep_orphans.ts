import type { Deps } from "../../deps.ts";
import { deleteUnnamed, FOLDERS } from "./stored_files.ts";

/** A request has stored its file and written its row, or given up, long before. */
const OLD_MS = 60 * 60_000;

/** Deletes the files that no row names: what a crash, or a store that was down, has left. */
export async function sweepOrphans(
  { database, storage, clock, log }: Pick<Deps, "database" | "storage" | "clock" | "log">,
): Promise<{ found: number; deleted: number }> {
  const before = new Date(clock.now().getTime() - OLD_MS);
  let found = 0;
  let deleted = 0;
  for (const folder of FOLDERS) {
    for await (const keys of storage.list(`${folder}/`, { before })) {
      found += keys.length;
      if (keys.length > 0) deleted += await deleteUnnamed({ database, storage }, keys);
    }
  }
  if (found > 0) log.info("orphans_swept", { found, deleted });
  return { found, deleted };
}
