import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { holidayQuery } from "./holiday_query.ts";
import type { Holiday } from "./schema.ts";

export async function getHoliday({ db, input }: Call<{ holiday_id: number }>): Promise<Holiday> {
  const [found] = await db.read([holidayQuery(input.holiday_id)]);
  return one(found, "holiday");
}
