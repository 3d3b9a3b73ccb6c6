import assert from "node:assert/strict";
import { DATE, problem, setUp } from "./outbox_world.ts";

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

Deno.test("marks that the office gave one by one are no register: it is sent all the same", async () => {
  const { server, tab, page, states } = setUp();
  const saved = { ...page(1), etag: null };
  server.mark(1, ["Present", "Present", "Present"], { takes: false });
  const outcome = await tab().save(saved);
  assert.ok(outcome.state === "sent");
  assert.equal(outcome.register.status, "taken");
  assert.deepEqual(server.log, ["write 1"]);
  assert.deepEqual(await states(), []);
});

Deno.test("only what could not be sent is said to wait", async () => {
  const { server, waits, tab, page } = setUp();
  await tab().save(page(1));
  assert.equal(waits.length, 0);
  server.mode = "down";
  await tab().save(page(2));
  assert.equal(waits.length, 1);
});

Deno.test("a register that the device can't open any more is said to be lost, to whose it was", async () => {
  const { store, device, server, tab, page, states } = setUp();
  const sealed = ["7/1/2026-10-14", "8/2/2026-10-14"];
  store.unreadable = () => Promise.resolve(sealed);
  assert.deepEqual(await states(), [[1, "lost"]]);
  await tab().send();
  await tab().again(sealed[0]);
  assert.deepEqual(server.log, [], "there is nothing to send");
  assert.equal(await tab().find(1, "2026-10-14"), null, "nor to go on from");
  server.mode = "down";
  await tab().save(page(2));
  assert.deepEqual(await states(), [[1, "lost"], [2, "waiting"]]);
  device.user = 8;
  assert.deepEqual(await states(), [[2, "lost"]]);
});
