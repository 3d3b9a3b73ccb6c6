import { eq } from "drizzle-orm";
import { build } from "../../../db/query.ts";
import { classes } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import { fold } from "../../schema.ts";
import { refuseTakenSubject, renameResults } from "../grades/rename_results.ts";
import { classQuery } from "./class_query.ts";
import type { Class, ClassInput } from "./schema.ts";

/**
 * Replaces what a class is called and what its marks start from. Marks that are there stay, but
 * that those of its own subject are called as it is, where their term is open.
 */
export async function updateClass(
  { deps, db, actor, input: { class_id, input } }: Call<{ class_id: number; input: ClassInput }>,
): Promise<Class> {
  const query = classQuery(actor, class_id);
  const [found] = await db.read([query]);
  const before = one(found, "class");
  const changes = changesBetween<ClassInput>(before, input);
  if (Object.keys(changes).length === 0) return before;
  const updated_at = deps.clock.now().toISOString();
  const subject = input.subject ?? input.name;
  const renamed = subject !== (before.subject ?? before.name);
  return await db.write({
    unchanged: query,
    statements: [
      build.update(classes).set({ ...input, sort_name: fold(input.name), updated_at })
        .where(eq(classes.class_id, class_id)),
      ...(renamed ? renameResults(db, { class_id, subject, updated_at }) : []),
    ],
    audit: [{ action: "updateClass", entity: "classes", entity_id: class_id, changes }],
    answer: query,
  }).catch(refuseTakenSubject);
}
