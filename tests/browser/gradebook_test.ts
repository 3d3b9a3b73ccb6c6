import assert from "node:assert/strict";
import { scanner } from "./axe.ts";
import {
  cellOf,
  focusedCell,
  listenForBursts,
  makeGradebook,
  saved,
  tabIntoGrid,
  type TestGradebook,
} from "./gradebooks.ts";
import { demoLogin, signIn, withDemoSchool } from "./servers.ts";
import { PHONE, type Visit, type Visits, withBrowser } from "./visit.ts";

Deno.test(
  "a teacher keeps the gradebook",
  withBrowser((visit, t) =>
    withDemoSchool(async ({ origin }) => {
      const book = await makeGradebook(origin, { name: "Grid", children: 30, assessments: 6 });
      const inside = (test: (one: Visit) => Promise<void>) => async () =>
        void await asTeacher(visit, origin, { book, test });
      await t.step("by keyboard alone", inside((one) => byKeyboard(one, book)));
      await t.step(
        "a block comes from a spreadsheet and goes to one",
        inside((one) => blocks(one, book)),
      );
      await t.step("two write into one cell", inside((one) => conflict(one, book)));
      await t.step("the network goes and comes back", inside((one) => offline(one, book)));
      await t.step("the session ends", inside((one) => sessionEnds(one, book)));
      await t.step("sorted by name and by average", inside((one) => sorting(one, book)));
      await t.step("assessments and categories", inside((one) => columns(one, book)));
      await t.step("axe finds nothing in any state of a cell", inside((one) => axe(one, book)));
      await t.step("results are posted", inside((one) => results(one, book)));
      await t.step("a term is closed", inside((one) => closed(one, book)));
    })
  ),
);

Deno.test(
  "a teacher enters scores with a thumb",
  withBrowser((visit) =>
    withDemoSchool(async ({ origin }) => {
      const book = await makeGradebook(origin, { name: "Thumb", children: 12, assessments: 8 });
      await asTeacher(visit, origin, { book, device: PHONE, test: (one) => byTouch(one, book) });
    })
  ),
);

interface Session {
  book: TestGradebook;
  device?: typeof PHONE;
  test(one: Visit): Promise<void>;
}

async function asTeacher(visit: Visits, origin: string, { book, device, test }: Session) {
  await visit({ origin, device }, async (one) => {
    await one.open(book.path);
    await signIn(one, demoLogin("Teacher"));
    await one.page.getByRole("grid").waitFor();
    await test(one);
  });
}

async function byKeyboard(one: Visit, { children, stored }: TestGradebook): Promise<void> {
  const { page } = one;
  const bursts = listenForBursts(page);
  await tabIntoGrid(page);
  const [first, second, third, fourth, fifth] = children;
  assert.equal(await focusedCell(page), `${first.name}, Quiz 1: blank`);
  // Two keys a child: the score and Enter.
  const entered = ["8", "m", "x", "7,5 l", "25"];
  for (const text of entered) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await saved(page);
  assert.deepEqual(bursts, [{ cells: 4, status: 200 }], "one burst is one request");
  assert.deepEqual(
    await Promise.all([0, 1, 2, 3, 4].map((row) => stored(row, 0))),
    ["8", "missing", "exempt", "late 7.5", ""],
  );
  for (
    const name of [
      `${first.name}, Quiz 1: 8 out of 20`,
      `${second.name}, Quiz 1: missing`,
      `${third.name}, Quiz 1: exempt`,
      `${fourth.name}, Quiz 1: late, 7.5 out of 20`,
    ]
  ) await page.getByRole("gridcell", { name, exact: true }).waitFor();
  assert.equal(await page.getByRole("rowheader", { name: first.name }).count(), 1);
  assert.match(await page.getByRole("columnheader", { name: /Quiz 1/ }).innerText(), /of 20/);

  const wrong = page.getByRole("gridcell", { name: `${fifth.name}, Quiz 1: "25", not saved` });
  assert.equal(await wrong.getAttribute("aria-invalid"), "true");
  const said = await wrong.getAttribute("aria-describedby");
  assert.equal(await page.locator(`#${said}`).innerText(), '"25" is more than the maximum of 20');
  await page.getByRole("status").getByText("1 cell needs you").waitFor();
  // Up to it, and Escape: the cell is what it was.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  assert.equal(await focusedCell(page), `${fifth.name}, Quiz 1: blank`);

  await moves(one, children);
  await editsAndUndoes(one, children);
  assert.equal(await stored(0, 0), "9");
  await leavesByTab(one);
}

async function moves({ page }: Visit, children: TestGradebook["children"]): Promise<void> {
  const goes = async (keys: string, to: string) => {
    await page.keyboard.press(keys);
    assert.match(await focusedCell(page), new RegExp(`^${to}`), keys);
  };
  const last = children.length - 1;
  await goes("Control+Home", `${children[0].name}, Quiz 1`);
  await goes("End", `${children[0].name}, Quiz 6`);
  await goes("Control+End", `${children[last].name}, Quiz 6`);
  await goes("Home", `${children[last].name}, Quiz 1`);
  await goes("Shift+Enter", `${children[last - 1].name}, Quiz 1`);
  await goes("Tab", `${children[last - 1].name}, Quiz 2`);
  await goes("Shift+Tab", `${children[last - 1].name}, Quiz 1`);
  await goes("Shift+Tab", `${children[last - 2].name}, Quiz 6`);
  await page.keyboard.press("PageUp");
  const above = await focusedCell(page);
  assert.ok(!above.startsWith(children[last - 2].name), "a screen up");
  await goes("PageDown", `${children[last - 2].name}, Quiz 6`);
  await goes("Control+Home", `${children[0].name}, Quiz 1`);
  // Left of the scores is why the average is what it is, above them what the assessment is.
  await goes("ArrowLeft", `Average of ${children[0].name}: 40.0 percent, F Why`);
  await page.keyboard.press("Enter");
  const why = page.getByRole("dialog", { name: `Average of ${children[0].name}` });
  await why.getByText("8 / 20").waitFor();
  await why.getByText("Quiz 2, Quiz 3, Quiz 4, Quiz 5, Quiz 6").waitFor();
  await page.keyboard.press("Escape");
  await why.waitFor({ state: "hidden" });
  await goes("ArrowRight", `${children[0].name}, Quiz 1`);
}

async function editsAndUndoes(one: Visit, children: TestGradebook["children"]): Promise<void> {
  const { page } = one;
  const first = `${children[0].name}, Quiz 1`;
  await page.keyboard.press("F2");
  await page.keyboard.type("9");
  await page.keyboard.press("Escape");
  assert.equal(await focusedCell(page), `${first}: 8 out of 20`, "Escape undoes the cell");
  await page.keyboard.type("9");
  // Live: before the cell is left.
  await page.getByRole("button", { name: `Average of ${children[0].name}: 45.0 percent` })
    .waitFor();
  await page.keyboard.press("ArrowRight");
  await saved(page);
  await page.keyboard.press("Control+z");
  assert.equal(await focusedCell(page), `${first}: 8 out of 20`, "what was saved is undone");
  await saved(page);
  await page.keyboard.press("Control+y");
  assert.equal(await focusedCell(page), `${first}: 9 out of 20`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  assert.equal(await focusedCell(page), `${children[1].name}, Quiz 1: blank`);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("ArrowUp");
  await saved(page);
  await page.getByRole("button", { name: "History" }).press("Enter");
  const history = page.getByRole("dialog", { name: first });
  const lines = history.getByRole("listitem");
  await lines.first().waitFor();
  assert.match((await lines.allInnerTexts()).join("\n"), /8 out of 20 → 9 out of 20/);
  assert.match(await lines.last().innerText(), /Blank → 8 out of 20\s+Miriam Adler, /);
  await page.keyboard.press("Escape");
  await cellOf(page, 0, 0).focus();
}

async function leavesByTab({ page }: Visit): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => !!document.activeElement?.closest("[role=grid]"));
  assert.ok(!inside, "Escape, then Tab leaves the grid");
}

async function blocks(one: Visit, { children, stored }: TestGradebook): Promise<void> {
  const { page, context } = one;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const bursts = listenForBursts(page);
  const score = (row: number, column: number) => (row + column) % 21;
  const text =
    children.map((_, row) => [1, 2, 3, 4, 5].map((column) => score(row, column)).join("\t")).join(
      "\r\n",
    ) + "\r\n";
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await cellOf(page, 0, 1).focus();
  await page.keyboard.press("Control+v");
  await page.getByText("150 scores pasted").waitFor();
  await saved(page);
  assert.deepEqual(bursts, [{ cells: 150, status: 200 }], "30 × 5 cells in one request");
  assert.equal(await stored(29, 5), String(score(29, 5)));
  assert.equal(await page.locator("[aria-selected=true]").count(), 150);

  // One step back takes the whole of it, and one forth.
  await page.keyboard.press("Control+z");
  await saved(page);
  assert.equal(await stored(29, 5), "");
  await page.keyboard.press("Control+y");
  await saved(page);
  assert.equal(await stored(29, 5), String(score(29, 5)));
  assert.equal(bursts.length, 3);

  await cellOf(page, 2, 1).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+c");
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    `${score(2, 1)}\t${score(2, 2)}\n${score(3, 1)}\t${score(3, 2)}`,
  );
  await page.keyboard.press("Control+d");
  await saved(page);
  assert.deepEqual(
    [await stored(3, 1), await stored(3, 2)],
    [score(2, 1), score(2, 2)].map(String),
  );
  // A name in the middle is marked where it landed, and the scores around it are saved.
  await page.evaluate(() => navigator.clipboard.writeText("1\nAna\n\n3"));
  await cellOf(page, 10, 5).focus();
  await page.keyboard.press("Control+v");
  await saved(page);
  assert.deepEqual(
    await Promise.all([10, 11, 12, 13].map((row) => stored(row, 5))),
    ["1", String(score(11, 5)), String(score(12, 5)), "3"],
  );
  assert.equal(await cellOf(page, 11, 5).getAttribute("aria-invalid"), "true");
  await cellOf(page, 11, 5).focus();
  await page.keyboard.press("Escape");
}

async function conflict(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
  const [first] = book.children;
  await book.write(0, 1, 3);
  await book.write(0, 3, 4);
  await cellOf(page, 0, 1).focus();
  await page.keyboard.type("6");
  await page.keyboard.press("Tab");
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  const contested = page.getByRole("gridcell", {
    name: `${first.name}, Quiz 2: yours 6 out of 20, Olga Brandt saved 3 out of 20`,
  }).or(page.locator('[data-state="conflict"]'));
  await contested.waitFor();
  assert.match(await contested.innerText(), /6 ≠ 3/);
  assert.equal(await book.stored(0, 1), "3", "theirs stands until one is chosen");
  assert.equal(await book.stored(0, 2), "7", "the other cell is saved");
  // What else they saved is there without asking.
  await page.getByRole("gridcell", { name: `${first.name}, Quiz 4: 4 out of 20` }).waitFor();
  await contested.focus();
  await page.getByRole("button", { name: "Choose" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Someone else saved this meanwhile" });
  await dialog.getByText("3 out of 20").waitFor();
  await dialog.getByRole("button", { name: "Save these" }).press("Enter");
  await saved(page);
  assert.equal(await book.stored(0, 1), "6", "mine was chosen");
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

async function sorting({ page, atRest }: Visit, { children }: TestGradebook): Promise<void> {
  const names = () => page.locator("tbody th").allInnerTexts();
  assert.deepEqual(await names(), children.map(({ name }) => name));
  await page.getByRole("columnheader", { name: "Child" }).getByRole("link").click();
  await page.waitForURL(/sort=-name/);
  assert.deepEqual(await names(), children.map(({ name }) => name).reverse());
  await page.getByRole("columnheader", { name: "Average" }).getByRole("link").click();
  await page.waitForURL(/sort=average/);
  const averages = (await page.locator("tbody td:nth-child(2) span:nth-child(2)").allInnerTexts())
    .map(Number);
  assert.deepEqual(averages, averages.toSorted((a, b) => a - b));
  assert.ok(averages[0] < averages.at(-1)!);
  await page.goBack();
  await atRest();
  assert.deepEqual(await names(), children.map(({ name }) => name).reverse());
}

async function columns(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
  const menu = page.getByRole("button", { name: "More for the gradebook" });
  await menu.click();
  await page.getByRole("button", { name: "Categories and weights" }).click();
  await page.getByRole("button", { name: "Add category" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Homework");
  await page.getByLabel("Weight", { exact: true }).fill("40");
  await page.getByLabel("Drop lowest").fill("1");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Categories saved").waitFor();
  await page.getByText(/in no category, so they count for nothing/).waitFor();

  await page.getByRole("button", { name: "Add assessment" }).click();
  await page.getByLabel("Title").fill("Essay");
  await page.getByLabel("Maximum").fill("10");
  await page.getByRole("dialog").getByRole("button", { name: "Add assessment" }).click();
  const heading = page.getByRole("columnheader", { name: /Essay/ });
  await heading.waitFor();
  assert.match(await heading.innerText(), /Homework[\s\S]*of 10/);
  await heading.getByRole("button").click();
  await page.getByLabel("Fill 30 blanks with").fill("9");
  await page.getByRole("button", { name: "Fill", exact: true }).click();
  await page.getByText("30 blanks filled").waitFor();
  await saved(page);
  assert.equal(await page.locator("tfoot td").last().innerText(), "90.0 %");
  const { body } = await book.office.ask(
    `/api/classes/${book.class_id}/gradebook?term_id=${book.term_id}`,
  );
  assert.ok(body.averages.every(({ percent }: { percent: number }) => percent === 90));
  await page.getByRole("button", { name: /^Average of .*: 90.0 percent, A- Why/ }).first()
    .waitFor();
}

async function axe(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
  await cellOf(page, 0, 0).focus();
  await book.write(1, 0, 2);
  for (const text of ["99", "1", "x", "m", "5 l"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await page.locator('[data-state="conflict"]').waitFor();
  await one.atRest();
  await page.keyboard.press("Shift+ArrowDown");
  const scan = await scanner(page);
  const found = await scan();
  await page.keyboard.press("F2");
  found.push(...await scan("main"));
  assert.deepEqual(found, []);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1280, height: 800 });
  await cellOf(page, 0, 0).focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await saved(page);
}

async function results(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
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

  await book.write(0, 6, 8);
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

async function byTouch(one: Visit, { children, stored }: TestGradebook): Promise<void> {
  const { page } = one;
  const bursts = listenForBursts(page);
  await cellOf(page, 1, 0).tap();
  const editor = page.locator("input:focus");
  assert.equal(await editor.getAttribute("inputmode"), "decimal");
  // A tap to begin, then the digits and the keyboard's own "next" for each child.
  for (const text of ["8", "9"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  // Where the keypad has no such key, the bar has one; and words need no letters.
  await page.getByRole("button", { name: "Missing" }).tap();
  await page.getByRole("button", { name: "Next child" }).tap();
  await page.keyboard.type("7");
  await page.getByRole("button", { name: "Late" }).tap();
  assert.equal(await editor.inputValue(), "7 L", "the keyboard stays open");
  await page.getByRole("button", { name: "Next child" }).tap();
  assert.ok((await page.getByRole("group", { name: "The cell" }).innerText())
    .startsWith(children[5].name));
  await page.locator("h1").tap();
  await saved(page);
  assert.deepEqual(
    await Promise.all([1, 2, 3, 4].map((row) => stored(row, 0))),
    ["8", "9", "missing", "late 7"],
  );
  assert.deepEqual(bursts.map(({ status }) => status), bursts.map(() => 200));
  assert.equal(bursts.reduce((sum, { cells }) => sum + cells, 0), 4);

  // The name stays in sight however far the columns go.
  await cellOf(page, 1, 7).scrollIntoViewIfNeeded();
  const name = await page.getByRole("rowheader", { name: children[1].name }).boundingBox();
  assert.ok(name && name.x >= 0 && name.x + name.width < 200, JSON.stringify(name));
  const too_wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(too_wide <= 0, `${too_wide} px wider than the screen`);
}
