import assert from "node:assert/strict";
import { CLASS, COLLEAGUE, OFFICE, TEACHER } from "./classroom.ts";
import {
  arrive,
  assertChosen,
  assertNothingOf,
  assertNotTaken,
  assertScanned,
  assertWritten,
  atDevice,
  atRegisterWithoutNetwork,
  bringBack,
  cutOff,
  deviceIsReady,
  keptOnDevice,
  mark,
  openTab,
  registerApi,
  registerOf,
  save,
  signInThere,
  status,
  untilKept,
} from "./device.ts";
import { signIn } from "./servers.ts";
import { PHONE } from "./visit.ts";

Deno.test(
  "no network: a register opens after a reload, waits, survives the tab, and is written once",
  atDevice(async (one, school) => {
    await arrive(one, TEACHER);
    await cutOff(one, school);
    // The server is gone as well: what opens comes from the device.
    const first = await openTab(one);
    await first.getByText("Your classes on this device").waitFor();
    await status(first, "Laurel can't be reached");
    await first.getByRole("link", { name: `Take register of ${CLASS}` }).tap();
    await mark(first, "Child 02");
    await save(first);
    await first.getByText("Waits to be sent").waitFor();
    await first.reload();
    await assertChosen(first, "Child 02", "Absent");
    await first.close();

    const again = await openTab(one);
    await status(again, "1 register waits on this device to be sent");
    await again.getByRole("link", { name: `Take register of ${CLASS}` }).tap();
    await assertChosen(again, "Child 02", "Absent");
    await mark(again, "Child 03");
    await save(again);
    await again.getByText("Waits to be sent").waitFor();
    // Typed and not saved when the network comes back: it stays on the screen.
    await mark(again, "Child 04");

    await bringBack(one, school);
    await status(again, `Register of ${CLASS} sent`);
    await again.getByText("Waits to be sent").waitFor({ state: "detached" });
    await again.getByText("Laurel can't be reached").waitFor({ state: "detached" });
    await assertChosen(again, "Child 04", "Absent");
    await assertWritten(school, { "Child 02": "Absent", "Child 03": "Absent" });
  }, { device: PHONE, size: 4 }),
);

Deno.test(
  "a register that waits when the tab is closed is sent when Laurel is next opened",
  atDevice(async (one, school) => {
    await arrive(one, TEACHER);
    const tab = await openTab(one, registerOf(school));
    await tab.getByText("Not taken", { exact: true }).waitFor();
    await cutOff(one, school);
    await mark(tab, "Child 01");
    await save(tab);
    await status(tab, "1 register waits on this device to be sent");
    await tab.close();
    await bringBack(one, school);
    await assertNotTaken(school);

    const next = await openTab(one);
    await status(next, `Register of ${CLASS} sent`);
    await assertWritten(school, { "Child 01": "Absent" });
    await next.reload();
    await next.getByRole("heading", { name: "Your classes" }).waitFor();
    await assertWritten(school, { "Child 01": "Absent" });
  }),
);

Deno.test(
  "someone else took the register meanwhile: both are shown, and the teacher chooses",
  atDevice(async (one, school) => {
    const { page } = one;
    await atRegisterWithoutNetwork(one, school);
    await mark(page, "Child 01");
    await save(page);
    await page.getByText("Waits to be sent").waitFor();

    const colleague = await school.as(COLLEAGUE);
    const marks = school.children.map(({ student_id }, at) => ({
      student_id,
      status: at < 2 ? "Excused" : "Present",
    }));
    await colleague("PUT", registerApi(school), { marks });

    await one.context.setOffline(false);
    const dialog = page.getByRole("dialog", { name: "Someone else saved this meanwhile" });
    await dialog.waitFor();
    await assertScanned(one, "dialog[open]");
    assert.deepEqual(await dialog.getByRole("group").locator("legend").allInnerTexts(), [
      "Child 01",
      "Child 02",
    ]);
    await dialog.getByRole("button", { name: "Not now" }).click();
    await status(page, "1 register needs you before it is sent");
    await page.getByRole("button", { name: "See what waits" }).click();
    await page.getByText("Someone else saved this register meanwhile").waitFor();
    await assertScanned(one, "dialog[open]");
    await page.getByRole("button", { name: "Choose what counts" }).click();
    // Mine for the first, theirs for the second: I had only left that one as it was.
    await dialog.getByRole("group", { name: "Child 02" }).getByLabel(/^Theirs/).check();
    await dialog.getByRole("button", { name: "Save these" }).click();
    await status(page, `Register of ${CLASS} sent`);
    await page.getByRole("dialog", { name: "Waiting to be sent" }).getByText(
      "All of it is sent",
    )
      .waitFor();
    await assertWritten(school, { "Child 01": "Absent", "Child 02": "Excused" });
  }),
);

Deno.test(
  "signing out says what waits, and nobody else sees or sends it",
  atDevice(async (one, school) => {
    const { page, context } = one;
    await atRegisterWithoutNetwork(one, school);
    await mark(page, "Child 02");
    await save(page);
    await page.getByText("Waits to be sent").waitFor();

    await page.getByRole("button", { name: "Sign out" }).click();
    const dialog = page.getByRole("dialog", { name: "1 register is not sent yet" });
    await dialog.getByText(CLASS).waitFor();
    await assertScanned(one, "dialog[open]");
    await dialog.getByRole("button", { name: "Send now and sign out" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByRole("button", { name: /^Keep on this device/ }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await assertNothingOf(page, "Child");
    assert.deepEqual(await keptOnDevice(page), {
      person: 0,
      registers: 0,
      waiting: 1,
      keys: 1,
    });

    // Without the network nobody gets in, as nobody is signed in.
    await page.reload();
    await page.getByText("Laurel could not start").waitFor();
    await assertNothingOf(page, "Child");

    await context.setOffline(false);
    await page.reload();
    await signInThere(one, COLLEAGUE);
    await one.open(registerOf(school));
    await page.getByText("Not taken", { exact: true }).waitFor();
    await assertChosen(page, "Child 02", "Present");
    await untilKept(page);
    assert.equal(await page.getByText("to be sent").count(), 0);
    await assertNotTaken(school);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();

    await signInThere(one, TEACHER);
    await status(page, `Register of ${CLASS} sent`);
    await assertWritten(school, { "Child 02": "Absent" });
    assert.deepEqual((await keptOnDevice(page)).waiting, 0);
  }),
);

Deno.test(
  "what the server refuses is shown with what to do, and what stays open is accessible",
  atDevice(async (one, school) => {
    const { page } = one;
    await atRegisterWithoutNetwork(one, school);
    await save(page);
    await page.getByText("Waits to be sent").waitFor();
    await assertScanned(one);
    await page.getByRole("link", { name: "Home" }).first().click();
    await page.getByText("Your classes on this device").waitFor();
    await assertScanned(one);
    await page.getByRole("link", { name: "Students" }).first().click();
    await page.getByText("This page needs the network").waitFor();
    await assertScanned(one);

    const office = await school.as(OFFICE);
    assert.equal((await office("DELETE", `/api/classes/${school.class_id}`)).status, 200);
    await one.context.setOffline(false);
    await status(page, "1 register needs you before it is sent");
    await page.getByRole("button", { name: "See what waits" }).click();
    const dialog = page.getByRole("dialog", { name: "Waiting to be sent" });
    await dialog.getByText("Refused").waitFor();
    await dialog.getByText(/Ask the school office to change that, then try again/).waitFor();
    await assertScanned(one, "dialog[open]");

    await office("POST", `/api/classes/${school.class_id}/restore`);
    await dialog.getByRole("button", { name: "Try again" }).click();
    await dialog.getByText("All of it is sent").waitFor();
    await assertWritten(school, {});
  }),
);

Deno.test(
  "a browser that keeps nothing says so, and sends from the open page",
  atDevice(async (one, school) => {
    const { page } = one;
    await one.context.addInitScript(() => {
      Object.defineProperty(globalThis, "indexedDB", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
    await one.open("/");
    await signIn(one, TEACHER);
    await page.getByRole("link", { name: /^Take register/ }).click();
    await deviceIsReady(page);
    await one.context.setOffline(true);
    await mark(page, "Child 03");
    await save(page);
    await status(page, "This browser keeps nothing: leave this tab open until then");
    await one.context.setOffline(false);
    await status(page, `Register of ${CLASS} sent`);
    await assertWritten(school, { "Child 03": "Absent" });
  }),
);
