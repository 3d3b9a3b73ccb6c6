import { build, newestId } from "../../../db/query.ts";
import { holidays } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { holidayQuery } from "./holiday_query.ts";
import type { Holiday, HolidayInput } from "./schema.ts";

/** Adds days without school. They may overlap others: a holiday of the country in one of the school's. */
export async function createHoliday({ deps, db, input }: Call<HolidayInput>): Promise<Holiday> {
  const now = deps.clock.now().toISOString();
  const holiday_id = newestId(holidays);
  return await db.write({
    statements: [build.insert(holidays).values({ ...input, created_at: now, updated_at: now })],
    audit: [{
      action: "createHoliday",
      entity: "holidays",
      entity_id: holiday_id,
      changes: changesBetween(null, input),
    }],
    answer: holidayQuery(holiday_id),
  });
}
