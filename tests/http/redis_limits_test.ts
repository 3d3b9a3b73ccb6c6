import assert from "node:assert/strict";
import { createApp } from "../../api/app.ts";
import type { Deps } from "../../api/deps.ts";
import { GUESSES, type Limiter } from "../../api/platform/limiter/limiter.ts";
import { openLimiter } from "../../api/platform/limiter/open.ts";
import { upstashLimiter } from "../../api/platform/limiter/upstash.ts";
import { openRedis, upstashRedis } from "../../api/platform/redis.ts";
import { quick, signIn, WRONG } from "../helpers/limits.ts";
import { testWithRedis, withRest } from "../helpers/redis.ts";
import { openSchool, PASSWORD, type School, type SignedIn } from "../helpers/school.ts";
import { startServer, withFolder } from "../helpers/server.ts";

/** A machine that runs other tests beside this one may take its time. */
const PATIENT = { patience: 10_000 };
const SECRET = new Uint8Array(32).fill(9);

/** Answers as Redis would to what is under no limit yet. */
const unused = (command: string[]) =>
  Response.json({
    result: command[0].toLowerCase() === "eval"
      ? Array(Number(command[2])).fill([0, 4, 3_600_000]).flat()
      : 1,
  });

Deno.test("no Redis command on what is not limited, at most two on what is, and the log line counts them", () =>
  withRest(unused, async ({ config, commands }) => {
    const school = await openSchool({
      passwords: quick,
      config: { self_registration: true, setup_code: null, trust_proxy: false },
    });
    try {
      const { clock, log: lines, admin } = school;
      const limiter = upstashLimiter(upstashRedis(config, PATIENT), clock);
      const deps = { ...school.deps, limiter };
      const { student_id } = await school.student();
      const own = await school.user("Teacher");
      const app = createApp(deps);
      const spent = async (method: string, path: string, as: SignedIn | null, body?: unknown) => {
        commands.length = 0;
        const response = await app.request(path, {
          method,
          headers: {
            ...(as ? { authorization: `Bearer ${as.token}` } : {}),
            ...(body ? { "content-type": "application/json" } : {}),
          },
          body: body ? JSON.stringify(body) : undefined,
        });
        await response.body?.cancel();
        const { redis_commands } = JSON.parse(school.requests.at(-1)!);
        assert.equal(redis_commands, commands.length, path);
        return [response.status, redis_commands];
      };
      for (
        const path of [
          "/api/students",
          `/api/students/${student_id}`,
          `/api/students/${student_id}/grades`,
          `/api/students/${student_id}/gpa`,
          "/api/classes",
          "/api/me",
          "/api/school",
        ]
      ) assert.deepEqual(await spent("GET", path, admin), [200, 0], path);
      assert.deepEqual(await spent("POST", "/api/students", admin, { name: "X" }), [201, 0]);
      assert.deepEqual(await spent("POST", "/api/refresh", null), [401, 0]);

      const { email } = admin;
      const login = (password: string) => spent("POST", "/api/login", null, { email, password });
      assert.deepEqual(await login(PASSWORD), [200, 2]);
      assert.deepEqual(await login(WRONG), [401, 1]);
      const person = { name: "P", password: "a quiet green morning", role: "Parent" };
      assert.deepEqual(
        await spent("POST", "/api/register", null, { ...person, email: "p@x.example" }),
        [201, 1],
      );
      assert.deepEqual(
        await spent("POST", "/api/register", admin, { ...person, email: "q@x.example" }),
        [201, 0],
      );
      const report = `/api/students/${student_id}/generate-report`;
      assert.deepEqual(await spent("POST", report, admin, { type: "Progress" }), [201, 1]);
      const change = (current_password: string) =>
        spent("PUT", "/api/me/password", own, {
          current_password,
          new_password: "a quiet green evening",
        });
      assert.deepEqual(await change(WRONG), [403, 1]);
      assert.deepEqual(await change(PASSWORD), [204, 2]);
      assert.deepEqual(lines, []);
    } finally {
      await school.close();
    }
  }));

Deno.test("a Redis that hangs makes a sign-in late by no more than its patience, and the limit stays", () =>
  withRest(async (_, over) => {
    await over;
    return new Response();
  }, async ({ config }) => {
    const school = await openSchool({ passwords: quick });
    const { clock, admin, deps: { log } } = school;
    const limiter = await openLimiter({
      redis: openRedis(config, { clock, log }),
      secret: SECRET,
      clock,
    });
    const deps = { ...school.deps, limiter };
    try {
      const began = performance.now();
      assert.equal((await signIn(deps, admin.email)).status, 200);
      assert.ok(performance.now() - began < 1_000);
      for (let i = 0; i < 5; i++) {
        assert.equal((await signIn(deps, admin.email, { password: WRONG })).status, 401);
      }
      assert.equal((await signIn(deps, admin.email)).status, 429);
      assert.equal(school.log.length, 1);
      assert.equal(JSON.parse(school.log[0]).part, "redis");
      assert.ok(!/@|192\.0/.test(school.log.join()));
    } finally {
      await school.close();
    }
  }));

/** A second instance of the same school: the database is shared, and nothing in memory is. */
const instance = (school: School, limiter: Limiter): Deps => ({ ...school.deps, limiter });

testWithRedis(
  "brute force on two instances is limited as one, and a right password heals both",
  async ({ config }) => {
    const school = await openSchool({ passwords: quick });
    const { clock, admin } = school;
    const [a, b] = [1, 2].map(() =>
      instance(school, upstashLimiter(upstashRedis(config, PATIENT), clock))
    );
    try {
      for (const deps of [a, b, a, b, a]) {
        assert.equal((await signIn(deps, admin.email, { password: WRONG })).status, 401);
      }
      for (const deps of [a, b]) {
        const { status, headers } = await signIn(deps, admin.email);
        assert.equal(status, 429);
        assert.equal(headers.get("retry-after"), "60");
      }
      const other = await school.user("Teacher");
      assert.equal((await signIn(b, other.email)).status, 200);
      clock.advance(60_000);
      assert.equal((await signIn(b, admin.email)).status, 200);
      for (let i = 0; i < GUESSES.uses; i++) {
        assert.equal((await signIn(a, admin.email, { password: WRONG })).status, 401);
      }
    } finally {
      await school.close();
    }
  },
);

testWithRedis(
  "the real server counts in Redis, with the permissions that it has, and writes nothing personal there",
  ({ config, run }) =>
    withFolder(async (folder) => {
      const server = await startServer(folder, {
        env: { UPSTASH_REDIS_REST_URL: config.url, UPSTASH_REDIS_REST_TOKEN: config.token },
      });
      try {
        const response = await fetch(`${server.url}/api/login`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email: "rosa@school.example", password: WRONG }),
        });
        await response.body?.cancel();
        assert.equal(response.status, 401);
        const line = JSON.parse(server.output().trim().split("\n").at(-1)!);
        assert.equal(line.redis_commands, 1);
        const keys = await run<string[]>("KEYS", "*");
        assert.equal(keys.length, 2, server.output());
        for (const key of keys) {
          assert.match(key, /^laurel:limit:[\w-]{43}$/);
          assert.match(await run<string>("GET", key), /^1 \d{13}$/);
        }
        assert.ok(!/127\.0\.0\.1|rosa/.test(server.output().replaceAll(server.url, "")));
      } finally {
        await server.kill("SIGTERM");
      }
    }),
);
