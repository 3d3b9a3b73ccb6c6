import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { setTermClosed } from "./close_term.ts";
import { createTerm } from "./create_term.ts";
import { deleteTerm } from "./delete_term.ts";
import { getTerm } from "./get_term.ts";
import { listTerms } from "./list_terms.ts";
import { Term, TermId, TermInput, Terms, TermsQuery } from "./schema.ts";
import { updateTerm } from "./update_term.ts";

const tag = "School";
const collection = "/api/terms";
const item = "/api/terms/{term_id}";

export const terms = createRouter();

terms.openapi(
  operation("listTerms", {
    tag,
    method: "get",
    path: collection,
    summary: "List terms",
    description: "The one that starts last comes first.",
    request: { query: TermsQuery },
    responses: { 200: jsonOf(Terms, "A page of terms") },
  }),
  async (c) => c.json(await listTerms(call(c, c.req.valid("query"))), 200),
);

terms.openapi(
  operation("createTerm", {
    tag,
    method: "post",
    path: collection,
    summary: "Add a term",
    description:
      "A marking period, both days included. Terms may overlap: a year and its semesters.",
    request: { body: jsonBody(TermInput) },
    responses: { 201: jsonOf(Term, "The new term") },
    refusals: [409],
  }),
  async (c) => answer(c, await createTerm(call(c, c.req.valid("json"))), 201),
);

terms.openapi(
  operation("getTerm", {
    tag,
    method: "get",
    path: item,
    summary: "Read a term",
    description: "One marking period.",
    request: { params: TermId },
    responses: { 200: jsonOf(Term, "The term") },
  }),
  async (c) => answer(c, await getTerm(call(c, c.req.valid("param")))),
);

terms.openapi(
  operation("updateTerm", {
    tag,
    method: "put",
    path: item,
    summary: "Change a term",
    description: "Replaces its name and its days. What was marked in it stays in it.",
    request: { params: TermId, body: jsonBody(TermInput) },
    responses: { 200: jsonOf(Term, "The term as changed") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await updateTerm(call(c, { ...c.req.valid("param"), term: c.req.valid("json") })),
    ),
);

terms.openapi(
  operation("deleteTerm", {
    tag,
    method: "delete",
    path: item,
    summary: "Delete a term",
    description:
      "Only one that has no marks, categories, assessments or reports: 409 for any other.",
    request: { params: TermId },
    responses: { 204: { description: "Deleted" } },
    refusals: [409, 412],
  }),
  async (c) => {
    await deleteTerm(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);

terms.openapi(
  operation("closeTerm", {
    tag,
    method: "post",
    path: `${item}/close`,
    summary: "Close a term",
    description:
      "From then on no mark, score, category or assessment of it is entered, changed or removed: 409. Its name and days can be. Changes nothing where it is closed.",
    request: { params: TermId },
    responses: { 200: jsonOf(Term, "The closed term") },
    refusals: [412],
  }),
  async (c) => answer(c, await setTermClosed(call(c, { ...c.req.valid("param"), closed: true }))),
);

terms.openapi(
  operation("openTerm", {
    tag,
    method: "post",
    path: `${item}/open`,
    summary: "Open a closed term",
    description: "Its marks can be changed again. Changes nothing where it is open.",
    request: { params: TermId },
    responses: { 200: jsonOf(Term, "The term") },
    refusals: [412],
  }),
  async (c) => answer(c, await setTermClosed(call(c, { ...c.req.valid("param"), closed: false }))),
);
