import assert from "node:assert/strict";
import { createApp } from "../../../api/app.ts";
import { openCaches } from "../../../api/platform/cache/open.ts";
import { openRedis } from "../../../api/platform/redis.ts";
import { openLimiter } from "../../../api/platform/limiter/open.ts";
import { fillSchool } from "../../helpers/big_school.ts";
import { absences, instance, markAway, oneClass } from "../../helpers/instances.ts";
import { quick } from "../../helpers/limits.ts";
import { testWithRedis, withRest } from "../../helpers/redis.ts";
import { openSchool, PASSWORD } from "../../helpers/school.ts";

const SECRET = new Uint8Array(32).fill(9);

testWithRedis(
  "an instance that has just begun takes what another has kept, and no plain read or write asks Redis",
  async ({ config, run }) => {
    const school = await openSchool();
    try {
      const one = await oneClass(school);
      const { clock, deps: { log } } = school;
      const begun = async (secret = SECRET) => {
        const redis = openRedis(config, { clock, log, patience: 10_000 });
        return instance(school, { redis, caches: await openCaches({ redis, secret, clock }) });
      };
      const [a, b] = [await begun(), await begun()];
      const commands = async (ask: typeof a, path: string, as = school.admin) =>
        (await ask(path, as)).line.redis_commands;
      for (const path of ["/api/home", "/api/summary", `/api/classes/${one.class_id}/summary`]) {
        assert.equal(await commands(a, path), 2, "looks, makes, and keeps");
        assert.equal(await commands(a, path), 0);
        assert.equal(await commands(b, path), 1, "finds it");
        assert.equal(await commands(b, path), 0);
      }
      for (const path of ["/api/students", "/api/classes", `/api/students/${one.student_id}`]) {
        assert.equal(await commands(a, path), 0);
      }
      assert.equal(await commands(a, "/api/home", one.teacher), 0, "it is not worth a command");

      const keys = await run<string[]>("KEYS", "*");
      assert.equal(keys.length, 3);
      for (const key of keys) {
        assert.match(key, /^laurel:kept:[\w-]{43}$/);
        assert.match(await run<string>("GET", key), /^sealed\.[\w-]+$/);
        const left = await run<number>("PTTL", key);
        assert.ok(left > 0 && left <= 600_000, `${left} ms`);
      }

      await markAway(school, { ...one, day: "2026-10-02", as: school.admin });
      assert.equal(
        absences(await b("/api/home", school.admin)),
        2,
        "one's own write, on the other",
      );
      assert.equal(absences(await (await begun())("/api/home", school.admin)), 2);
      const stranger = await begun(new Uint8Array(32).fill(8));
      assert.equal(absences(await stranger("/api/home", school.admin)), 2);

      await run("FLUSHALL");
      assert.equal(await commands(await begun(), "/api/home"), 2);
      assert.deepEqual(school.log, []);
    } finally {
      await school.close();
    }
  },
);

testWithRedis(
  "garbage, another's text or place, or a Redis that has gone: the answer is made anew, and right",
  async ({ config, run, kill }) => {
    const school = await openSchool();
    try {
      await oneClass(school);
      const { clock, deps: { log } } = school;
      const begun = async (patience = 10_000) => {
        const redis = openRedis(config, { clock, log, patience });
        const caches = await openCaches({ redis, secret: SECRET, clock });
        return instance(school, { redis, caches });
      };
      const { body: right } = await (await begun())("/api/home", school.admin);
      await (await begun())("/api/summary", school.admin);
      const keys = await run<string[]>("KEYS", "*");
      const [one, other] = [await run<string>("GET", keys[0]), await run<string>("GET", keys[1])];
      const turned = one.slice(0, -1) + (one.endsWith("A") ? "B" : "A");
      for (const text of ["", "{}", "sealed.", "sealed.AAAA", "12", turned, "sealed.%%"]) {
        for (const key of keys) await run("SET", key, text);
        assert.deepEqual((await (await begun())("/api/home", school.admin)).body, right, text);
      }
      await run("SET", keys[0], other);
      await run("SET", keys[1], one);
      assert.deepEqual((await (await begun())("/api/home", school.admin)).body, right, "swapped");
      assert.deepEqual(school.log, []);
      await kill();
      const ask = await begun(200);
      assert.deepEqual((await ask("/api/home", school.admin)).body, right);
      assert.equal((await ask("/api/summary", school.admin)).line.redis_commands, 0, "left alone");
    } finally {
      await school.close();
    }
  },
);

Deno.test("a Redis that hangs makes a home late by no more than its patience", () =>
  withRest(async (_, over) => {
    await over;
    return new Response();
  }, async ({ config }) => {
    const school = await openSchool();
    try {
      await oneClass(school);
      const { clock, deps: { log } } = school;
      const redis = openRedis(config, { clock, log });
      const caches = await openCaches({ redis, secret: SECRET, clock });
      const ask = instance(school, { redis, caches });
      const began = performance.now();
      assert.equal(absences(await ask("/api/home", school.admin)), 1);
      assert.ok(performance.now() - began < 1_000);
      assert.equal(school.log.length, 1);
      assert.equal(JSON.parse(school.log[0]).part, "redis");
    } finally {
      await school.close();
    }
  }));

/** Counts, and keeps what it is given, as Redis does. */
function countingRedis() {
  const kept = new Map<string, string>();
  const answers: Record<string, (command: string[]) => unknown> = {
    eval: ([, , keys]) => Array(Number(keys)).fill([0, 4, 3_600_000]).flat(),
    get: ([, key]) => kept.get(key) ?? null,
    set: ([, key, text]) => kept.set(key, text) && "OK",
    del: () => 1,
  };
  return (command: string[]) =>
    Response.json({ result: answers[command[0].toLowerCase()](command) });
}

Deno.test("a month of a school of 1,000 on two instances stays under Upstash's free commands", () =>
  withRest(countingRedis(), async ({ config, commands }) => {
    const school = await openSchool({ passwords: quick });
    try {
      // A tenth of the school, for a day.
      await fillSchool(school, 100);
      await school.rows("update classes set archived_at = null");
      await school.rows(
        "update users set password = 'set', status = 'active' where email like 'filler%'",
      );
      const { clock, deps: { log } } = school;
      const begun = async () => {
        const redis = openRedis(config, { clock, log, patience: 10_000 });
        const edges = { redis, secret: SECRET, clock };
        const [limiter, caches] = [await openLimiter(edges), await openCaches(edges)];
        return createApp({ ...school.deps, redis, limiter, caches });
      };
      const apps = [await begun(), await begun()];
      let sent = 0;
      const send = async (method: string, path: string, token?: string, body?: unknown) => {
        clock.advance(1_000);
        const response = await apps[sent++ % 2].request(path, {
          method,
          headers: {
            ...(body ? { "content-type": "application/json" } : {}),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
          body: body === undefined ? undefined : JSON.stringify(body),
        });
        const answered = await response.json();
        assert.equal(response.status, 200, JSON.stringify(answered));
        return answered;
      };
      const signIn = async (email: string) =>
        (await send("POST", "/api/login", undefined, { email, password: PASSWORD })).token;

      // Four teachers, each with a class: twice signed in, two registers and five looks each time.
      for (let teacher = 1; teacher <= 4; teacher++) {
        for (const date of ["2026-10-13", "2026-10-14"]) {
          const token = await signIn(`filler${teacher}@staff.example`);
          const { classes: [{ class_id }] } = await send("GET", "/api/home", token);
          const path = `/api/classes/${class_id}/attendance/${date}`;
          for (const status of ["Present", "Absent"]) {
            const { data } = await send("GET", path, token);
            const marks = data.map(({ student_id }: { student_id: number }) => (
              { student_id, status }
            ));
            await send("PUT", path, token, { marks });
            for (let look = 0; look < 2; look++) await send("GET", "/api/home", token);
            await send("GET", `/api/classes/${class_id}/summary`, token);
          }
        }
      }
      // A family signs in once a week, and looks every day; the office looks all day long.
      const families = await school.rows(
        `select user_id, email, session_id from users join sessions using (user_id)
          where role = 'Parent'`,
      );
      for (let look = 0; look < 100; look++) {
        const { user_id, email, session_id } = families[look % families.length];
        const token = look % 5 === 0 ? await signIn(String(email)) : await school.deps.tokens.sign({
          user_id: Number(user_id),
          role: "Parent",
          session_id: String(session_id),
        });
        await send("GET", "/api/home", token);
      }
      const office = await signIn(school.admin.email);
      for (let look = 0; look < 10; look++) {
        await send("GET", "/api/home", office);
        await send("GET", "/api/summary", office);
        if (look === 5) apps[0] = await begun();
      }
      const month = commands.length * 10 * 22;
      const used = school.requests.reduce((n, line) => n + JSON.parse(line).redis_commands, 0);
      assert.equal(used, commands.length, "as the log says");
      console.log(`${commands.length} commands of ${sent} requests: ${month} a month`);
      assert.ok(month < 45_000, `${month} a month`);
    } finally {
      await school.close();
    }
  }));
