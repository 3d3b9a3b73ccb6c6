import assert from "node:assert/strict";
import { scanner } from "./axe.ts";
import {
  asTeacher,
  cellOf,
  focusedCell,
  listenForBursts,
  makeGradebook,
  saved,
  type TestGradebook,
} from "./gradebooks.ts";
import { demoLogin, signIn, withDemoSchool } from "./servers.ts";
import { type Visit, withBrowser } from "./visit.ts";

Deno.test(
  "what a teacher enters is never lost, nor what another does",
  withBrowser((visit, t) =>
    withDemoSchool(async ({ origin }) => {
      const book = await makeGradebook(origin, { name: "Shared", children: 30, assessments: 4 });
      const inside = (test: (one: Visit, book: TestGradebook) => Promise<void>) => async () =>
        void await asTeacher(visit, origin, { book, test: (one) => test(one, book) });
      await t.step("two write into one cell", inside(conflict));
      await t.step("the network goes and comes back", inside(offline));
      await t.step("the session ends", inside(sessionEnds));
      await t.step("results are posted", inside(results));
      await t.step("a child's record tells them with their reasons", inside(record));
      await t.step("a term is closed", inside(closed));
    })
  ),
);

async function conflict(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
  const [first, second] = book.children;
  for (const row of [0, 1]) await book.write(row, 1, 3);
  await book.write(0, 3, 4);
  await cellOf(page, 0, 2).focus();
  for (const keys of ["7", "Shift+Tab", "6", "Enter", "8", "Enter"]) {
    await page.keyboard.press(keys);
  }
  const contested = page.locator('[data-state="conflict"]');
  await contested.nth(1).waitFor();
  assert.match(await contested.first().innerText(), /6 ≠ 3/);
  assert.equal(
    await contested.first().getAttribute("aria-label"),
    `${first.name}, Quiz 2: 6 ≠ 3, yours 6 out of 20, Helen Marchetti saved 3 out of 20, F2 to choose`,
  );
  const [, ...stored] = await Promise.all([0, 1, 2, 3].map((column) => book.stored(0, column)));
  assert.deepEqual(stored, ["3", "7", "4"], "theirs stands until one is chosen, the rest is saved");
  // What else they saved is there without asking.
  await page.getByRole("gridcell", { name: `${first.name}, Quiz 4: 4 out of 20` }).waitFor();

  await page.getByRole("button", { name: "2 cells need you" }).press("Enter");
  assert.match(
    await focusedCell(page),
    new RegExp(`^${first.name}, Quiz 2`),
    "the way to the first",
  );
  const all = page.getByRole("dialog", { name: "Someone else saved this meanwhile" });
  await page.getByRole("button", { name: "Choose for all 2" }).press("Enter");
  await all.getByText("8 out of 20").waitFor();
  await page.keyboard.press("Escape");
  await all.waitFor({ state: "hidden" });

  // At the cell itself: F2, then mine or theirs.
  const which = page.getByRole("group", { name: `Which counts for ${first.name}, Quiz 2?` });
  await contested.first().focus();
  await which.waitFor();
  await page.keyboard.press("F2");
  assert.match(await page.locator(":focus").innerText(), /Yours\s+6 out of 20/);
  await page.keyboard.press("Escape");
  assert.match(await focusedCell(page), /6 ≠ 3/, "nothing was chosen");
  await page.keyboard.press("F2");
  await page.keyboard.press("Enter");
  await page.getByRole("gridcell", { name: `${first.name}, Quiz 2: 6 out of 20` }).waitFor();
  await which.waitFor({ state: "hidden" });
  assert.equal(await focusedCell(page), `${first.name}, Quiz 2: 6 out of 20`, "the keys go on");
  await page.keyboard.press("ArrowDown");
  for (const key of ["F2", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await page.getByRole("gridcell", { name: `${second.name}, Quiz 2: 3 out of 20` }).waitFor();
  await saved(page);
  const chosen = await Promise.all([0, 1].map((row) => book.stored(row, 1)));
  assert.deepEqual(chosen, ["6", "3"], "mine, then theirs");
}

async function offline(one: Visit, { stored }: TestGradebook): Promise<void> {
  const { page, context } = one;
  const bursts = listenForBursts(page);
  await context.setOffline(true);
  await cellOf(page, 20, 1).focus();
  for (const text of ["1", "2"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await page.getByRole("status").getByText("Waiting for the network, 2 cells").waitFor();
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  const failed = bursts.length;
  await context.setOffline(false);
  await saved(page);
  const sent = bursts.slice(failed);
  assert.deepEqual(sent, [{ cells: 3, status: 200 }], "back online it is one request");
  assert.deepEqual(await Promise.all([20, 21, 22].map((row) => stored(row, 1))), ["1", "2", "3"]);
  for (const complaint of one.complaints()) assert.match(complaint, /ERR_INTERNET_DISCONNECTED/);
}

async function sessionEnds(
  one: Visit,
  { children, stored, setTeacher }: TestGradebook,
): Promise<void> {
  const { page } = one;
  await cellOf(page, 25, 1).focus();
  // All of the teacher's sessions end with this, while the page is open.
  await setTeacher("disabled");
  await setTeacher("active");
  const { pathname } = new URL(page.url());
  one.expectRefusal(`PUT /api${pathname}/scores 401`, "POST /api/refresh 401");
  await page.keyboard.type("11");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  assert.notEqual(await stored(25, 1), "11");
  await signIn(one, demoLogin("Teacher"));
  await page.getByRole("gridcell", { name: `${children[25].name}, Quiz 2: 11 out of 20` })
    .waitFor();
  await saved(page);
  assert.equal(await stored(25, 1), "11");
}

async function results(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
  await book.fill(() => 18);
  await page.getByRole("link", { name: "Results" }).click();
  await page.getByRole("heading", { level: 1, name: "Results" }).waitFor();
  const rows = page.getByRole("list", { name: "Results" }).getByRole("listitem");
  await rows.first().waitFor();
  assert.equal(await rows.count(), 30);
  await page.getByRole("img", { name: /Children by mark: .*A- 30/ }).waitFor();
  const [first, second] = book.children;
  await page.getByLabel(`Mark, ${second.name}`).fill("B+");
  await page.getByLabel(`Comment, ${second.name}`).fill("Help was given");
  await page.getByRole("button", { name: "Post 30 results" }).click();
  await page.getByText("30 results posted").waitFor();
  const marks = async (student_id: number) => {
    const { data } = (await book.office.ask(`/api/students/${student_id}/grades`)).body;
    return data.find(({ class_id }: { class_id: number }) => class_id === book.class_id);
  };
  const [plain, changed] = [await marks(first.student_id), await marks(second.student_id)];
  assert.deepEqual([plain.grade, plain.points, plain.percent], ["A-", 3.7, 90]);
  assert.deepEqual([changed.grade, changed.comment], ["B+", "Help was given"]);
  await rows.nth(0).getByText("Posted", { exact: true }).waitFor();

  for (const column of [0, 1, 2, 3]) await book.write(0, column, 16);
  await page.reload();
  await rows.nth(0).getByText("Changed", { exact: true }).waitFor();
  await rows.nth(0).getByText(/Then 90.0 %, now 80.0 % B-/).waitFor();
  await page.getByRole("button", { name: "Use all computed marks" }).click();
  await page.getByRole("button", { name: "Post 2 results" }).click();
  await page.getByText("2 results posted").waitFor();
  assert.equal((await marks(first.student_id)).grade, "B-");
  assert.equal((await marks(second.student_id)).grade, "A-");
  const scan = await scanner(page);
  assert.deepEqual(await scan(), []);
}

/** Behind the mark: its scores and why, and who gave it. */
async function record(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
  const [{ student_id, name }] = book.children;
  await one.open(`/students/${student_id}`);
  const scores = page.getByRole("group").filter({ hasText: "Shared" });
  await scores.getByText("80.0 % B-").click();
  const list = scores.getByRole("list", { name: "Scores in Shared" });
  assert.match(await list.getByRole("listitem").first().innerText(), /Quiz 1[\s\S]*16 out of 20/);
  await scores.getByRole("cell", { name: "64 / 80" }).waitFor();
  await page.getByRole("button", { name: "More for Shared B-" }).click();
  await page.getByRole("button", { name: "History", exact: true }).click();
  const changes = page.getByRole("dialog").getByRole("listitem");
  await changes.first().waitFor();
  assert.match(await changes.first().innerText(), /Mark: A- → B-\s+Average: 90.0 % → 80.0 %/);
  assert.match(await changes.last().innerText(), /Mark: A-[\s\S]*Miriam Adler/);
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), name);
}

async function closed(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
  const before = await book.stored(0, 0);
  assert.equal((await book.office.ask(`/api/terms/${book.term_id}/close`, {})).status, 200);
  const { pathname } = new URL(page.url());
  one.expectRefusal(`PUT /api${pathname}/scores 409`);
  await cellOf(page, 0, 0).focus();
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("This term is closed").first().waitFor();
  assert.match(await cellOf(page, 0, 0).innerText(), /1/, "what was typed stays");
  assert.equal(await book.stored(0, 0), before);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText(/was closed .* its scores can be read. An Admin can open it/).waitFor();
  await cellOf(page, 0, 0).focus();
  await page.keyboard.type("7");
  await page.keyboard.press("Delete");
  assert.equal(await page.getByRole("button", { name: "Add assessment" }).count(), 0);
  assert.equal(await page.locator("[data-state]").count(), 0);
  assert.equal(await book.stored(0, 0), before);
}
