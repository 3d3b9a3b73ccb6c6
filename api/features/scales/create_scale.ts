import { eq } from "drizzle-orm";
import { brokenConstraint } from "../../../db/failures.ts";
import { build, newestId } from "../../../db/query.ts";
import { grading_scales } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { conflict } from "../../errors.ts";
import { scaleRows } from "./scale_query.ts";
import type { Scale, ScaleInput } from "./schema.ts";

/** Adds a scale that the school can choose. It is never changed: marks were given on it. */
export async function createScale({ deps, db, input }: Call<ScaleInput>): Promise<Scale> {
  const created_at = deps.clock.now().toISOString();
  const scale_id = newestId(grading_scales);
  return await db.write({
    statements: [build.insert(grading_scales).values({ ...input, created_at })],
    audit: [{
      action: "createScale",
      entity: "grading_scales",
      entity_id: scale_id,
      changes: changesBetween(null, input),
    }],
    answer: scaleRows().where(eq(grading_scales.scale_id, scale_id)),
  }).catch((error) => {
    if (brokenConstraint(error)?.on !== "grading_scales.name") throw error;
    throw conflict("Another scale has this name. Use another");
  });
}
