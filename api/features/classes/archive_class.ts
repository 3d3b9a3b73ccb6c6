import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { classes } from "../../../db/schema/mod.ts";
import type { Call } from "../../deps.ts";
import { archive } from "../archive.ts";
import { classQuery } from "./class_query.ts";
import type { Class } from "./schema.ts";

/** Puts a class away, or brings it back. */
export function setClassArchived(
  { deps, db, actor, input: { class_id, archived } }: Call<
    { class_id: number; archived: boolean }
  >,
): Promise<Class> {
  return archive({ deps, db }, {
    archived,
    thing: "class",
    query: classQuery(actor, class_id),
    update: (set) => build.update(classes).set(set).where(eq(classes.class_id, class_id)),
    audit: {
      action: archived ? "deleteClass" : "restoreClass",
      entity: "classes",
      entity_id: class_id,
    },
  });
}
