import type { Call } from "../../deps.ts";
import { badInput, one } from "../../errors.ts";
import { classRef } from "../classes/class_query.ts";
import { classGradesQuery, type Column } from "./class_grades_query.ts";
import { noSuchTerm } from "./grade_values.ts";
import type { ClassGrades } from "./schema.ts";

/** A column of marks, with a line for every child of the class. */
export async function getClassGrades(
  { db, actor, input: column }: Call<Column>,
): Promise<ClassGrades> {
  const [found, [grades]] = await db.read([
    classRef(actor, column.class_id),
    classGradesQuery(column),
  ]);
  one(found, "class");
  if (!grades) throw badInput([noSuchTerm("query.term_id")]);
  return grades;
}
