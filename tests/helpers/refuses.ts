import assert from "node:assert/strict";
import type { School } from "./school.ts";

/** Adds a student with this body: the operation that the tests of input try things on. */
export const post = (school: School, body: unknown, headers: Record<string, string> = {}) =>
  school.request("POST", "/api/students", { as: school.admin, body, headers });

/** Refused with the status, as a problem that a person can read; and nothing was written. */
export async function refuses(
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
