import { build, newestId } from "../../../db/query.ts";
import { classes } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { fold } from "../../schema.ts";
import { classQuery } from "./class_query.ts";
import type { Class, ClassInput } from "./schema.ts";

/** Adds a class, with nobody in it. Two may have one name: the sections of a subject. */
export async function createClass({ deps, db, actor, input }: Call<ClassInput>): Promise<Class> {
  const now = deps.clock.now().toISOString();
  const class_id = newestId(classes);
  return await db.write({
    statements: [
      build.insert(classes)
        .values({ ...input, sort_name: fold(input.name), created_at: now, updated_at: now }),
    ],
    audit: [{
      action: "createClass",
      entity: "classes",
      entity_id: class_id,
      changes: changesBetween(null, input),
    }],
    answer: classQuery(actor, class_id),
  });
}
