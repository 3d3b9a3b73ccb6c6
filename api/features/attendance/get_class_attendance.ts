import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { classRef } from "../classes/class_query.ts";
import { registerQuery } from "./register_query.ts";
import type { Register } from "./schema.ts";

/** A class's register for a day, with a line for every child who was in it or has a mark in it. */
export async function getClassAttendance(
  { db, actor, input }: Call<{ class_id: number; date: string }>,
): Promise<Register> {
  const [found, [register]] = await db.read([
    classRef(actor, input.class_id),
    registerQuery(input),
  ]);
  one(found, "class");
  return register;
}
