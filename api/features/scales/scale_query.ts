import { columns, select } from "../../../db/query.ts";
import { grading_scales } from "../../../db/schema/mod.ts";

/** What a mark is resolved on. */
export const scaleColumns = columns(
  grading_scales,
  "scale_id",
  "name",
  "kind",
  "minimum",
  "maximum",
  "pass_mark",
  "honors_bonus",
  "ap_bonus",
  "entries",
);

/** Scales as the API shows them; add `where`, `orderBy` and `limit`. */
export function scaleRows() {
  return select({ ...scaleColumns, ...columns(grading_scales, "created_at") }).from(grading_scales);
}
