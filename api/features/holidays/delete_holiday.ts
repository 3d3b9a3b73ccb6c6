import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { holidays } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { holidayQuery } from "./holiday_query.ts";

/** Takes a holiday away: registers are expected on its days again. Marks given on them stay. */
export async function deleteHoliday(
  { db, input: { holiday_id } }: Call<{ holiday_id: number }>,
): Promise<void> {
  const query = holidayQuery(holiday_id);
  const [found] = await db.read([query]);
  const { name, starts_on, ends_on } = one(found, "holiday");
  await db.write({
    unchanged: query,
    statements: [build.delete(holidays).where(eq(holidays.holiday_id, holiday_id))],
    audit: [{
      action: "deleteHoliday",
      entity: "holidays",
      entity_id: holiday_id,
      changes: { name: [name, null], starts_on: [starts_on, null], ends_on: [ends_on, null] },
    }],
  });
}
