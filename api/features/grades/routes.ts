import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { ClassId } from "../classes/schema.ts";
import { StudentId } from "../students/schema.ts";
import { createGrade } from "./create_grade.ts";
import { deleteGrade } from "./delete_grade.ts";
import { getClassGrades } from "./get_class_grades.ts";
import { getGpa } from "./get_gpa.ts";
import { getGrade } from "./get_grade.ts";
import { listGradeChanges } from "./list_grade_changes.ts";
import { listGrades } from "./list_grades.ts";
import { putClassGrades } from "./put_class_grades.ts";
import {
  ClassGrades,
  ClassGradesInput,
  ColumnQuery,
  Gpa,
  GpaQuery,
  Grade,
  GradeChanges,
  GradeChangesId,
  GradeChangesQuery,
  GradeId,
  GradeInput,
  Grades,
  GradesQuery,
} from "./schema.ts";
import { updateGrade } from "./update_grade.ts";

const tag = "Grades";
const collection = "/api/students/{student_id}/grades";
const item = `${collection}/{grade_id}` as const;
const column = "/api/classes/{class_id}/grades";

export const grades = createRouter();

grades.openapi(
  operation("listGrades", {
    tag,
    method: "get",
    path: collection,
    summary: "List a student's marks",
    description: "The newest first.",
    request: { params: StudentId, query: GradesQuery },
    responses: { 200: jsonOf(Grades, "A page of marks") },
  }),
  async (c) =>
    c.json(
      await listGrades(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

grades.openapi(
  operation("createGrade", {
    tag,
    method: "post",
    path: collection,
    summary: "Enter a mark",
    description:
      "Its points are resolved on the scale in force and stay, whatever scale the school takes later. 409 for a student who has left, a closed term, or a second mark for one class, term and subject.",
    request: { params: StudentId, body: jsonBody(GradeInput) },
    responses: { 201: jsonOf(Grade, "The new mark") },
    refusals: [409, 412],
  }),
  async (c) =>
    answer(
      c,
      await createGrade(call(c, { ...c.req.valid("param"), grade: c.req.valid("json") })),
      201,
    ),
);

grades.openapi(
  operation("getGrade", {
    tag,
    method: "get",
    path: item,
    summary: "Read a mark",
    description: "404 for a mark of a student who is not yours to see.",
    request: { params: GradeId },
    responses: { 200: jsonOf(Grade, "The mark") },
  }),
  async (c) => answer(c, await getGrade(call(c, c.req.valid("param")))),
);

grades.openapi(
  operation("updateGrade", {
    tag,
    method: "put",
    path: item,
    summary: "Change a mark",
    description:
      "Replaces every field; one that is left out takes what it takes in a new mark. The points are resolved anew only where `grade` is another than before. 409 where the term is closed, that it is in or that it goes to.",
    request: { params: GradeId, body: jsonBody(GradeInput) },
    responses: { 200: jsonOf(Grade, "The mark as changed") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await updateGrade(call(c, { ...c.req.valid("param"), grade: c.req.valid("json") })),
    ),
);

grades.openapi(
  operation("deleteGrade", {
    tag,
    method: "delete",
    path: item,
    summary: "Delete a mark",
    description: "What it was stays in the audit log. 409 where its term is closed.",
    request: { params: GradeId },
    responses: { 204: { description: "Deleted" } },
    refusals: [409, 412],
  }),
  async (c) => {
    await deleteGrade(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);

grades.openapi(
  operation("getGpa", {
    tag,
    method: "get",
    path: "/api/students/{student_id}/gpa",
    summary: "Read a student's GPA and its reasons",
    description:
      "Σ(points × credits) / Σ credits over the counted marks, overall and for each term, with each mark that was counted and why the others were not. Null, and not 0, where nothing counts.",
    request: { params: StudentId, query: GpaQuery },
    responses: { 200: jsonOf(Gpa, "The GPA") },
  }),
  async (c) =>
    answer(c, await getGpa(call(c, { ...c.req.valid("param"), ...c.req.valid("query") }))),
);

grades.openapi(
  operation("getClassGrades", {
    tag,
    method: "get",
    path: column,
    summary: "Read a class's marks in a subject and a term",
    description: "A line for every child who is in the class now, by name.",
    request: { params: ClassId, query: ColumnQuery },
    responses: { 200: jsonOf(ClassGrades, "The column of marks") },
  }),
  async (c) =>
    answer(
      c,
      await getClassGrades(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
    ),
);

grades.openapi(
  operation("putClassGrades", {
    tag,
    method: "put",
    path: column,
    summary: "Enter a class's marks in a subject and a term",
    description:
      "All or none; only the children who are named are touched. `grade: null` removes a mark; one that is as it was writes nothing. A new mark takes the credits and the level of the class. 409 where the class is archived or the term closed.",
    request: { params: ClassId, body: jsonBody(ClassGradesInput) },
    responses: { 200: jsonOf(ClassGrades, "The column of marks as it now is") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await putClassGrades(call(c, { ...c.req.valid("param"), grades: c.req.valid("json") })),
    ),
);

grades.openapi(
  operation("listGradeChanges", {
    tag,
    method: "get",
    path: "/api/grades/{grade_id}/changes",
    summary: "See who changed a mark",
    description: "From what and to what, the newest first; the last is when it was entered.",
    request: { params: GradeChangesId, query: GradeChangesQuery },
    responses: { 200: jsonOf(GradeChanges, "A page of changes") },
  }),
  async (c) =>
    c.json(
      await listGradeChanges(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);
