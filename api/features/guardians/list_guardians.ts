import { asc, eq } from "drizzle-orm";
import { guardians, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Page } from "../../paging.ts";
import { studentRef } from "../students/student_query.ts";
import { guardianRows } from "./guardian_query.ts";
import type { Guardian } from "./schema.ts";

/** A child's guardians, by name, all on one page. */
export async function listGuardians(
  { db, actor, input: { student_id } }: Call<{ student_id: number }>,
): Promise<Page<Guardian>> {
  const [found, data] = await db.read([
    studentRef(actor, student_id),
    guardianRows().where(eq(guardians.student_id, student_id))
      .orderBy(asc(users.sort_name), asc(users.user_id)),
  ]);
  one(found, "student");
  return { data, next_cursor: null };
}
