import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { holidays } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { holidayQuery } from "./holiday_query.ts";
import type { Holiday, HolidayInput } from "./schema.ts";

export async function updateHoliday(
  { deps, db, input: { holiday_id, holiday } }: Call<
    { holiday_id: number; holiday: HolidayInput }
  >,
): Promise<Holiday> {
  const query = holidayQuery(holiday_id);
  const [found] = await db.read([query]);
  const before = one(found, "holiday");
  const changes = changesBetween<HolidayInput>(before, holiday);
  if (Object.keys(changes).length === 0) return before;
  return await db.write({
    unchanged: query,
    statements: [
      build.update(holidays).set({ ...holiday, updated_at: deps.clock.now().toISOString() })
        .where(eq(holidays.holiday_id, holiday_id)),
    ],
    audit: [{ action: "updateHoliday", entity: "holidays", entity_id: holiday_id, changes }],
    answer: query,
  });
}
