import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { ClassId } from "../classes/schema.ts";
import { createAssessment } from "./create_assessment.ts";
import { deleteAssessment } from "./delete_assessment.ts";
import { getAssessment } from "./get_assessment.ts";
import { getCategories } from "./get_categories.ts";
import { getGradebook } from "./get_gradebook.ts";
import { listAssessments } from "./list_assessments.ts";
import { listScoreChanges } from "./list_score_changes.ts";
import { putCategories } from "./put_categories.ts";
import { putScores } from "./put_scores.ts";
import { results } from "./results_routes.ts";
import {
  Assessment,
  AssessmentId,
  AssessmentInput,
  Assessments,
  AssessmentsQuery,
  Categories,
  CategoriesInput,
  OfTerm,
} from "./schema.ts";
import {
  CellId,
  ChangesQuery,
  Gradebook,
  SavedScores,
  ScoreChanges,
  ScoresInput,
} from "./sheet_schema.ts";
import { updateAssessment } from "./update_assessment.ts";

const tag = "Gradebook";
const klass = "/api/classes/{class_id}";
const item = "/api/assessments/{assessment_id}";

export const gradebook = createRouter();

gradebook.openapi(
  operation("getGradebook", {
    tag,
    method: "get",
    path: `${klass}/gradebook`,
    summary: "Read a class's gradebook in a term",
    description:
      "Whole: its categories, assessments, children, cells and averages. A cell that isn't there is blank, which is no zero. An average is Σ(category percent × weight) / Σ weights over the categories in which something counts; a category's percent is Σ earned / Σ possible, without what it drops. In a class without categories all is one; in one with categories, what is in none counts for nothing.",
    request: { params: ClassId, query: OfTerm },
    responses: { 200: jsonOf(Gradebook, "The gradebook") },
  }),
  async (c) =>
    answer(
      c,
      await getGradebook(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
    ),
);

gradebook.openapi(
  operation("putScores", {
    tag,
    method: "put",
    path: `${klass}/gradebook/scores`,
    summary: "Save cells of a gradebook",
    description:
      "Only the cells that are named. Each says in `was` what stood in it when it was read: where it is another now, it is answered as a conflict and stays, and the others are saved all the same. Sent again, it writes nothing. A score is 0 to the assessment's maximum; where one can't be, none is saved (400). 409 where the class is archived or the term closed. If-Match takes the gradebook's ETag.",
    request: { params: ClassId, query: OfTerm, body: jsonBody(ScoresInput) },
    responses: { 200: jsonOf(SavedScores, "What was saved, and what was not") },
    refusals: [409],
  }),
  // An ETag of what was saved would be none of the gradebook's.
  async (c) =>
    c.json(
      await putScores(call(c, {
        ...c.req.valid("param"),
        ...c.req.valid("query"),
        ...c.req.valid("json"),
      })),
      200,
    ),
);

gradebook.openapi(
  operation("getCategories", {
    tag,
    method: "get",
    path: `${klass}/categories`,
    summary: "Read a class's categories in a term",
    description: "With their weights, of whatever these sum to.",
    request: { params: ClassId, query: OfTerm },
    responses: { 200: jsonOf(Categories, "The categories") },
  }),
  async (c) =>
    answer(
      c,
      await getCategories(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
    ),
);

gradebook.openapi(
  operation("putCategories", {
    tag,
    method: "put",
    path: `${klass}/categories`,
    summary: "Replace a class's categories in a term",
    description:
      "All or none: those with an id are changed, those without are new, those that are not sent are removed. 409 for one to be removed that has assessments, and where the class is archived or the term closed.",
    request: { params: ClassId, query: OfTerm, body: jsonBody(CategoriesInput) },
    responses: { 200: jsonOf(Categories, "The categories as they now are") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await putCategories(call(c, {
        ...c.req.valid("param"),
        ...c.req.valid("query"),
        ...c.req.valid("json"),
      })),
    ),
);

gradebook.openapi(
  operation("listAssessments", {
    tag,
    method: "get",
    path: `${klass}/assessments`,
    summary: "List a class's assessments in a term",
    description: "By date, the earliest first.",
    request: { params: ClassId, query: AssessmentsQuery },
    responses: { 200: jsonOf(Assessments, "A page of assessments") },
  }),
  async (c) =>
    c.json(
      await listAssessments(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

gradebook.openapi(
  operation("createAssessment", {
    tag,
    method: "post",
    path: `${klass}/assessments`,
    summary: "Add an assessment",
    description:
      "A column of the class's gradebook in a term, 200 at most. 409 where the class is archived or the term closed.",
    request: { params: ClassId, body: jsonBody(AssessmentInput) },
    responses: { 201: jsonOf(Assessment, "The new assessment") },
    refusals: [409, 412],
  }),
  async (c) =>
    answer(
      c,
      await createAssessment(
        call(c, { ...c.req.valid("param"), assessment: c.req.valid("json") }),
      ),
      201,
    ),
);

gradebook.openapi(
  operation("getAssessment", {
    tag,
    method: "get",
    path: item,
    summary: "Read an assessment",
    description: "Without its scores: they are in the gradebook.",
    request: { params: AssessmentId },
    responses: { 200: jsonOf(Assessment, "The assessment") },
  }),
  async (c) => answer(c, await getAssessment(call(c, c.req.valid("param")))),
);

gradebook.openapi(
  operation("updateAssessment", {
    tag,
    method: "put",
    path: item,
    summary: "Change an assessment",
    description:
      "Replaces every field; its scores stay as they are. 409 for a maximum below a score, for a term with 200 of the class already, and where the class is archived or the term closed, that it is in or that it goes to.",
    request: { params: AssessmentId, body: jsonBody(AssessmentInput) },
    responses: { 200: jsonOf(Assessment, "The assessment as changed") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await updateAssessment(
        call(c, { ...c.req.valid("param"), assessment: c.req.valid("json") }),
      ),
    ),
);

gradebook.openapi(
  operation("deleteAssessment", {
    tag,
    method: "delete",
    path: item,
    summary: "Delete an assessment and its scores",
    description:
      "What each score was stays in the audit log. 409 where the class is archived or the term closed.",
    request: { params: AssessmentId },
    responses: { 204: { description: "Deleted" } },
    refusals: [409, 412],
  }),
  async (c) => {
    await deleteAssessment(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);

gradebook.openapi(
  operation("listScoreChanges", {
    tag,
    method: "get",
    path: `${item}/scores/{student_id}/changes`,
    summary: "See who changed a cell",
    description: "From what and to what, the newest first.",
    request: { params: CellId, query: ChangesQuery },
    responses: { 200: jsonOf(ScoreChanges, "A page of changes") },
  }),
  async (c) =>
    c.json(
      await listScoreChanges(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

gradebook.route("/", results);
