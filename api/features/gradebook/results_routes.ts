import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { ClassId } from "../classes/schema.ts";
import { StudentId } from "../students/schema.ts";
import { getResults } from "./get_results.ts";
import { getTrend } from "./get_trend.ts";
import { listStudentScores } from "./list_student_scores.ts";
import { postResults } from "./post_results.ts";
import {
  Results,
  ResultsInput,
  StudentScoresQuery,
  StudentSheets,
  Trend,
} from "./results_schema.ts";
import { OfTerm } from "./schema.ts";

const tag = "Gradebook";
const column = "/api/classes/{class_id}/results";
const student = "/api/students/{student_id}";

/** What a gradebook comes to: for the class, and for one child. */
export const results = createRouter();

results.openapi(
  operation("getResults", {
    tag,
    method: "get",
    path: column,
    summary: "Preview a class's results in a term",
    description:
      "What the gradebook comes to for each child on the scale in force, beside the official mark that is there.",
    request: { params: ClassId, query: OfTerm },
    responses: { 200: jsonOf(Results, "The results") },
  }),
  async (c) =>
    answer(c, await getResults(call(c, { ...c.req.valid("param"), ...c.req.valid("query") }))),
);

results.openapi(
  operation("postResults", {
    tag,
    method: "put",
    path: column,
    summary: "Post a class's results in a term",
    description:
      "Makes the computed marks the official ones of the class's subject, for the children who are named, all or none; `grade` enters another in its place. A child has one such mark of a class and a term, whatever the subject is called later. One that is as it was writes nothing. If-Match holds it against the preview that was read. 409 where the class is archived or the term closed.",
    request: { params: ClassId, query: OfTerm, body: jsonBody(ResultsInput) },
    responses: { 200: jsonOf(Results, "The results as they now are") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await postResults(call(c, {
        ...c.req.valid("param"),
        ...c.req.valid("query"),
        ...c.req.valid("json"),
      })),
    ),
);

results.openapi(
  operation("listStudentScores", {
    tag,
    method: "get",
    path: `${student}/scores`,
    summary: "List a child's scores, class by class",
    description:
      "A child's own line of each gradebook that they are in, the latest term first: what each assessment earned, what it comes to, and what counts for nothing and why.",
    request: { params: StudentId, query: StudentScoresQuery },
    responses: { 200: jsonOf(StudentSheets, "A page of classes") },
  }),
  async (c) =>
    c.json(
      await listStudentScores(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

results.openapi(
  operation("getTrend", {
    tag,
    method: "get",
    path: `${student}/trend`,
    summary: "Read a child's GPA and attendance over the terms",
    description: "The terms in which there is either, the earliest first.",
    request: { params: StudentId },
    responses: { 200: jsonOf(Trend, "The trend") },
  }),
  async (c) => answer(c, await getTrend(call(c, c.req.valid("param")))),
);
