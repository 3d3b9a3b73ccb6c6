import type { Call } from "../../deps.ts";
import { one } from "../../errors.ts";
import type { Student } from "./schema.ts";
import { studentQuery } from "./student_query.ts";

export async function getStudent(
  { db, actor, input }: Call<{ student_id: number }>,
): Promise<Student> {
  const [found] = await db.read([studentQuery(actor, input.student_id)]);
  return one(found, "student");
}
