import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { classQuery } from "./class_query.ts";
import type { Class } from "./schema.ts";

export async function getClass({ db, actor, input }: Call<{ class_id: number }>): Promise<Class> {
  const [found] = await db.read([classQuery(actor, input.class_id)]);
  return one(found, "class");
}
