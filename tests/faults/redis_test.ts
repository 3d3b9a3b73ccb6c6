import assert from "node:assert/strict";
import { createApp } from "../../api/app.ts";
import { openLimiter } from "../../api/platform/limiter/open.ts";
import { openRedis, type RedisConfig } from "../../api/platform/redis.ts";
import { add, assertWhole, during } from "../helpers/faults.ts";
import { quick, signIn, WRONG } from "../helpers/limits.ts";
import { type RestAnswer, testWithRedis, withRest } from "../helpers/redis.ts";
import { openSchool, type School } from "../helpers/school.ts";
import { freePort } from "../helpers/sqld.ts";

const SECRET = new Uint8Array(32).fill(9);

/**
 * A school whose Redis fails at some moment: nobody is refused for it, no limit is off, and
 * whoever was signed out, disabled or taken another role stays so.
 */
async function goesOnWithout(
  fault: string,
  redis: RedisConfig,
  fail: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const school = await openSchool({ passwords: quick });
  try {
    const { clock, deps: { log } } = school;
    const limiter = await openLimiter({
      redis: openRedis(redis, { clock, log }),
      secret: SECRET,
      clock,
    });
    const deps = { ...school.deps, limiter };
    const app = createApp(deps);
    const on: School = { ...school, app, request: requestsOf(app) };
    const leaver = await school.user("Teacher");
    assert.equal((await on.request("POST", "/api/logout", { as: leaver })).status, 204);
    const disabled = await school.user("Teacher");
    await school.rows("update users set status = 'disabled' where user_id = ?", disabled.user_id);
    const { email } = await school.user("Teacher");
    for (let i = 0; i < 2; i++) {
      assert.equal((await signIn(deps, email, { password: WRONG })).status, 401);
    }
    await fail();

    const began = school.log.length;
    for (let i = 0; i < 3; i++) {
      const guess = () => signIn(deps, email, { password: WRONG });
      assert.equal((await during(fault, guess)).status, 401);
    }
    const limited = await during(fault, () => signIn(deps, email));
    assert.equal(limited.status, 429, fault);
    assert.ok(Number(limited.headers.get("retry-after")) > 0);
    for (const as of [leaver, disabled]) {
      const { status } = await during(fault, () => on.request("GET", "/api/students", { as }));
      assert.equal(status, 401, "a session that has ended does not come back");
    }
    assert.equal((await during(fault, () => signIn(deps, disabled.email))).status, 401);
    assert.equal((await during(fault, () => signIn(deps, school.admin.email))).status, 200);
    for (const number of ["one", "two"]) {
      assert.equal((await during(fault, () => add(on, number))).status, 201);
    }
    await assertWhole(school.rows, { there: ["one", "two"] });
    const said = school.log.slice(began).map((line) => JSON.parse(line));
    assert.ok(said.every(({ event, part }) => event === "part_down" && part === "redis"));
    assert.ok(!/@|192\.0/.test(school.log.join()));
  } finally {
    await school.close();
  }
}

function requestsOf(app: ReturnType<typeof createApp>): School["request"] {
  return async (method, path, { as, body, headers } = {}) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const { status, headers: answered } = response;
    return { status, headers: answered, text, body: text ? JSON.parse(text) : undefined };
  };
}

const FAULTS: Record<string, RestAnswer> = {
  "hanging": async (_, over) => {
    await over;
    return new Response();
  },
  "slower than its patience": async (_, over) => {
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 400))]);
    return Response.json({ result: [0, 4, 3_600_000] });
  },
  "answering garbage": () => Response.json({ result: "a fish" }),
  "answering half of it": () => Response.json({ result: [0, 4] }),
  "answering 500": () => new Response("<html>", { status: 500 }),
  "over its month's commands": () =>
    Response.json({ error: "ERR max requests limit exceeded" }, { status: 400 }),
};

for (const [fault, answer] of Object.entries(FAULTS)) {
  Deno.test(`a Redis ${fault}: nobody waits for it, no limit is off, no session comes back`, () =>
    withRest(answer, ({ config }) => goesOnWithout(`Redis ${fault}`, config)));
}

Deno.test("a Redis that nobody runs: no limit is off, no session comes back", () =>
  goesOnWithout("Redis down", { url: `http://127.0.0.1:${freePort()}`, token: "t" }));

testWithRedis(
  "a Redis killed between two guesses has not been needed",
  ({ config, kill }) => goesOnWithout("Redis killed", config, kill),
);

testWithRedis(
  "a Redis flushed starts its limits anew at the worst, and ends and revives no session",
  async ({ config, run }) => {
    const school = await openSchool({ passwords: quick });
    try {
      const { clock, deps: { log } } = school;
      const limiter = await openLimiter({
        redis: openRedis(config, { clock, log, patience: 10_000 }),
        secret: SECRET,
        clock,
      });
      const deps = { ...school.deps, limiter };
      const { admin } = school;
      const leaver = await school.user("Admin");
      await school.request("POST", "/api/logout", { as: leaver });
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 5; i++) {
          const { status } = await during(
            "Redis flushed",
            () => signIn(deps, admin.email, { password: WRONG }),
          );
          assert.equal(status, 401);
        }
        assert.equal((await signIn(deps, admin.email)).status, 429);
        await run("FLUSHALL");
      }
      const list = (as: typeof admin) => school.request("GET", "/api/students", { as });
      assert.equal((await list(leaver)).status, 401);
      assert.equal((await list(admin)).status, 200);
      assert.deepEqual(school.log, []);
    } finally {
      await school.close();
    }
  },
);
