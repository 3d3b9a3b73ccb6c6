import { columns, select } from "../../../db/query.ts";
import { grading_scales } from "../../../db/schema/mod.ts";

/** Scales as the API shows them; add `where`, `orderBy` and `limit`. */
export function scaleRows() {
  return select(columns(
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
    "created_at",
  )).from(grading_scales);
}
