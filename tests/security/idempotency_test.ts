import assert from "node:assert/strict";
import { type School, withSchool } from "../helpers/school.ts";

const post = (school: School, body: unknown, headers: Record<string, string> = {}) =>
  school.request("POST", "/api/students", { as: school.admin, body, headers });

/** Refused with the status, as a problem that a person can read; and nothing was written. */
async function refuses(
  school: School,
  status: number,
  { body, headers, path }: { body: unknown; headers?: Record<string, string>; path?: string },
) {
  const before = await school.counts();
  const answered = await post(school, body, headers);
  assert.equal(answered.status, status, answered.text.slice(0, 300));
  assert.equal(answered.headers.get("content-type"), "application/problem+json");
  assert.equal(answered.body.status, status);
  assert.ok(answered.body.request_id);
  assert.ok(answered.text.length < 20_000);
  if (path) {
    assert.ok(
      answered.body.errors.some((error: { path: string }) => error.path === path),
      JSON.stringify(answered.body.errors),
    );
  }
  assert.deepEqual(await school.counts(), before);
}

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
