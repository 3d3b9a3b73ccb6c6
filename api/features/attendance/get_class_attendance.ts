import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { classRef } from "../classes/class_query.ts";
import { schoolZone } from "../settings/school_zone.ts";
import { asOf, registerQuery } from "./register_query.ts";
import type { Register } from "./schema.ts";

/**
 * A class's register for a day, with a line for every child who was in it or has a mark in it,
 * and whether it is taken, or why none is expected.
 */
export async function getClassAttendance(
  { deps, db, actor, input }: Call<{ class_id: number; date: string }>,
): Promise<Register> {
  const [found, [register], [{ timezone }]] = await db.read([
    classRef(actor, input.class_id),
    registerQuery(input),
    schoolZone(),
  ]);
  one(found, "class");
  return asOf(dayIn(timezone, deps.clock.now()), register);
}
