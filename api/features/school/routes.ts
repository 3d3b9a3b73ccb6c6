import { answer, publicCall } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { answerSession } from "../sessions/routes.ts";
import { Session } from "../sessions/schema.ts";
import { getSchool } from "./get_school.ts";
import { School, SetUpInput } from "./schema.ts";
import { setUpSchool } from "./set_up_school.ts";

const tag = "School";

export const school = createRouter();

school.openapi(
  operation("getSchool", {
    tag,
    method: "get",
    path: "/api/school",
    summary: "Read what anyone may know of the school",
    description: "Its name and its day, whether it waits to be set up, and who may register.",
    responses: { 200: jsonOf(School, "The school") },
  }),
  async (c) => answer(c, await getSchool(publicCall(c, null))),
);

school.openapi(
  operation("setUpSchool", {
    tag,
    secret: true,
    method: "post",
    path: "/api/setup",
    summary: "Set up the school and make its first Admin",
    description:
      "Takes the code that the server printed when it started, and only while there is no active Admin: 409 after that. A wrong code is 403; after five of them everyone must wait. The answer holds a secret, so an Idempotency-Key does not bring it back.",
    request: { body: jsonBody(SetUpInput) },
    responses: { 201: jsonOf(Session, "The session of the first Admin") },
    refusals: [403, 409, 429],
  }),
  async (c) => answerSession(c, await setUpSchool(publicCall(c, c.req.valid("json"))), 201),
);
