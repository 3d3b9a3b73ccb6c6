import assert from "node:assert/strict";
import { post, refuses } from "../helpers/refuses.ts";
import { withSchool } from "../helpers/school.ts";

Deno.test(
  "an Idempotency-Key doesn't keep a refusal: corrected input goes through",
  withSchool(async (school) => {
    const headers = { "idempotency-key": "k" };
    await refuses(school, 400, { body: { name: "" }, headers });
    assert.equal((await post(school, { name: "Ana" }, headers)).status, 201);
  }),
);

Deno.test(
  "errors and logs hold nothing of what was sent",
  withSchool(async (school) => {
    const { text } = await post(school, {
      name: "\u0000Hidden Secretchild",
      email: "hidden@secret.example",
      address: 7,
    });
    assert.ok(!/Hidden|secret/i.test(text));
    assert.equal(school.requests.length > 0, true);
    assert.ok(!/Hidden|secret/i.test([...school.log, ...school.requests].join("\n")));
  }),
);
