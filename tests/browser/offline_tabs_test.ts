import assert from "node:assert/strict";
import { CLASS, TEACHER } from "./classroom.ts";
import {
  arrive,
  assertChosen,
  assertNotTaken,
  assertWritten,
  atDevice,
  keptOnDevice,
  mark,
  openTab,
  registerApi,
  registerOf,
  save,
  signInThere,
  status,
} from "./device.ts";
import { signIn } from "./servers.ts";

Deno.test(
  "two tabs at a plain address, without locks and worker, send what waits once",
  atDevice(async (one, school) => {
    // As a browser has it at http://, where the address is not this machine's own.
    await one.context.addInitScript(() => {
      for (const name of ["locks", "serviceWorker"]) {
        // deno-lint-ignore no-explicit-any
        delete (Navigator.prototype as any)[name];
      }
    });
    await one.open("/");
    await signIn(one, TEACHER);
    const tabs = [
      await openTab(one, registerOf(school)),
      await openTab(one, registerOf(school)),
    ];
    for (const tab of tabs) await tab.getByText("Not taken", { exact: true }).waitFor();
    for (const tab of tabs) {
      await tab.getByRole("status").first().waitFor({ state: "attached" });
    }
    await one.context.setOffline(true);
    for (const [at, tab] of tabs.entries()) {
      await mark(tab, `Child 0${at + 1}`);
      await save(tab);
      await tab.getByText("Waits to be sent").waitFor();
    }
    // What waits is of both, and both show it.
    for (const tab of tabs) {
      await assertChosen(tab, "Child 01", "Absent");
      await assertChosen(tab, "Child 02", "Absent");
    }
    await one.context.setOffline(false);
    for (const tab of tabs) {
      await tab.getByText("Waits to be sent").waitFor({ state: "detached" });
    }
    await assertWritten(school, { "Child 01": "Absent", "Child 02": "Absent" });
  }),
);

Deno.test(
  "a session that ended keeps what waits, and drops the rosters",
  atDevice(async (one, school) => {
    const { page, context } = one;
    await arrive(one, TEACHER);
    await one.open(registerOf(school));
    await page.getByText("Not taken", { exact: true }).waitFor();
    await endSession(school.origin, await context.cookies(`${school.origin}/api/refresh`));
    await mark(page, "Child 02");
    one.expectRefusal(`PUT ${registerApi(school)} 401`, "POST /api/refresh 401");
    await save(page);
    await page.getByText("You were signed out").waitFor();
    await page.waitForFunction(() => localStorage.getItem("laurel_keeps_rosters") === null);
    assert.deepEqual(await keptOnDevice(page), {
      person: 0,
      registers: 0,
      waiting: 1,
      keys: 1,
    });
    await assertNotTaken(school);

    await signInThere(one, TEACHER);
    await status(page, `Register of ${CLASS} sent`);
    await assertWritten(school, { "Child 02": "Absent" });
  }),
);

/** At another device, with this one's cookie: as the office does when it disables an account. */
async function endSession(origin: string, cookies: { name: string; value: string }[]) {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const renewed = await fetch(`${origin}/api/refresh`, { method: "POST", headers: { cookie } });
  const { token } = await renewed.json();
  const authorization = `Bearer ${token}`;
  const ended = await fetch(`${origin}/api/logout`, { method: "POST", headers: { authorization } });
  assert.equal(ended.status, 204);
}
