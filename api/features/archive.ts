import type { SQLWrapper } from "drizzle-orm";
import type { Select } from "../../db/query.ts";
import type { AuditEntry } from "../access/request_db.ts";
import type { Call } from "../deps.ts";
import { one } from "../errors.ts";

interface Archiving<T> {
  archived: boolean;
  /** What it is called where there is none. */
  thing: string;
  /** The row that is read, and answered. */
  query: Select<T>;
  update(set: { archived_at: string | null; updated_at: string }): SQLWrapper;
  audit: AuditEntry & { student_id?: number };
}

/** Puts a thing away, or brings it back. Nothing is lost; done twice it changes nothing. */
export async function archive<T extends { archived_at: string | null }>(
  { deps, db }: Pick<Call<unknown>, "deps" | "db">,
  { archived, thing, query, update, audit }: Archiving<T>,
): Promise<T> {
  const [found] = await db.read([query]);
  const before = one(found, thing);
  if ((before.archived_at !== null) === archived) return before;
  const updated_at = deps.clock.now().toISOString();
  const archived_at = archived ? updated_at : null;
  return await db.write({
    unchanged: query,
    statements: [update({ archived_at, updated_at })],
    audit: [{ ...audit, changes: { archived_at: [before.archived_at, archived_at] } }],
    answer: query,
    student_id: audit.student_id,
  });
}
