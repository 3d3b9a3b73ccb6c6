import assert from "node:assert/strict";
import { StorageDown } from "../../api/platform/storage/storage.ts";
import { memoryStorage } from "../../api/platform/storage/memory.ts";
import { openRedis } from "../../api/platform/redis.ts";
import { createApp } from "../../api/app.ts";
import { testWithRedis } from "../helpers/redis.ts";
import { openSchool } from "../helpers/school.ts";

Deno.test("health: the process and its parts, by name, state and latency, and nothing of the school", async () => {
  const school = await openSchool({ redis: null });
  try {
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
  } finally {
    await school.close();
  }
});

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

testWithRedis(
  "health: Redis is named where there is one, asked at most every ten minutes, and without it the school is degraded and ready",
  async ({ config, run, kill }) => {
    const school = await openSchool();
    try {
      const { clock, deps: { log } } = school;
      // Its own patience is short; a machine that runs other tests may take its time.
      const redis = openRedis(config, { clock, log, patience: 10_000 });
      const ready = async () => {
        const response = await createApp({ ...school.deps, redis }).request("/readyz");
        return { status: response.status, body: await response.json() };
      };
      const commands = async () =>
        Number(
          /cmdstat_ping:calls=(\d+)/.exec(await run<string>("INFO", "commandstats"))?.[1] ?? 0,
        );
      const before = await commands();
      for (let i = 0; i < 5; i++) {
        const { status, body } = await ready();
        assert.deepEqual([status, body.status, body.parts.redis.state], [200, "ready", "up"]);
        assert.ok(Number.isInteger(body.parts.redis.ms));
      }
      assert.equal(await commands() - before, 1);
      clock.advance(10 * 60_000);
      await ready();
      assert.equal(await commands() - before, 2);

      await kill();
      const gone = openRedis(config, { clock, log, patience: 300 });
      const response = await createApp({ ...school.deps, redis: gone }).request("/readyz");
      const body = await response.json();
      assert.equal(response.status, 200);
      assert.deepEqual([body.status, body.parts.redis.state], ["degraded", "down"]);
      assert.equal(body.parts.database.state, "up");
      assert.equal(JSON.parse(school.log[0]).part, "redis");
    } finally {
      await school.close();
    }
  },
);
