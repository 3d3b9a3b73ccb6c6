import { exists } from "drizzle-orm";
import { columns, select, truth } from "../../../db/query.ts";
import { settings } from "../../../db/schema/mod.ts";
import type { PublicCall } from "../../deps.ts";
import { one } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { activeAdmins } from "./first_admin.ts";
import type { School } from "./schema.ts";

/** What the first screen needs before anyone has signed in. */
export async function getSchool({ deps, db }: PublicCall<null>): Promise<School> {
  const [found] = await db.read([
    select({ ...columns(settings, "school_name", "timezone"), has_admin: truth(hasAdmin()) })
      .from(settings),
  ]);
  const { has_admin, school_name, timezone } = one(found, "school");
  const { self_registration, setup_code } = deps.config;
  return {
    school_name,
    setup_needed: !has_admin && setup_code !== null,
    self_registration,
    today: dayIn(timezone, deps.clock.now()),
    timezone,
  };
}

/** The condition that someone can run the school. */
export function hasAdmin() {
  return exists(activeAdmins());
}
