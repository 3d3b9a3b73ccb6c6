import assert from "node:assert/strict";
import { createApp } from "../../api/app.ts";
import { jwtTokens } from "../../api/features/sessions/tokens.ts";
import { assertWhole } from "../helpers/faults.ts";
import { PASSWORD, type School, withSchool } from "../helpers/school.ts";

const TEN_MINUTES = 10 * 60_000;
const KEY = new Uint8Array(32).fill(8);

type Ask = (method: string, path: string, init?: RequestInit) => Promise<Response>;

/** An instance of the school whose clock is wrong by so many milliseconds. */
async function instanceAt(school: School, wrong_by: number): Promise<Ask> {
  const clock = { now: () => new Date(school.clock.now().getTime() + wrong_by) };
  const app = createApp({ ...school.deps, clock, tokens: await jwtTokens([KEY], clock) });
  return async (method, path, init) => await app.request(path, { method, ...init });
}

async function signIn(ask: Ask, { email }: { email: string }) {
  const response = await ask("POST", "/api/login", {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  return await session(response);
}

async function refresh(ask: Ask, cookie: string) {
  return await session(await ask("POST", "/api/refresh", { headers: { cookie } }));
}

async function session(response: Response) {
  const { token } = await response.json();
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { status: response.status, token: token as string, cookie };
}

async function me(ask: Ask, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await ask("GET", "/api/me", { headers })).status;
}

Deno.test(
  "two instances ten minutes apart: a token lives ten minutes by the clock that looks at it, never over twenty",
  withSchool(async (school) => {
    const right = await instanceAt(school, 0);
    const ahead = await instanceAt(school, TEN_MINUTES);
    const a = await signIn(right, school.admin);
    assert.equal(await me(right, a.token), 200);
    assert.equal(await me(ahead, a.token), 401, "over, there; the app asks for another");
    const b = await refresh(ahead, a.cookie);
    assert.equal(b.status, 200);
    for (const ask of [right, ahead]) assert.equal(await me(ask, b.token), 200);

    school.clock.advance(TEN_MINUTES);
    assert.equal(await me(ahead, b.token), 401);
    assert.equal(await me(right, b.token), 200);
    school.clock.advance(TEN_MINUTES);
    assert.equal(await me(right, b.token), 401);
    assert.equal((await refresh(right, b.cookie)).status, 200, "the session goes on");
  }),
);

Deno.test(
  "who was signed out is so by every clock, and a session ends ten minutes early or late at most",
  withSchool(async (school) => {
    const clocks = await Promise.all(
      [-TEN_MINUTES, 0, TEN_MINUTES].map((wrong_by) => instanceAt(school, wrong_by)),
    );
    const [behind, right, ahead] = clocks;
    for (const ask of clocks) {
      const { token, cookie } = await signIn(ask, school.admin);
      const headers = { authorization: `Bearer ${token}` };
      assert.equal((await ask("POST", "/api/logout", { headers })).status, 204);
      for (const other of clocks) {
        assert.equal(await me(other, token), 401);
        assert.equal((await refresh(other, cookie)).status, 401);
      }
    }
    const { cookie } = await signIn(right, school.admin);
    school.clock.advance(30 * 86_400_000 - 60_000);
    assert.equal((await refresh(ahead, cookie)).status, 401);
    school.clock.advance(60_000);
    assert.equal((await refresh(right, cookie)).status, 401);
    school.clock.advance(TEN_MINUTES);
    assert.equal((await refresh(behind, cookie)).status, 401);
  }),
);

Deno.test(
  "a refresh token used twice ends the session at a clock that is behind, ten minutes late at most",
  withSchool(async (school) => {
    const right = await instanceAt(school, 0);
    const behind = await instanceAt(school, -TEN_MINUTES);
    const stolen = await signIn(right, school.admin);
    const own = await refresh(right, stolen.cookie);
    school.clock.advance(11_000);
    assert.equal((await refresh(behind, stolen.cookie)).status, 200);
    school.clock.advance(TEN_MINUTES);
    assert.equal((await refresh(behind, stolen.cookie)).status, 401);
    assert.equal(await me(right, own.token), 401, "and for both of them");
    assert.equal((await refresh(right, own.cookie)).status, 401);
  }),
);

Deno.test(
  "two instances ten minutes apart write nothing twice, and one takes tomorrow's register ten minutes early at most",
  withSchool(async (school) => {
    const [behind, right, ahead] = await Promise.all(
      [-TEN_MINUTES, 0, TEN_MINUTES].map(async (wrong_by) => {
        const ask = await instanceAt(school, wrong_by);
        let { token } = await signIn(ask, school.admin);
        const post = async (path: string, body: unknown, key: string = crypto.randomUUID()) => {
          const response = await ask("POST", path, {
            headers: {
              authorization: `Bearer ${token}`,
              "content-type": "application/json",
              "idempotency-key": key,
            },
            body: JSON.stringify(body),
          });
          return { status: response.status, body: await response.json() };
        };
        return { post, signIn: async () => ({ token } = await signIn(ask, school.admin)) };
      }),
    );
    const child = { name: "Child one", student_number: "one" };
    const answers = [];
    for (const { post } of [ahead, behind, right]) {
      answers.push(await post("/api/students", child, "one"));
    }
    assert.deepEqual(answers, Array(3).fill({ status: 201, body: answers[0].body }));
    await assertWhole(school.rows, { there: ["one"] });

    const path = `/api/students/${answers[0].body.student_id}/attendance`;
    const mark = { date: "2026-10-15", status: "Present" };
    for (
      const [now, who, status] of [
        ["2026-10-14T23:49:59Z", ahead, 400],
        ["2026-10-14T23:59:59Z", right, 400],
        ["2026-10-15T00:09:59Z", behind, 400],
        ["2026-10-15T00:10:00Z", behind, 201],
      ] as const
    ) {
      school.clock.set(now);
      await who.signIn();
      assert.equal((await who.post(path, mark)).status, status, now);
    }
    school.clock.set("2026-10-15T23:50:00Z");
    await ahead.signIn();
    assert.equal((await ahead.post(path, { ...mark, date: "2026-10-16" })).status, 201);
  }),
);
