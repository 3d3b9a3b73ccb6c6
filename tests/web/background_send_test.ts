import assert from "node:assert/strict";
import { sendInBackground } from "../../web/src/features/offline/background_send.ts";
import { createKeeper } from "../../web/src/features/offline/kept.ts";
import type { Me, School } from "../../web/src/lib/api_types.ts";
import { setUp } from "./outbox_world.ts";

/** A device on which the teacher 7 saved a register without a network, and what a worker does on it. */
async function closedPage() {
  const world = setUp();
  const { server, device, store, tab, page } = world;
  const keeper = createKeeper(store, () => device.now);
  await keeper.keepPerson({ me: { user_id: 7 } as Me, school: {} as School });
  server.mode = "down";
  await tab().save(page(1, 2));
  server.mode = "up";
  const cookie = { user_id: 7 as number | null };
  const asked: string[] = [];

  const answer = (status: number, body: unknown, etag?: string) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { "content-type": "application/json", ...etag && { etag } },
    });
  async function ask(input: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const token = headers.get("authorization");
    asked.push([init.method, input, token].filter(Boolean).join(" "));
    if (input === "/api/refresh") {
      const { user_id } = cookie;
      if (user_id === null) return answer(401, {});
      return answer(200, { token: `of ${user_id}`, expires_in: 600, user: { user_id } });
    }
    const { api } = world;
    const result = init.method === "PUT"
      ? await api.put(input, JSON.parse(String(init.body)), { if_match: headers.get("if-match") })
      : await api.get(input);
    return result.ok
      ? answer(200, result.value, result.etag!)
      : answer(result.problem.status, result.problem);
  }
  let alone: Promise<unknown> = Promise.resolve();
  const send = (fetch = ask) =>
    sendInBackground(
      {
        store,
        fetch: fetch as typeof globalThis.fetch,
        now: () => device.now,
        uuid: () => "another",
        exclusively: (work) => work(),
        alone: (work) => alone = alone.then(work) as Promise<void>,
        onChange() {},
      } as Parameters<typeof sendInBackground>[0],
    );
  return { ...world, keeper, cookie, asked, ask, send };
}

Deno.test("with the page closed what waits is sent by the one who is signed in, once", async () => {
  const { server, asked, send, states } = await closedPage();
  await send();
  assert.deepEqual(server.marks(1), ["Present", "Absent", "Present"]);
  assert.deepEqual(asked, [
    "POST /api/refresh",
    "PUT /api/classes/1/attendance/2026-10-14 Bearer of 7",
  ]);
  assert.deepEqual(await states(), []);
  await send();
  assert.deepEqual(server.log, ["write 1"]);
  assert.equal(asked.length, 2, "with nothing to send no session is opened");
});

Deno.test("the session of another sends nothing", async () => {
  const { server, cookie, asked, send, states } = await closedPage();
  cookie.user_id = 8;
  await send();
  assert.deepEqual(server.log, []);
  assert.deepEqual(asked, ["POST /api/refresh"]);
  assert.deepEqual(await states(), [[1, "waiting"]]);
});

Deno.test("of who has signed out nothing is sent or asked, also where the server has not heard of it", async () => {
  const { keeper, asked, send, states } = await closedPage();
  await keeper.forget();
  await send();
  assert.deepEqual(asked, []);
  assert.deepEqual(await states(), [[1, "waiting"]]);
});

Deno.test("a session that is over sends nothing, and is not asked for again", async () => {
  const { server, cookie, asked, send } = await closedPage();
  cookie.user_id = null;
  await send();
  assert.deepEqual([server.log, asked], [[], ["POST /api/refresh"]]);
});

Deno.test("where another signs in while it is on its way, their session is not taken", async () => {
  const { server, cookie, asked, ask, send, states } = await closedPage();
  await assert.rejects(send((input, init) => {
    if (init?.method !== "PUT") return ask(input, init);
    cookie.user_id = 8;
    return Promise.resolve(new Response("{}", { status: 401 }));
  }));
  assert.deepEqual(asked, ["POST /api/refresh"]);
  assert.deepEqual(server.log, []);
  assert.deepEqual(await states(), [[1, "waiting"]]);
});

Deno.test("without the server it says so, so that the browser calls again", async () => {
  const { server, send, states } = await closedPage();
  await assert.rejects(send(() => Promise.reject(new TypeError("no network"))));
  assert.deepEqual(await states(), [[1, "waiting"]]);
  await send();
  assert.deepEqual(server.log, ["write 1"]);
});

Deno.test("what is old, or needs a choice, is left to the teacher", async () => {
  const old = await closedPage();
  old.device.now += 5 * 86_400_000;
  await old.send();
  assert.deepEqual(old.asked, []);
  assert.deepEqual(await old.states(), [[1, "old"]]);

  const met = await closedPage();
  met.server.mark(1, ["Present", "Excused", "Present"]);
  await met.send();
  assert.deepEqual(met.server.marks(1), ["Present", "Excused", "Present"]);
  assert.deepEqual(await met.states(), [[1, "conflict"]]);
});
