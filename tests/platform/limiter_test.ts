import assert from "node:assert/strict";
import { GUESSES, type Limiter, quota, type Rule } from "../../api/platform/limiter/limiter.ts";
import { memoryLimiter } from "../../api/platform/limiter/memory.ts";
import { openLimiter } from "../../api/platform/limiter/open.ts";
import { upstashLimiter } from "../../api/platform/limiter/upstash.ts";
import { withFallback } from "../../api/platform/limiter/with_fallback.ts";
import {
  newRedisMeter,
  openRedis,
  REDIS_MS,
  RedisDown,
  upstashRedis,
} from "../../api/platform/redis.ts";
import { redisGuard } from "../../api/platform/redis_guard.ts";
import { type TestClock, testClock } from "../helpers/clock.ts";
import { type RestAnswer, testWithRedis, withRest } from "../helpers/redis.ts";
import { freePort } from "../helpers/sqld.ts";

const MINUTE = 60_000;
/** A machine that runs other tests beside this one may take its time. */
const PATIENT = { patience: 10_000 };

/** Uses a key once, and says for how many seconds it must wait. */
async function use(limiter: Limiter, key: string, rule: Rule = GUESSES): Promise<number> {
  const [{ wait }] = await limiter.take([{ key, rule }], newRedisMeter());
  return wait / 1000;
}

/** What holds of every limiter. */
const PROMISES: Record<string, (limiter: Limiter, clock: TestClock) => Promise<void>> = {
  async fiveGuessesThenWaitsThatDoubleUpToFifteenMinutes(limiter, clock) {
    for (let i = 0; i < 5; i++) assert.equal(await use(limiter, "guess"), 0);
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      assert.equal(await use(limiter, "guess"), minutes * 60);
      clock.advance(minutes * MINUTE - 1);
      assert.equal(await use(limiter, "guess"), 0.001, "asking does not make it longer");
      clock.advance(1);
      assert.equal(await use(limiter, "guess"), 0);
    }
    assert.equal(await use(limiter, "another"), 0);
    clock.advance(60 * MINUTE);
    for (let i = 0; i < 5; i++) assert.equal(await use(limiter, "guess"), 0, "it has healed");
    assert.equal(await use(limiter, "guess"), 60);
  },
  async clearingForgets(limiter) {
    for (let i = 0; i < 5; i++) await use(limiter, "cleared");
    await limiter.clear("cleared", newRedisMeter());
    await limiter.clear("never used", newRedisMeter());
    for (let i = 0; i < 5; i++) assert.equal(await use(limiter, "cleared"), 0);
    assert.equal(await use(limiter, "cleared"), 60);
  },
  async aQuotaIsOfAWindowThatBeginsWithTheFirstUse(limiter, clock) {
    const uses = [{ key: "quota", rule: quota(2, { minutes: 10 }) }];
    const take = async () => (await limiter.take(uses, newRedisMeter()))[0];
    assert.deepEqual(await take(), { wait: 0, remaining: 1, reset: 10 * MINUTE });
    clock.advance(MINUTE);
    assert.deepEqual(await take(), { wait: 0, remaining: 0, reset: 9 * MINUTE });
    assert.deepEqual(await take(), { wait: 9 * MINUTE, remaining: 0, reset: 9 * MINUTE });
    clock.advance(9 * MINUTE - 1);
    assert.deepEqual(await take(), { wait: 1, remaining: 0, reset: 1 });
    clock.advance(1);
    assert.deepEqual(await take(), { wait: 0, remaining: 1, reset: 10 * MINUTE });
  },
  async ofSeveralTheFirstThatMustWaitEndsTheList(limiter) {
    const narrow = { key: "narrow", rule: quota(1, { minutes: 1 }) };
    const wide = { key: "wide", rule: quota(3, { minutes: 1 }) };
    const take = async (...uses: { key: string; rule: Rule }[]) =>
      (await limiter.take(uses, newRedisMeter())).map(({ wait, remaining }) => [wait, remaining]);
    assert.deepEqual(await take(wide, narrow), [[0, 2], [0, 0]]);
    assert.deepEqual(await take(narrow, wide), [[MINUTE, 0]], "the second is not counted");
    assert.deepEqual(await take(wide, narrow), [[0, 1], [MINUTE, 0]]);
  },
  async ofManyAtOnceNoMoreThanTheRuleAllowsGetThrough(limiter) {
    const waits = await Promise.all(Array.from({ length: 40 }, () => use(limiter, "at once")));
    assert.equal(waits.filter((wait) => wait === 0).length, 5);
  },
  async aClockThatIsBehindMakesNobodyWaitLongerThanTheRuleSays(limiter, clock) {
    for (let i = 0; i < 5; i++) await use(limiter, "behind");
    clock.advance(-10 * MINUTE);
    assert.equal(await use(limiter, "behind"), 60);
    clock.advance(10 * MINUTE);
  },
};

async function contract(open: (clock: TestClock) => Limiter | Promise<Limiter>): Promise<void> {
  for (const promise of Object.values(PROMISES)) {
    const clock = testClock("2026-10-14T09:00:00Z");
    await promise(await open(clock), clock);
  }
}

function keptLog() {
  const lines: string[] = [];
  const write = (event: string, fields = {}) =>
    void lines.push(JSON.stringify({ event, ...fields }));
  return { lines, log: { info: write, error: write } };
}

/** The limiter as the server opens it. */
async function opened(clock: TestClock, redis: { url: string; token: string }) {
  const { lines, log } = keptLog();
  const secret = new Uint8Array(32).fill(7);
  return {
    limiter: await openLimiter({ redis: openRedis(redis, { clock, log }), secret, clock }),
    lines,
  };
}

Deno.test("limits in memory keep the contract", () => contract(memoryLimiter));

testWithRedis("limits in Redis keep the contract", async ({ config, run }) => {
  await contract((clock) => upstashLimiter(upstashRedis(config, PATIENT), clock));
  const keys = await run<string[]>("KEYS", "*");
  assert.ok(keys.length > 5);
  for (const key of keys) {
    const ms = await run<number>("PTTL", key);
    assert.ok(ms > 0 && ms <= 70 * MINUTE, `${key} goes by itself, and not in ${ms} ms`);
  }
});

Deno.test("limits in memory are bounded: what was used longest ago is forgotten first", async () => {
  const limiter = memoryLimiter(testClock("2026-10-14T09:00:00Z"));
  const once = quota(1, { minutes: 60 });
  for (let i = 0; i < 10_000; i++) await use(limiter, `key ${i}`, once);
  assert.equal(await use(limiter, "key 0", once), 3600);
  await use(limiter, "one more", once);
  assert.equal(await use(limiter, "key 0", once), 0, "forgotten");
  assert.equal(await use(limiter, "key 9999", once), 3600, "kept");
});

testWithRedis(
  "two instances count as one; flushed, limits start anew and nothing else happens",
  async ({ config, run }) => {
    const clock = testClock("2026-10-14T09:00:00Z");
    const [a, b] = [1, 2].map(() => upstashLimiter(upstashRedis(config, PATIENT), clock));
    for (const limiter of [a, b, a, b, a]) assert.equal(await use(limiter, "k"), 0);
    assert.equal(await use(b, "k"), 60);
    await run("FLUSHALL");
    assert.equal(await use(b, "k"), 0);
    await run("SET", "laurel:limit:k", "what someone else wrote");
    assert.equal(await use(b, "k"), 0, "what it can't read is as if it were not there");
  },
);

testWithRedis(
  "a Redis that dies leaves the limits on: this process has counted along",
  async ({ config, kill }) => {
    const clock = testClock("2026-10-14T09:00:00Z");
    const { limiter, lines } = await opened(clock, config);
    for (let i = 0; i < 3; i++) assert.equal(await use(limiter, "k"), 0);
    await kill();
    for (let i = 0; i < 2; i++) assert.equal(await use(limiter, "k"), 0);
    assert.equal(await use(limiter, "k"), 60);
    assert.equal(lines.length, 1);
  },
);

/** What a Redis over REST does wrong. */
const FAULTS: Record<string, RestAnswer> = {
  "hangs": async (_, over) => {
    await over;
    return new Response();
  },
  "answers half, then hangs": (_, over) =>
    new Response(
      new ReadableStream({
        async start(controller) {
          controller.enqueue(new TextEncoder().encode('{"result":'));
          await over;
          controller.close();
        },
      }),
    ),
  "answers 500": () => Response.json({ error: "internal" }, { status: 500 }),
  "answers 502 in HTML": () => new Response("<html>Bad gateway</html>", { status: 502 }),
  "answers text that is no JSON": () => new Response("}{"),
  "answers nothing": () => new Response(),
  "answers null": () => Response.json(null),
  "answers a null result": () => Response.json({ result: null }),
  "answers another result": () => Response.json({ result: "OK" }),
  "answers too few numbers": () => Response.json({ result: [0, 4] }),
  "answers too many numbers": () => Response.json({ result: [0, 4, 1, 0, 4, 1] }),
  "answers an empty list": () => Response.json({ result: [] }),
  "answers words for numbers": () => Response.json({ result: ["0", "4", "x"] }),
  "answers negative numbers": () => Response.json({ result: [-1, 4, 1000] }),
  "knows no script": () =>
    Response.json({ error: "NOSCRIPT No matching script. Please use EVAL." }, { status: 400 }),
  "knows no such command": () => Response.json({ error: "ERR unknown command 'EVAL'" }),
  "wants another token": () => Response.json({ error: "WRONGPASS" }, { status: 401 }),
  "has had its month's commands": () =>
    Response.json({ error: "ERR max requests limit exceeded. Limit: 500000" }, { status: 400 }),
  "sends elsewhere": () => Response.redirect("http://127.0.0.1:1/", 302),
};

/** The limit holds, nothing is thrown, and nobody waits longer than they may. */
async function holdsWithout(config: { url: string; token: string }): Promise<void> {
  const clock = testClock("2026-10-14T09:00:00Z");
  const { limiter, lines } = await opened(clock, config);
  const key = "signIn rosa@school.example";
  for (let i = 0; i < 5; i++) {
    const meter = newRedisMeter();
    const [{ wait }] = await limiter.take([{ key, rule: GUESSES }], meter);
    assert.equal(wait, 0);
    await limiter.clear("nobody", meter);
    // What is over is this machine's, which runs other tests beside this one.
    assert.ok(meter.redis_ms < REDIS_MS + 800, `${meter.redis_ms} ms`);
    clock.advance(1_000);
  }
  assert.equal(await use(limiter, key), 59);
  assert.equal(lines.length, 1, lines.join("\n"));
  const { event, part } = JSON.parse(lines[0]);
  assert.deepEqual([event, part], ["part_down", "redis"]);
  assert.ok(!/rosa|signIn|eval|token/i.test(lines[0]), lines[0]);
}

for (const [fault, answer] of Object.entries(FAULTS)) {
  Deno.test(`a Redis that ${fault} turns no limit off, and fails no one`, () =>
    withRest(answer, ({ config }) => holdsWithout(config)));
}

Deno.test("a Redis that nobody runs turns no limit off, and fails no one", () =>
  holdsWithout({ url: `http://127.0.0.1:${freePort()}`, token: "t" }));

Deno.test("a Redis that fails is left alone for ten seconds, then asked by one; logged once a minute", async () => {
  let works = false;
  const answer: RestAnswer = () =>
    works ? Response.json({ result: [0, 4, 3_600_000] }) : new Response("no", { status: 500 });
  await withRest(answer, async ({ config, commands }) => {
    const clock = testClock("2026-10-14T09:00:00Z");
    const { lines, log } = keptLog();
    const shared = upstashLimiter(upstashRedis(config, PATIENT), clock);
    const limiter = withFallback(shared, {
      own: memoryLimiter(clock),
      guard: redisGuard({ clock, log }),
    });
    for (let i = 0; i < 4; i++) await use(limiter, "k");
    assert.equal(commands.length, 1);
    for (let second = 0; second < 120; second += 10) {
      clock.advance(10_000);
      await Promise.all([use(limiter, "k"), use(limiter, "k"), use(limiter, "k")]);
    }
    assert.equal(commands.length, 13);
    assert.equal(lines.length, 3, "at 0, 60 and 120 seconds");
    works = true;
    clock.advance(10_000);
    await use(limiter, "k");
    for (let i = 0; i < 20; i++) {
      assert.equal(await use(limiter, "k"), 0, "it is Redis that counts");
    }
    assert.equal(commands.length, 34);
    assert.equal(lines.length, 3);
  });
});

Deno.test("a slow Redis has one time for all that a request asks of it", async () => {
  const answer: RestAnswer = async ([command], over) => {
    if (command.toLowerCase() !== "eval") await over;
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 700))]);
    return Response.json({ result: [0, 4, 3_600_000] });
  };
  await withRest(answer, async ({ config }) => {
    const clock = testClock("2026-10-14T09:00:00Z");
    const limiter = upstashLimiter(upstashRedis(config, { patience: 1_200 }), clock);
    const meter = newRedisMeter();
    await limiter.take([{ key: "k", rule: GUESSES }], meter);
    await assert.rejects(limiter.clear("k", meter), RedisDown);
    assert.equal(meter.redis_commands, 2);
    assert.ok(meter.redis_ms < 1_800, `${meter.redis_ms} ms`);
    await assert.rejects(limiter.clear("k", meter), RedisDown);
    assert.equal(meter.redis_commands, 2, "with no time left it is not asked at all");
  });
});
