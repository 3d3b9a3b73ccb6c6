import { eq } from "drizzle-orm";
import type { z } from "zod";
import { build, columns, select } from "../../../db/query.ts";
import { grading_scales, settings } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { badInput, one } from "../../errors.ts";
import { settingsQuery } from "./get_settings.ts";
import type { Settings, SettingsInput } from "./schema.ts";

/** Replaces the school's choices. Marks that are there keep the points they were given. */
export async function updateSettings(
  { deps, db, input }: Call<z.output<typeof SettingsInput>>,
): Promise<Settings> {
  const query = settingsQuery();
  const [found, scales] = await db.read([
    query,
    select(columns(grading_scales, "scale_id")).from(grading_scales)
      .where(eq(grading_scales.scale_id, input.scale_id)),
  ]);
  const before = one(found, "school");
  if (scales.length === 0) {
    throw badInput([{ path: "body.scale_id", message: "There is no such scale" }]);
  }
  const changes = changesBetween<z.output<typeof SettingsInput>>(before, input);
  if (Object.keys(changes).length === 0) return before;
  return await db.write({
    unchanged: query,
    statements: [
      build.update(settings).set({ ...input, updated_at: deps.clock.now().toISOString() }),
    ],
    audit: [{ action: "updateSettings", entity: "settings", entity_id: 1, changes }],
    answer: query,
  });
}
