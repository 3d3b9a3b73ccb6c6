import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { createScale } from "./create_scale.ts";
import { listScales } from "./list_scales.ts";
import { Scale, ScaleInput, Scales, ScalesQuery } from "./schema.ts";

const tag = "School";
const path = "/api/scales";

export const scales = createRouter();

scales.openapi(
  operation("listScales", {
    tag,
    method: "get",
    path,
    summary: "List grading scales",
    description:
      "Those that Laurel brings, then those that the school made. The settings say which one is in force.",
    request: { query: ScalesQuery },
    responses: { 200: jsonOf(Scales, "A page of scales") },
  }),
  async (c) => c.json(await listScales(call(c, c.req.valid("query"))), 200),
);

scales.openapi(
  operation("createScale", {
    tag,
    method: "post",
    path,
    summary: "Add a grading scale",
    description:
      'On every scale "P", "NP", "EX", "I" and "W" can be entered too, and count for nothing. A scale is never changed: make another, and choose it in the settings.',
    request: { body: jsonBody(ScaleInput) },
    responses: { 201: jsonOf(Scale, "The new scale") },
    refusals: [409],
  }),
  async (c) => answer(c, await createScale(call(c, c.req.valid("json"))), 201),
);
