import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { classes } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { classQuery } from "./class_query.ts";
import type { Class } from "./schema.ts";

/** Puts a class away, or brings it back. Nothing is lost; done twice it changes nothing. */
export async function setClassArchived(
  { deps, db, actor, input: { class_id, archived } }: Call<
    { class_id: number; archived: boolean }
  >,
): Promise<Class> {
  const query = classQuery(actor, class_id);
  const [found] = await db.read([query]);
  const before = one(found, "class");
  if ((before.archived_at !== null) === archived) return before;
  const now = deps.clock.now().toISOString();
  const archived_at = archived ? now : null;
  return await db.write({
    unchanged: query,
    statements: [
      build.update(classes).set({ archived_at, updated_at: now })
        .where(eq(classes.class_id, class_id)),
    ],
    audit: [{
      action: archived ? "deleteClass" : "restoreClass",
      entity: "classes",
      entity_id: class_id,
      changes: { archived_at: [before.archived_at, archived_at] },
    }],
    answer: query,
  });
}
