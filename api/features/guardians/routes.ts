import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { StudentId } from "../students/schema.ts";
import { linkGuardian } from "./link_guardian.ts";
import { listGuardians } from "./list_guardians.ts";
import { Guardian, GuardianId, GuardianInput, Guardians, GuardiansQuery } from "./schema.ts";
import { unlinkGuardian } from "./unlink_guardian.ts";

const tag = "Students";
const collection = "/api/students/{student_id}/guardians";
const item = `${collection}/{user_id}` as const;

export const guardians = createRouter();

guardians.openapi(
  operation("listGuardians", {
    tag,
    method: "get",
    path: collection,
    summary: "List a student's guardians",
    description: "The parents whom the school has linked to the child, by name.",
    request: { params: StudentId, query: GuardiansQuery },
    responses: { 200: jsonOf(Guardians, "The guardians") },
  }),
  async (c) =>
    c.json(await listGuardians(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })), 200),
);

guardians.openapi(
  operation("linkGuardian", {
    tag,
    method: "put",
    path: item,
    summary: "Link a parent to a student",
    description:
      "The parent sees the child from the next request on. Done again it changes the relationship. 409 for an account that is not a Parent's.",
    request: { params: GuardianId, body: jsonBody(GuardianInput) },
    responses: { 200: jsonOf(Guardian, "The guardian") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await linkGuardian(call(c, { ...c.req.valid("param"), ...c.req.valid("json") })),
    ),
);

guardians.openapi(
  operation("unlinkGuardian", {
    tag,
    method: "delete",
    path: item,
    summary: "Unlink a parent from a student",
    description: "The parent sees nothing of the child from the next request on.",
    request: { params: GuardianId },
    responses: { 204: { description: "Unlinked" } },
    refusals: [412],
  }),
  async (c) => {
    await unlinkGuardian(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);
