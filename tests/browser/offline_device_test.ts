import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import { CLASS, type Classroom, TEACHER, TODAY, withClassroom } from "./classroom.ts";
import {
  arrive,
  assertNotTaken,
  assertScanned,
  assertWritten,
  atDevice,
  atRegisterWithoutNetwork,
  bringBack,
  cutOff,
  keptOnDevice,
  mark,
  openTab,
  registerApi,
  registerOf,
  save,
  status,
  untilKept,
} from "./device.ts";
import { signIn } from "./servers.ts";
import { type Visit, withBrowser } from "./visit.ts";

const DAY_MS = 86_400_000;

/** All that the browser's own database holds, as one who copied it reads it. */
async function copied(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const opening = indexedDB.open("laurel");
    await new Promise((resolve) => opening.onsuccess = resolve);
    const found: unknown[] = [];
    for (const shelf of opening.result.objectStoreNames) {
      const all = opening.result.transaction(shelf).objectStore(shelf).getAll();
      await new Promise((resolve) => all.onsuccess = resolve);
      found.push(shelf, ...all.result);
    }
    opening.result.close();
    return JSON.stringify(
      found,
      (_, value) =>
        value instanceof CryptoKey
          ? { extractable: value.extractable }
          : value instanceof ArrayBuffer
          ? new TextDecoder("latin1").decode(value)
          : value,
    );
  });
}

async function untilTaken({ as, ...school }: Classroom): Promise<void> {
  const ask = await as(TEACHER);
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    if ((await ask("GET", registerApi(school))).body.taken_at) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("nothing was sent");
}

/** The service worker's side of the browser's own tools. */
async function workerOf({ context, page }: Visit, origin: string) {
  const cdp: CDPSession = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (own) resolve(own.registrationId);
    })
  );
  await cdp.send("ServiceWorker.enable");
  const registrationId = await registered;
  return {
    /** What the browser does when the network is back: whether or not a page is open. */
    async sync(): Promise<void> {
      const tag = "laurel_send_registers";
      await cdp.send("ServiceWorker.dispatchSyncEvent", {
        origin,
        registrationId,
        tag,
        lastChance: false,
      });
    },
  };
}

Deno.test(
  "what the device keeps is sealed, and signing out throws the keys away",
  atDevice(async (one, school) => {
    const { page, context } = one;
    await atRegisterWithoutNetwork(one, school);
    await mark(page, "Child 02");
    await save(page);
    await page.getByText("Waits to be sent").waitFor();
    assert.deepEqual(await keptOnDevice(page), {
      person: 1,
      registers: 1,
      waiting: 1,
      keys: 2,
    });
    const text = await copied(page);
    for (const name of ["Child", CLASS, "tomas", "Absent"]) {
      assert.ok(!text.includes(name), `"${name}" is there`);
    }
    assert.equal(text.match(/"extractable":false/g)!.length, 2);
    assert.ok(!text.includes('"extractable":true'));

    await context.setOffline(false);
    await status(page, `Register of ${CLASS} sent`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.waitForFunction(() => localStorage.getItem("laurel_keeps_rosters") === null);
    assert.deepEqual(await keptOnDevice(page), {
      person: 0,
      registers: 0,
      waiting: 0,
      keys: 0,
    });
  }),
);

Deno.test(
  "with every page closed a register is sent when the network is back, and once",
  atDevice(async (one, school) => {
    await arrive(one, TEACHER);
    await cutOff(one, school);
    const tab = await openTab(one, registerOf(school));
    await mark(tab, "Child 01");
    await save(tab);
    await status(tab, "1 register waits on this device to be sent");
    await tab.close();
    await bringBack(one, school);
    await assertNotTaken(school);
    const worker = await workerOf(one, school.origin);
    await worker.sync();
    await untilTaken(school);
    await assertWritten(school, { "Child 01": "Absent" });
    await worker.sync();

    const next = await openTab(one, registerOf(school));
    await next.getByRole("button", { name: "Saved", exact: true }).waitFor();
    assert.equal((await keptOnDevice(next)).waiting, 0);
    await assertWritten(school, { "Child 01": "Absent" });
  }),
);

Deno.test(
  "the browser is asked once to keep what waits, and a register of days ago is sent when the teacher says so",
  atDevice(async (one, school) => {
    const { page, context } = one;
    await context.addInitScript(() => {
      // Not on an empty page.
      if (!navigator.storage) return;
      navigator.storage.persist = () => {
        const times = Number(localStorage.getItem("asked") ?? 0) + 1;
        localStorage.setItem("asked", String(times));
        return Promise.resolve(true);
      };
    });
    const asked = () => page.evaluate(() => localStorage.getItem("asked"));
    await arrive(one, TEACHER);
    await one.open(registerOf(school));
    assert.equal(await asked(), null);
    await context.setOffline(true);
    for (const name of ["Child 02", "Child 03"]) {
      await mark(page, name);
      await save(page);
      await page.getByRole("button", { name: "Waiting", exact: true }).waitFor();
    }
    assert.equal(await asked(), "1");

    await page.goto("about:blank");
    await context.setOffline(false);
    const later = await context.newPage();
    await later.clock.setFixedTime(Date.now() + 5 * DAY_MS);
    await later.goto(registerOf(school));
    await status(later, "1 register needs you before it is sent");
    await later.getByText("Saved days ago, and not sent").waitFor();
    await assertScanned({ ...one, page: later });
    await later.getByRole("button", { name: "See what waits" }).click();
    const dialog = later.getByRole("dialog", { name: "Waiting to be sent" });
    await dialog.getByText("It has waited for more than 4 days").waitFor();
    await assertScanned({ ...one, page: later }, "dialog[open]");
    await assertNotTaken(school);
    await dialog.getByRole("button", { name: `Send ${CLASS}` }).click();
    await dialog.getByText("All of it is sent").waitFor();
    await assertWritten(school, { "Child 02": "Absent", "Child 03": "Absent" });
  }),
);

Deno.test(
  "a register that an earlier Laurel kept, in its own database and unsealed, is sent by this one",
  withBrowser((visit) =>
    withClassroom((school) =>
      visit({ origin: school.origin }, async (one) => {
        const teacher = await school.as(TEACHER);
        const { user_id } = (await teacher("GET", "/api/me")).body;
        const nothing = { choice: null, minutes: "", reason: "" };
        const of = (entry: (at: number) => object) =>
          Object.fromEntries(school.children.map(({ student_id }, at) => [student_id, entry(at)]));
        const entries = of((at) => ({ ...nothing, choice: at === 1 ? "Absent" : "Present" }));
        await one.open("/docs");
        await one.page.evaluate(async (item) => {
          const opening = indexedDB.open("laurel", 1);
          opening.onupgradeneeded = () => {
            for (const shelf of ["person", "registers", "waiting"]) {
              opening.result.createObjectStore(shelf, { keyPath: "id" });
            }
          };
          await new Promise((resolve) => opening.onsuccess = resolve);
          const transaction = opening.result.transaction("waiting", "readwrite");
          transaction.objectStore("waiting").put(item);
          await new Promise((resolve) => transaction.oncomplete = resolve);
          opening.result.close();
        }, {
          id: `${user_id}/${school.class_id}/${TODAY}`,
          user_id,
          class_id: school.class_id,
          date: TODAY,
          class_name: CLASS,
          sheet: { rows: school.children, base: of(() => nothing), proposed: entries, entries },
          etag: null,
          since: Date.now(),
          saved_at: new Date().toISOString(),
          revision: "one",
          state: "waiting",
          conflicts: [],
          problem: null,
        });
        await one.open("/");
        await signIn(one, TEACHER);
        await status(one.page, `Register of ${CLASS} sent`);
        await assertWritten(school, { "Child 02": "Absent" });
        await untilKept(one.page);
        const { waiting, keys } = await keptOnDevice(one.page);
        assert.deepEqual([waiting, keys], [0, 1]);
      }), { size: 3 })
  ),
);

Deno.test(
  "a waiting register that the browser can't open any more is named, until it is taken again",
  atDevice(async (one, school) => {
    const { page, context } = one;
    await atRegisterWithoutNetwork(one, school);
    await save(page);
    await page.getByText("Waits to be sent").waitFor();
    await page.evaluate(async () => {
      const opening = indexedDB.open("laurel");
      await new Promise((resolve) => opening.onsuccess = resolve);
      const transaction = opening.result.transaction("keys", "readwrite");
      transaction.objectStore("keys").delete("waiting");
      await new Promise((resolve) => transaction.oncomplete = resolve);
      opening.result.close();
    });
    await context.setOffline(false);
    await page.reload();
    await status(page, "1 register on this device was lost before it was sent");
    await assertNotTaken(school);
    await page.getByRole("button", { name: "See what waits" }).click();
    const dialog = page.getByRole("dialog", { name: "Waiting to be sent" });
    await dialog.getByText("This browser can't open it any more, and it was not sent").waitFor();
    await dialog.getByRole("heading", { name: CLASS }).waitFor();
    await assertScanned(one, "dialog[open]");
    await dialog.getByRole("link", { name: `Open ${CLASS}` }).click();
    await page.getByText("Not taken", { exact: true }).waitFor();
    await save(page);
    await untilTaken(school);
    await page.getByText("was lost before it was sent").waitFor({ state: "detached" });
  }),
);
