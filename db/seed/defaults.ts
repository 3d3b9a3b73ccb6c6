import type { SQLWrapper } from "drizzle-orm";
import { SCALE_PRESETS } from "../../api/features/grades/scales.ts";
import { build } from "../query.ts";
import { grading_scales, settings } from "../schema/mod.ts";

/** What a new school starts from: the preset scales and its settings. Writes nothing where they are. */
export function defaults(now: Date): SQLWrapper[] {
  const created_at = now.toISOString();
  return [
    build.insert(grading_scales)
      .values(
        Object.values(SCALE_PRESETS).map((scale, i) => ({ scale_id: i + 1, ...scale, created_at })),
      )
      .onConflictDoNothing(),
    build.insert(settings).values({
      settings_id: 1,
      school_name: "Our school",
      timezone: "UTC",
      teacher_scope: "all",
      scale_id: 1,
      updated_at: created_at,
    }).onConflictDoNothing(),
  ];
}
