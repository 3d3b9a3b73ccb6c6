import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { guardians, users } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { after, type Page, page } from "../../paging.ts";
import { fold } from "../../schema.ts";
import { studentRef } from "../students/student_query.ts";
import { guardianRows } from "./guardian_query.ts";
import type { Guardian, GuardiansQuery } from "./schema.ts";

/** A child's guardians, by name. */
export async function listGuardians(
  { db, actor, input: { student_id, limit, cursor } }: Call<
    { student_id: number } & z.output<typeof GuardiansQuery>
  >,
): Promise<Page<Guardian>> {
  const order = [users.sort_name, users.user_id];
  const [found, rows] = await db.read([
    studentRef(actor, student_id),
    guardianRows().where(and(eq(guardians.student_id, student_id), after(cursor, order)))
      .orderBy(...order.map(asc)).limit(limit + 1),
  ]);
  one(found, "student");
  return page(rows, limit, (row) => [fold(row.name), row.user_id]);
}
