import assert from "node:assert/strict";
import type { WaitingRegister } from "../../web/src/features/offline/waiting.ts";
import { waitingWords } from "../../web/src/features/offline/waiting.ts";
import { registerSheet } from "../../web/src/features/register/register_state.ts";
import type { ClassRegister } from "../../web/src/lib/api_types.ts";
import { markOn, problem, setUp } from "./outbox_world.ts";

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

Deno.test("a mark that is taken back meanwhile makes nobody present unseen", async () => {
  const { server, tab, page, states } = setUp();
  server.mark(1, ["Excused", null, null], { takes: false });
  const seen = page(1, 2);
  server.mark(1, [null, null, null], { takes: false });
  await tab().save(seen);
  assert.deepEqual(server.marks(1), [null, "Absent", "Present"]);
  assert.deepEqual(await states(), []);
});

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
  const of = (...states: ("waiting" | "conflict" | "refused" | "lost")[]) =>
    waitingWords(states.map((state) => ({ state })));
  assert.equal(of(), null);
  assert.equal(of("waiting"), "1 register waits on this device to be sent");
  assert.equal(of("waiting", "waiting"), "2 registers wait on this device to be sent");
  assert.equal(of("waiting", "conflict"), "1 register needs you before it is sent");
  assert.equal(of("lost"), "1 register on this device was lost before it was sent");
  assert.equal(
    of("lost", "waiting", "lost"),
    "2 registers on this device were lost before they were sent",
  );
  assert.equal(of("lost", "refused"), "2 registers need you before they are sent");
  assert.equal(of("refused", "conflict"), "2 registers need you before they are sent");
});

const DAY_MS = 86_400_000;

Deno.test("what waits for days is not sent before the teacher says so once more", async () => {
  const { server, device, tab, page, states } = setUp();
  server.mode = "down";
  await tab().save(page(1, 2));
  device.now += 3 * DAY_MS;
  await tab().save(page(2));
  device.now += 2 * DAY_MS;
  assert.deepEqual(await states(), [[1, "old"], [2, "waiting"]]);
  server.mode = "up";
  await tab().send();
  assert.deepEqual(server.log, ["write 2"], "the next one is not held up");
  assert.deepEqual(await states(), [[1, "old"]], "it is not thrown away either");
  const [{ id }] = await tab().list();
  assert.equal((await tab().find(1, "2026-10-14"))!.state, "old");

  server.mode = "down";
  await tab().again(id);
  assert.deepEqual(await states(), [[1, "waiting"]], "said while there was no network");
  server.mode = "up";
  await tab().send();
  assert.deepEqual(server.marks(1), ["Present", "Absent", "Present"]);
  assert.deepEqual(await states(), []);
});

Deno.test("an old one that is saved anew is sent, and one that was kept before counts from its save", async () => {
  const { server, device, store, tab, page, states } = setUp();
  server.mode = "down";
  await tab().save(page(1, 1));
  device.now += 10 * DAY_MS;
  assert.deepEqual(await states(), [[1, "old"]]);
  await tab().save(page(1, 2));
  assert.deepEqual(await states(), [[1, "waiting"]]);
  const [{ wanted_at: _, ...before }] = await store.all<WaitingRegister>("waiting");
  await store.put("waiting", before);
  assert.deepEqual(await states(), [[1, "waiting"]]);
  device.now += 10 * DAY_MS;
  assert.deepEqual(await states(), [[1, "old"]]);
});

Deno.test("what was refused or needs a choice stays that, however old", async () => {
  const { server, device, tab, page, states } = setUp();
  server.mode = "down";
  await tab().save(page(1));
  server.mode = problem(409);
  await tab().send();
  device.now += 10 * DAY_MS;
  assert.deepEqual(await states(), [[1, "refused"]]);
});
