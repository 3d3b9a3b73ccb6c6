import assert from "node:assert/strict";
import { createApp } from "../../api/app.ts";
import type { Limiter } from "../../api/platform/limiter/limiter.ts";
import { memoryLimiter } from "../../api/platform/limiter/memory.ts";
import { quick, register, shown, signIn, WRONG } from "../helpers/limits.ts";
import { parts } from "../helpers/parts.ts";
import { openSchool, withSchool } from "../helpers/school.ts";

Deno.test(
  "a sign-in tells how its limit stands; refused, it is a problem that says how long to wait",
  withSchool(async ({ deps, admin, clock, requests, log }) => {
    const first = await signIn(deps, admin.email);
    assert.equal(first.status, 200);
    assert.deepEqual(shown(first), [300, 299, 600]);
    for (const remaining of [4, 3, 2, 1, 0]) {
      const { status, ...answered } = await signIn(deps, admin.email, { password: WRONG });
      assert.equal(status, 401);
      assert.deepEqual(shown(answered), [5, remaining, 3600]);
      assert.equal(answered.headers.get("retry-after"), null);
    }
    clock.advance(20_500);
    const { status, headers, body } = await signIn(deps, admin.email);
    assert.equal(status, 429);
    assert.equal(headers.get("content-type"), "application/problem+json");
    assert.equal(headers.get("retry-after"), "40");
    assert.deepEqual(shown({ headers }), [5, 0, 40]);
    assert.deepEqual({ ...body, request_id: "" }, {
      type: "about:blank",
      title: "Too many requests",
      status: 429,
      detail: "Too many failed sign-ins. Wait, then try again",
      request_id: "",
    });
    const line = JSON.parse(requests.at(-1)!);
    assert.equal(line.redis_commands, parts ? 1 : 0);
    assert.ok(!/192\.0\.2\.1|@/.test([...requests, ...log].join("\n")));
  }),
);

Deno.test("guesses sent all at once are no more than guesses one by one", async () => {
  const school = await openSchool({ passwords: quick });
  try {
    const answers = await Promise.all(
      Array.from(
        { length: 30 },
        () => signIn(school.deps, school.admin.email, { password: WRONG }),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 401).length, 5);
    assert.equal(answers.filter(({ status }) => status === 429).length, 25);
  } finally {
    await school.close();
  }
});

Deno.test("a school behind one address signs in; a flood from one address stops there, and locks no one else out", async () => {
  const school = await openSchool({ passwords: quick });
  const { deps, admin } = school;
  try {
    const statuses = new Map<number, number>();
    const count = ({ status }: { status: number }) =>
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    // 290 who are nobody's, and then ten who sign in: the 300 of ten minutes.
    for (let i = 0; i < 290; i++) count(await signIn(deps, `child${i}@school.example`));
    assert.deepEqual([...statuses], [[401, 290]]);
    for (let i = 0; i < 10; i++) assert.equal((await signIn(deps, admin.email)).status, 200);
    const refused = await signIn(deps, admin.email);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "600");
    assert.match(refused.body.detail, /from where you are/);
    assert.equal((await signIn(deps, admin.email, { from: "192.0.2.2" })).status, 200);
    for (let i = 0; i < 9; i++) await signIn(deps, admin.email, { password: WRONG });
    assert.equal(
      (await signIn(deps, admin.email, { from: "192.0.2.2" })).status,
      200,
      "what an address may not do counts for no account",
    );
    school.clock.advance(600_000);
    assert.equal((await signIn(deps, admin.email)).status, 200);
  } finally {
    await school.close();
  }
});

Deno.test("registering is limited by address, and not for an Admin, nor where it is refused or replayed", async () => {
  const school = await openSchool({ passwords: quick });
  const { deps, admin } = school;
  try {
    for (let i = 0; i < 120; i++) {
      assert.equal((await register(deps, `p${i}@x.example`)).status, 201);
    }
    const before = await school.counts();
    const refused = await register(deps, "one.more@x.example");
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "3600");
    assert.deepEqual(await school.counts(), before);
    assert.equal((await register(deps, "a@x.example", { as: admin })).status, 201);
    const elsewhere = await register(deps, "b@x.example", { from: "192.0.2.2" });
    assert.equal(elsewhere.status, 201);
    assert.deepEqual(shown(elsewhere), [120, 119, 3600]);
    school.clock.advance(3_600_000);
    assert.equal((await register(deps, "one.more@x.example")).status, 201);
  } finally {
    await school.close();
  }
});

Deno.test(
  "reports are limited by user, once there is something to print",
  withSchool(async (school) => {
    const uses: string[] = [];
    const { student_id } = await school.student();
    const taken: Limiter = {
      ...memoryLimiter(school.clock),
      take: (all, meter) => {
        uses.push(...all.map(({ key }) => key));
        return memoryLimiter(school.clock).take(all, meter);
      },
    };
    const app = createApp({ ...school.deps, limiter: taken });
    const make = async (id: number, headers = {}) =>
      await app.request(`/api/students/${id}/generate-report`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${school.admin.token}`,
          "content-type": "application/json",
          ...headers,
        },
        body: JSON.stringify({ type: "Progress" }),
      });
    const key = { "idempotency-key": "one" };
    const made = await make(student_id, key);
    assert.equal(made.status, 201, await made.text());
    assert.deepEqual(shown(made), [120, 119, 600]);
    const replayed = await make(student_id, key);
    assert.equal(replayed.headers.get("idempotency-replayed"), "true");
    assert.equal(replayed.headers.get("ratelimit-limit"), null);
    assert.equal((await make(student_id + 1000)).status, 404);
    assert.deepEqual(uses, [`generateReport ${school.admin.user_id}`]);

    const full = {
      ...taken,
      take: () => Promise.resolve([{ wait: 90_000, remaining: 0, reset: 90_000 }]),
    };
    const before = await school.counts();
    const refused = await createApp({ ...school.deps, limiter: full }).request(
      `/api/students/${student_id}/generate-report`,
      {
        method: "POST",
        headers: {
          authorization: `Bearer ${school.admin.token}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ type: "Progress" }),
      },
    );
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "90");
    assert.deepEqual(await school.counts(), before);
    assert.equal((await school.storage.keys()).length, 1);
  }),
);

Deno.test(
  "an address is the connection's; a trusted proxy's last word where there is one; an IPv6 is its /64",
  withSchool(async ({ deps, clock }) => {
    const seen: string[] = [];
    const limiter: Limiter = {
      ...memoryLimiter(clock),
      take(uses, meter) {
        seen.push(uses[0].key.replace("signInFrom ", ""));
        return memoryLimiter(clock).take(uses, meter);
      },
    };
    const addressOf = async (from: string, forwarded?: string, trust_proxy = true) => {
      const config = { ...deps.config, trust_proxy };
      await signIn({ ...deps, config, limiter, passwords: quick }, "nobody@x.example", {
        from,
        headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
      });
      return seen.pop();
    };
    assert.equal(await addressOf("192.0.2.1", "203.0.113.9", false), "192.0.2.1");
    assert.equal(await addressOf("192.0.2.1"), "192.0.2.1");
    assert.equal(await addressOf("192.0.2.1", "203.0.113.9"), "203.0.113.9");
    assert.equal(await addressOf("192.0.2.1", "1.1.1.1, 203.0.113.9"), "203.0.113.9");
    assert.equal(await addressOf("192.0.2.1", "203.0.113.9:4711"), "203.0.113.9");
    for (const garbage of ["", " ", "unknown", "_hidden", "300.1.1.1", "1.1.1.1,", "[x]", "::g"]) {
      assert.equal(await addressOf("192.0.2.1", garbage), "192.0.2.1", garbage);
    }
    assert.equal(await addressOf("::1", "2001:DB8:1:2:3:4:5:6"), "2001:db8:1:2");
    assert.equal(await addressOf("2001:db8:1:2::9"), "2001:db8:1:2");
    assert.equal(await addressOf("x", "[2001:db8::9]:443"), "2001:db8:0:0");
    assert.equal(await addressOf("fe80::1%eth0"), "fe80:0:0:0");
    assert.equal(await addressOf("::1"), "0:0:0:0");
    assert.equal(await addressOf("::ffff:192.0.2.7"), "192.0.2.7");
    assert.equal(await addressOf("a socket"), "unknown");
  }),
);
