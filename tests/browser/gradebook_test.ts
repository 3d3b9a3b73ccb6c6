import assert from "node:assert/strict";
import {
  asTeacher,
  cellOf,
  focusedCell,
  listenForBursts,
  makeGradebook,
  saved,
  tabIntoGrid,
  type TestGradebook,
} from "./gradebooks.ts";
import { withDemoSchool } from "./servers.ts";
import { type Visit, withBrowser } from "./visit.ts";

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
      await t.step("sorted by name and by average", inside((one) => sorting(one, book)));
      await t.step("assessments and categories", inside((one) => columns(one, book)));
    })
  ),
);

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
  // Of 40 and 37.5 %: in this school what is missing counts for nothing, as what is exempt.
  const foot = page.getByRole("row", { name: /^Class average/ });
  assert.match(await foot.innerText(), /^Class average\s+38\.8 %/);

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
  await page.getByText("150 scores pasted").waitFor({ state: "hidden" });
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
