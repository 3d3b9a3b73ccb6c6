import type { LibsqlDatabase } from "../db/client.ts";
import { migrate } from "../db/migrate.ts";
import type { Config } from "./config.ts";
import { makeFirstAdmin, schoolHasAdmin } from "./features/school/first_admin.ts";
import type { Passwords } from "./features/sessions/passwords.ts";
import { systemClock } from "./platform/clock.ts";

/**
 * Brings a database to this version and makes the first Admin, where the settings name
 * one: at every embedded start, and as the deploy step of a hosted school.
 */
export async function prepareDatabase(
  database: LibsqlDatabase,
  { config, passwords }: { config: Config; passwords: Passwords },
): Promise<{ has_admin: boolean }> {
  const now = systemClock.now();
  await migrate(database, { now });
  if (await schoolHasAdmin(database)) return { has_admin: true };
  if (!config.first_admin) return { has_admin: false };
  await makeFirstAdmin(database, { ...config.first_admin, passwords, now });
  return { has_admin: true };
}
