import assert from "node:assert/strict";
import { memoryStore } from "../../web/src/features/offline/device_store.ts";
import { createOutbox, type Sent } from "../../web/src/features/offline/outbox.ts";
import { waitingWords } from "../../web/src/features/offline/waiting.ts";
import {
  choose,
  type RegisterSheet,
  registerSheet,
} from "../../web/src/features/register/register_state.ts";
import type {
  AttendanceStatus,
  ClassRegister,
  ClassRegisterInput,
} from "../../web/src/lib/api_types.ts";
import { offlineProblem, type Problem, type Result } from "../../web/src/lib/problem.ts";
import { withEntry } from "../../web/src/lib/sheet.ts";

const DATE = "2026-10-14";
type Status = AttendanceStatus | null;

/** A server with registers of three children, which says what happened to it. */
function serverOf() {
  const registers = new Map<string, Status[]>();
  const versions = new Map<string, number>();
  const log: string[] = [];
  const server = {
    log,
    /** What becomes of the next requests: `lost` does what is asked and its answer never comes. */
    mode: "up" as "up" | "down" | "lost" | Problem,
    marks: (class_id: number) => registers.get(pathOf(class_id)) ?? [null, null, null],
    /** Someone else at another device. */
    mark(class_id: number, marks: Status[]) {
      registers.set(pathOf(class_id), marks);
      versions.set(pathOf(class_id), (versions.get(pathOf(class_id)) ?? 0) + 1);
    },
    register(class_id: number): ClassRegister {
      const marks = server.marks(class_id);
      const taken = marks.some((status) => status !== null);
      return {
        class_id,
        date: DATE,
        status: taken ? "taken" : "not_taken",
        why: null,
        holiday: null,
        taken_at: taken ? "2026-10-14T09:00:00.000Z" : null,
        data: marks.map((status, at) => ({
          student_id: at + 1,
          name: `Child ${at + 1}`,
          student_number: null,
          attendance_id: null,
          status,
          minutes_late: null,
          reason: null,
        })),
      };
    },
    tag: (class_id: number) => `"${versions.get(pathOf(class_id)) ?? 0}"`,
  };

  function answer(path: string): Result<ClassRegister> {
    const class_id = Number(path.split("/")[3]);
    return { ok: true, value: server.register(class_id), etag: server.tag(class_id) };
  }

  function guarded(work: () => Result<ClassRegister>): Promise<Result<ClassRegister>> {
    const { mode } = server;
    if (mode === "down") return Promise.resolve({ ok: false, problem: offlineProblem() });
    if (typeof mode === "object") return Promise.resolve({ ok: false, problem: mode });
    const result = work();
    return Promise.resolve(mode === "lost" ? { ok: false, problem: offlineProblem() } : result);
  }

  const api = {
    get: (path: string) => guarded(() => answer(path)),
    put: (path: string, body: unknown, options: { if_match?: string | null } = {}) =>
      guarded(() => {
        const class_id = Number(path.split("/")[3]);
        if (options.if_match !== server.tag(class_id)) {
          log.push(`412 ${class_id}`);
          return { ok: false, problem: problem(412) };
        }
        const before = server.marks(class_id);
        const { marks } = body as ClassRegisterInput;
        const after = before.map((status, at) =>
          marks.find(({ student_id }) => student_id === at + 1)?.status ?? status
        );
        if (JSON.stringify(before) !== JSON.stringify(after)) {
          server.mark(class_id, after);
          log.push(`write ${class_id}`);
        }
        return answer(path);
      }),
  };
  return { server, api: api as unknown as Parameters<typeof createOutbox>[0]["api"] };
}

const pathOf = (class_id: number) => `/api/classes/${class_id}/attendance/${DATE}`;

function problem(status: number, detail = ""): Problem {
  return { type: "about:blank", title: "No", status, detail, request_id: null };
}

/** A device in the room, with its tabs; `user` is who is signed in on it. */
function setUp() {
  const { server, api } = serverOf();
  const store = memoryStore();
  const device = { user: 7 as number | null, online: true, now: 1000 };
  const sent: Sent[] = [];
  let ids = 0;
  let locked: Promise<void> = Promise.resolve();
  const tab = () =>
    createOutbox({
      store,
      api,
      user_id: () => device.user,
      maybeOnline: () => device.online,
      now: () => device.now++,
      uuid: () => `id-${++ids}`,
      alone: (work) => locked = locked.then(work),
      onChange() {},
      onSent: (one) => void sent.push(one),
    });

  /** A page that was opened now, with the children `absent` marked so. */
  function page(class_id: number, ...absent: number[]) {
    const sheet = absent.reduce(
      (now, id) => markOn(now, id, "Absent"),
      registerSheet(server.register(class_id)),
    );
    const etag = server.tag(class_id);
    return { user_id: 7, class_id, date: DATE, class_name: `Class ${class_id}`, sheet, etag };
  }
  const states = async () => (await tab().list()).map(({ class_id, state }) => [class_id, state]);
  return { server, device, sent, tab, page, states };
}

function markOn(sheet: RegisterSheet, student_id: number, choice: "Absent" | "Present") {
  return withEntry(sheet, { student_id, patch: choose(sheet.entries[student_id], choice) });
}

Deno.test("with a network a register is sent at once, and nothing waits", async () => {
  const { server, tab, page, states } = setUp();
  const outcome = await tab().save(page(1, 2));
  assert.ok(outcome.state === "sent");
  assert.equal(outcome.etag, server.tag(1));
  assert.deepEqual(server.marks(1), ["Present", "Absent", "Present"]);
  assert.deepEqual(await states(), []);
  assert.deepEqual(server.log, ["write 1"]);
});

Deno.test("without one registers wait, and go in their order, one write each", async () => {
  const { server, tab, page, states, sent } = setUp();
  server.mode = "down";
  assert.deepEqual(await tab().save(page(2, 1)), { state: "waiting" });
  assert.deepEqual(await tab().save(page(1)), { state: "waiting" });
  assert.deepEqual(await states(), [[2, "waiting"], [1, "waiting"]]);
  await tab().send();
  assert.deepEqual(server.log, []);

  // The tab was closed: another one sends what the device has kept.
  server.mode = "up";
  await tab().send();
  await tab().send();
  assert.deepEqual(server.log, ["write 2", "write 1"]);
  assert.deepEqual(await states(), []);
  assert.deepEqual(sent.map(({ item, awaited }) => [item.class_id, awaited]), [
    [2, false],
    [1, false],
  ]);
});

Deno.test("where the device says that there is no network, nothing is asked", async () => {
  const { server, device, tab, page, states } = setUp();
  device.online = false;
  assert.deepEqual(await tab().save(page(1)), { state: "waiting" });
  assert.deepEqual(server.log, []);
  assert.deepEqual(await states(), [[1, "waiting"]]);
});

Deno.test("a lost answer is known again as one's own write, and nothing is written twice", async () => {
  const { server, tab, page, states } = setUp();
  const saved = page(1, 3);
  server.mode = "lost";
  assert.deepEqual(await tab().save(saved), { state: "waiting" });
  assert.deepEqual(server.log, ["write 1"]);
  server.mode = "up";
  await tab().send();
  assert.deepEqual(server.log, ["write 1", "412 1"]);
  assert.deepEqual(await states(), []);
});

Deno.test("two tabs that send at once send each register once", async () => {
  const { server, tab, page } = setUp();
  server.mode = "down";
  await tab().save(page(1, 1));
  await tab().save(page(2, 1));
  server.mode = "up";
  await Promise.all([tab().send(), tab().send(), tab().send()]);
  assert.deepEqual(server.log, ["write 1", "write 2"]);
});

Deno.test("a second save of what waits joins it, from another tab, too", async () => {
  const { server, tab, page, states } = setUp();
  server.mode = "down";
  const early = page(1, 1);
  const other_tab = page(1, 2);
  await tab().save(early);
  await tab().save(other_tab);
  assert.deepEqual(await states(), [[1, "waiting"]]);
  server.mode = "up";
  await tab().send();
  assert.deepEqual(server.marks(1), ["Absent", "Absent", "Present"]);
  assert.deepEqual(server.log, ["write 1"]);
});

Deno.test("what someone else saved of other children stands beside it", async () => {
  const { server, tab, page, states } = setUp();
  server.mark(1, ["Present", "Present", null]);
  server.mode = "down";
  await tab().save(page(1, 1));
  server.mark(1, ["Present", "Excused", null]);
  server.mode = "up";
  await tab().send();
  assert.deepEqual(server.marks(1), ["Absent", "Excused", null]);
  assert.deepEqual(await states(), []);
});

Deno.test("the same child otherwise waits for a choice, and what is chosen is sent", async () => {
  for (const take_theirs of [[], [1]]) {
    const { server, tab, page, states } = setUp();
    server.mode = "down";
    await tab().save(page(1, 1));
    await tab().save(page(2));
    server.mark(1, ["Excused", "Present", "Present"]);
    server.mode = "up";
    await tab().send();
    assert.deepEqual(await states(), [[1, "conflict"]], "the next one is not held up");
    assert.deepEqual(server.log, ["412 1", "write 2"]);
    const [item] = await tab().list();
    assert.deepEqual(item.conflicts.map(({ mine, theirs }) => [mine.choice, theirs.choice]), [
      ["Absent", "Excused"],
    ]);
    await tab().send();
    assert.equal(server.marks(1)[0], "Excused", "nothing is sent before the choice");
    await tab().again(item.id, take_theirs);
    assert.equal(server.marks(1)[0], take_theirs.length > 0 ? "Excused" : "Absent");
    assert.deepEqual(await states(), []);
  }
});

Deno.test("to save again is not to choose", async () => {
  const { server, tab, page, states } = setUp();
  const mine = page(1, 1);
  server.mark(1, ["Excused", "Present", "Present"]);
  assert.deepEqual(await tab().save(mine), { state: "conflict" });
  assert.deepEqual(await tab().save({ ...mine, sheet: markOn(mine.sheet, 2, "Absent") }), {
    state: "conflict",
  });
  assert.deepEqual(server.marks(1), ["Excused", "Present", "Present"]);
  const [item] = await tab().list();
  await tab().again(item.id, [1]);
  assert.deepEqual(server.marks(1), ["Excused", "Absent", "Present"]);
  assert.deepEqual(await states(), []);
});

Deno.test("what the server refuses stays, with its reason, until someone decides", async () => {
  for (const status of [400, 403, 404, 409]) {
    const { server, tab, page, states } = setUp();
    server.mode = "down";
    await tab().save(page(1));
    server.mode = problem(status, "The class is archived");
    await tab().send();
    assert.deepEqual(await states(), [[1, "refused"]]);
    const [item] = await tab().list();
    assert.equal(item.problem!.detail, "The class is archived");
    server.mode = "up";
    await tab().send();
    assert.deepEqual(server.log, [], "it is not sent again by itself");
    await tab().again(item.id);
    assert.deepEqual(server.log, ["write 1"]);
    assert.deepEqual(await states(), []);
  }
});

Deno.test("a refusal that is seen at once is said on the page and does not wait", async () => {
  const { server, tab, page, states } = setUp();
  server.mode = problem(409, "The class is archived");
  const outcome = await tab().save(page(1));
  assert.ok(outcome.state === "refused");
  assert.equal(outcome.problem.detail, "The class is archived");
  assert.deepEqual(await states(), []);
});

Deno.test("a session that is over, a busy server and one in trouble keep it waiting", async () => {
  for (const status of [0, 401, 408, 429, 500, 502, 503, 504]) {
    const { server, tab, page, states } = setUp();
    server.mode = problem(status);
    assert.deepEqual(await tab().save(page(1)), { state: "waiting" }, String(status));
    await tab().send();
    assert.deepEqual(await states(), [[1, "waiting"]], String(status));
  }
});

Deno.test("another user of the device neither sees nor sends it; whose it is does", async () => {
  const { server, device, tab, page, states } = setUp();
  server.mode = "down";
  await tab().save(page(1));
  server.mode = "up";
  for (const user of [null, 8]) {
    device.user = user;
    assert.deepEqual(await tab().list(), []);
    assert.equal(await tab().find(1, DATE), null);
    await tab().send();
    assert.deepEqual(server.log, []);
  }
  device.user = 7;
  assert.deepEqual(await states(), [[1, "waiting"]]);
  await tab().send();
  assert.deepEqual(server.log, ["write 1"]);
});

Deno.test("a register of which the server never told is met with what it has", async () => {
  const { server, tab, page, states } = setUp();
  server.mark(1, [null, "Excused", null]);
  const blind = { ...page(1), etag: null };
  const sheet = registerSheet({ ...server.register(1), taken_at: null, data: unmarked(server) });
  const outcome = await tab().save({ ...blind, sheet });
  assert.deepEqual(outcome, { state: "conflict" }, "the second is down as present here");
  const [item] = await tab().list();
  await tab().again(item.id, [2]);
  assert.deepEqual(server.marks(1), ["Present", "Excused", "Present"]);
  assert.deepEqual(await states(), []);
});

function unmarked(server: { register(class_id: number): ClassRegister }) {
  return server.register(1).data.map((line) => ({ ...line, status: null }));
}

Deno.test("who left the class meanwhile is named, and the others are marked", async () => {
  const { server, tab, page, sent } = setUp();
  server.mode = "down";
  await tab().save(page(1, 3));
  server.mark(1, [null, null]);
  server.mode = "up";
  await tab().send();
  assert.deepEqual(server.marks(1), ["Present", "Present"]);
  assert.deepEqual(sent.map(({ left_out }) => left_out), [["Child 3"]]);
});

Deno.test("discarded is gone", async () => {
  const { server, tab, page, states } = setUp();
  server.mode = "down";
  await tab().save(page(1));
  const [item] = await tab().list();
  await tab().discard(item.id);
  server.mode = "up";
  await tab().send();
  assert.deepEqual(await states(), []);
  assert.deepEqual(server.log, []);
});

Deno.test("the words for what waits", () => {
  const of = (...states: ("waiting" | "conflict" | "refused")[]) =>
    waitingWords(states.map((state) => ({ state })));
  assert.equal(of(), null);
  assert.equal(of("waiting"), "1 register waits on this device to be sent");
  assert.equal(of("waiting", "waiting"), "2 registers wait on this device to be sent");
  assert.equal(of("waiting", "conflict"), "1 register needs you before it is sent");
  assert.equal(of("refused", "conflict"), "2 registers need you before they are sent");
});
