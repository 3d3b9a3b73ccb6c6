import assert from "node:assert/strict";
import { StorageDown } from "../../api/platform/storage/storage.ts";
import { memoryStorage } from "../../api/platform/storage/memory.ts";
import { openSchool, withSchool } from "../helpers/school.ts";

Deno.test(
  "health: the process and its parts, by name, state and latency, and nothing of the school",
  withSchool(async (school) => {
    const alive = await school.request("GET", "/healthz");
    assert.deepEqual([alive.status, alive.body], [200, { status: "ok" }]);
    const { status, body } = await school.request("GET", "/readyz");
    assert.equal(status, 200);
    assert.equal(body.status, "ready");
    assert.deepEqual(Object.keys(body.parts), ["database", "storage"]);
    for (const part of Object.values<{ state: string; ms: number }>(body.parts)) {
      assert.equal(part.state, "up");
      assert.ok(Number.isInteger(part.ms));
    }
  }),
);

Deno.test("health: a part that is down is named, with 503 and Retry-After; the process stays alive", async () => {
  const storage = { ...memoryStorage(), get: () => Promise.reject(new StorageDown()) };
  const school = await openSchool({ storage });
  try {
    const { status, body, headers } = await school.request("GET", "/readyz");
    assert.equal(status, 503);
    assert.equal(headers.get("retry-after"), "5");
    assert.equal(body.parts.storage.state, "down");
    assert.equal(body.parts.database.state, "up");
    assert.equal((await school.request("GET", "/healthz")).status, 200);
  } finally {
    await school.close();
  }
});
