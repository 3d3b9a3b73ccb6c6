import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { type Classroom, OFFICE, TEACHER, TODAY, withClassroom } from "./classroom.ts";
import { signIn } from "./servers.ts";
import { PHONE, type Visit, withBrowser } from "./visit.ts";

/** How many things one has to do from the home of who is signed in to a saved register. */
const AT_MOST = 5;

Deno.test(
  "two absent of thirty by touch: opened, two taps, saved",
  withBrowser((visit) =>
    withClassroom(({ origin, ...school }) =>
      visit({ origin, device: PHONE }, async (one) => {
        const { page } = one;
        await one.open("/");
        await signIn(one, TEACHER);
        let taps = 0;
        const tap = async (name: RegExp, role: "link" | "button") => {
          taps++;
          await page.getByRole(role, { name }).tap();
        };
        await tap(/^Take register/, "link");
        await page.getByText("Not taken", { exact: true }).waitFor();
        await assertNothingSaved(school);
        await tap(/^Child 04/, "button");
        await tap(/^Child 07/, "button");
        await tap(/^Save register$/, "button");
        await page.getByRole("status").getByText("Register saved").waitFor();
        assert.equal(taps, 4);
        assert.ok(taps <= AT_MOST);
        assert.equal(await page.getByText("Not taken", { exact: true }).count(), 0);
        await assertAbsent(school, ["Child 04", "Child 07 Nguyễn"]);
      })
    )
  ),
);

Deno.test(
  "two absent of thirty by keyboard alone: each found by name and marked with a letter",
  withBrowser((visit) =>
    withClassroom(({ origin, ...school }) =>
      visit({ origin }, async (one) => {
        const { page } = one;
        await one.open("/");
        await signIn(one, TEACHER);
        // One interaction: going to one thing and doing it.
        let interactions = 0;
        interactions++;
        await tabTo(page, /^Take register/);
        await page.keyboard.press("Enter");
        await page.getByText("Not taken", { exact: true }).waitFor();
        await one.atRest();

        interactions++;
        await page.keyboard.press("ArrowDown");
        await page.keyboard.type("/nguyen");
        await page.keyboard.press("Enter");
        assert.equal(await focusedChild(page), "Child 07 Nguyễn");
        await assertMarks(page, { Present: 30 });
        await page.keyboard.press("a");

        interactions++;
        await page.keyboard.type("/19");
        await assertSeen(page.getByLabel("Find a child"));
        await page.keyboard.press("Enter");
        await page.keyboard.press(" ");
        assert.equal(await focusedChild(page), "Child 19");

        interactions++;
        await page.keyboard.press("Control+s");
        await page.getByRole("status").getByText("Register saved").waitFor();
        assert.ok(interactions <= AT_MOST);
        await assertAbsent(school, ["Child 07 Nguyễn", "Child 19"]);
      })
    )
  ),
);

Deno.test(
  "an untouched register is saved as all present, and its keys do what the page says",
  withBrowser((visit) =>
    withClassroom(({ origin, ...school }) =>
      visit({ origin }, async (one) => {
        const { page } = one;
        await one.open("/");
        await signIn(one, TEACHER);
        const path = `/classes/${school.class_id}/register/${TODAY}`;
        await one.open(path);
        await page.getByText("Everyone is down as present until you save").last().waitFor();
        // Nothing was entered, so nothing is lost by leaving.
        await page.getByRole("link", { name: "Home" }).first().click();
        await page.getByRole("heading", { name: "Your classes" }).waitFor();
        await assertNothingSaved(school);

        await one.open(path);
        await page.getByRole("button", { name: "Save register" }).click();
        await page.getByRole("status").getByText("Register saved").waitFor();
        await assertAbsent(school, []);
        await keysWalkAndMark(one);
        await one.atRest();
        await assertAbsent(school, ["Child 03"]);
      }), { size: 5 })
  ),
);

Deno.test(
  "a child whom the office marked before the lesson stays as it is, and the register is still to be taken",
  withBrowser((visit) =>
    withClassroom(({ origin, ...school }) =>
      visit({ origin, device: PHONE }, async (one) => {
        const { page } = one;
        const [, { student_id }] = school.children;
        const office = await school.as(OFFICE);
        const mark = { date: TODAY, status: "Absent", reason: "Flu", class_id: school.class_id };
        const marked = await office("POST", `/api/students/${student_id}/attendance`, mark);
        assert.equal(marked.status, 201);
        await one.open("/");
        await signIn(one, TEACHER);
        await page.getByText("Not taken today").waitFor();
        await one.open(`/classes/${school.class_id}?tab=register`);
        await page.getByText("1 student is marked already").waitFor();
        await page.getByRole("link", { name: "Take the register" }).tap();
        await page.getByText("Not taken", { exact: true }).waitFor();
        await page.getByText("Everyone else is down as present until you save").first().waitFor();
        await assertMarks(page, { Present: 2, Absent: 1 });
        await assertNothingSaved(school);
        await page.getByRole("button", { name: "Save register" }).tap();
        await page.getByRole("status").getByText("Register saved").waitFor();
        await assertAbsent(school, ["Child 02"]);
      }), { size: 3 })
  ),
);

async function keysWalkAndMark({ page }: Visit): Promise<void> {
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await focusedChild(page), "Child 01");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  assert.equal(await focusedChild(page), "Child 03");
  // Present, Absent, Excused, and round again.
  const isNow = (choice: string) =>
    page.getByRole("radiogroup", { name: /^Child 03/ })
      .getByRole("radio", { name: choice }).and(page.locator(":checked")).waitFor();
  for (const choice of ["Absent", "Excused", "Present"]) {
    await page.keyboard.press(" ");
    await isNow(choice);
  }
  // Keys are quicker than what is drawn: the focus stays where the last one led to.
  await pressWithinAFrame(page, [" ", "End"]);
  await isNow("Absent");
  assert.equal(await focusedChild(page), "Child 05");
  await page.keyboard.press("e");
  await page.keyboard.press("l");
  await page.locator("[inputmode=numeric]:focus").waitFor();
  await page.keyboard.type("7");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focusedChild(page), "Child 04");
  await page.keyboard.type("/alps");
  await assertSeen(page.getByRole("status").getByText("Nobody of that name"));
  await page.keyboard.press("Escape");
  assert.equal(await focusedChild(page), "Child 04");
  await assertMarks(page, { Present: 3, Absent: 1, Late: 1 });
  await page.keyboard.press("Control+s");
  await page.getByRole("button", { name: "Saved", exact: true }).waitFor();
}

async function pressWithinAFrame(page: Page, keys: string[]): Promise<void> {
  await page.evaluate(async (keys) => {
    for (const key of keys) {
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, keys);
}

/** It is on the screen, and large enough to be read: not for screen readers alone. */
async function assertSeen(element: Locator): Promise<void> {
  await element.waitFor();
  const { y, height } = (await element.boundingBox())!;
  assert.ok(y >= 0 && height >= 12, `${height} px high at ${y} px`);
}

type School = Omit<Classroom, "origin">;

async function registerOf({ as, class_id }: School) {
  const ask = await as(OFFICE);
  return (await ask("GET", `/api/classes/${class_id}/attendance/${TODAY}`)).body;
}

async function assertNothingSaved(school: School): Promise<void> {
  assert.equal((await registerOf(school)).taken_at, null);
}

/** These are absent, and everybody else is present: the register has no gaps. */
async function assertAbsent(school: School, names: string[]): Promise<void> {
  const { data, taken_at } = await registerOf(school);
  assert.ok(taken_at);
  assert.deepEqual(
    data.filter(({ status }: { status: string }) => status !== "Present")
      .map(({ name, status }: { name: string; status: string }) => `${name} ${status}`),
    names.map((name) => `${name} Absent`),
  );
}

async function assertMarks(page: Page, expected: Record<string, number>): Promise<void> {
  const checked = await page.getByRole("list", { name: "Children" })
    .locator("input:checked").evaluateAll((radios) =>
      radios.map((radio) => (radio as HTMLInputElement).value)
    );
  const counts: Record<string, number> = {};
  for (const value of checked) counts[value] = (counts[value] ?? 0) + 1;
  assert.deepEqual(counts, expected);
}

async function focusedChild(page: Page): Promise<string | undefined> {
  return await page.evaluate(() => {
    const row = document.activeElement?.closest("[data-row]");
    return row?.querySelector("[id^=name_]")?.firstChild?.textContent ?? undefined;
  });
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 100; i++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() =>
      document.activeElement?.getAttribute("aria-label") ??
        document.activeElement?.textContent ?? ""
    );
    if (name.test(here)) return;
  }
  throw new Error(`Tab does not come to ${name}`);
}
