import { columns, select } from "../../../db/query.ts";
import { settings } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Settings } from "./schema.ts";

export async function getSettings({ db }: Call<null>): Promise<Settings> {
  const [found] = await db.read([settingsQuery()]);
  return one(found, "school");
}

export function settingsQuery() {
  return select(
    columns(
      settings,
      "school_name",
      "timezone",
      "teacher_scope",
      "scale_id",
      "school_days",
      "absence_notices",
      "missing_is_zero",
      "updated_at",
    ),
  ).from(settings);
}
