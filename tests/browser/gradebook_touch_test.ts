import assert from "node:assert/strict";
import { scanner } from "./axe.ts";
import {
  asTeacher,
  cellOf,
  listenForBursts,
  makeGradebook,
  saved,
  type TestGradebook,
} from "./gradebooks.ts";
import { withDemoSchool } from "./servers.ts";
import { DESKTOP, PHONE, type Visit, withBrowser } from "./visit.ts";

Deno.test(
  "a teacher enters scores with a thumb, and axe finds nothing in any state of a cell",
  withBrowser((visit) =>
    withDemoSchool(async ({ origin }) => {
      const book = await makeGradebook(origin, { name: "Thumb", children: 12, assessments: 8 });
      await asTeacher(visit, origin, { book, device: PHONE, test: (one) => byTouch(one, book) });
      const small = await makeGradebook(origin, { name: "Small", children: 7, assessments: 3 });
      await asTeacher(visit, origin, { book: small, test: (one) => axe(one, small) });
    })
  ),
);

async function byTouch(one: Visit, book: TestGradebook): Promise<void> {
  const { page } = one;
  const { children, stored } = book;
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
    .includes(children[5].name));
  await page.locator("h1").tap();
  await saved(page);
  assert.deepEqual(
    await Promise.all([1, 2, 3, 4].map((row) => stored(row, 0))),
    ["8", "9", "missing", "late 7"],
  );
  assert.deepEqual(bursts.map(({ status }) => status), bursts.map(() => 200));
  assert.equal(bursts.reduce((sum, { cells }) => sum + cells, 0), 4);

  await conflictByTouch(one, book);

  // The name stays in sight however far the columns go.
  await cellOf(page, 1, 7).scrollIntoViewIfNeeded();
  const name = await page.getByRole("rowheader", { name: children[1].name }).boundingBox();
  assert.ok(name && name.x >= 0 && name.x + name.width < 200, JSON.stringify(name));
  const too_wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(too_wide <= 0, `${too_wide} px wider than the screen`);
}

/** The first tap shows both entries, the second takes one: no keyboard comes in between. */
async function conflictByTouch({ page }: Visit, book: TestGradebook): Promise<void> {
  await book.write(6, 0, 3);
  await cellOf(page, 6, 0).tap();
  await page.keyboard.type("5");
  await page.locator("h1").tap();
  await page.locator('[data-state="conflict"]').tap();
  assert.equal(await page.locator("input:focus").count(), 0);
  const bar = page.getByRole("group", { name: "The cell" });
  await bar.getByText("1", { exact: true }).waitFor();
  const which = page.getByRole("group", { name: /^Which counts for/ });
  for (const button of await which.getByRole("button").all()) {
    const box = (await button.boundingBox())!;
    assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.height >= 44, JSON.stringify(box));
  }
  await which.getByRole("button", { name: /Helen Marchetti 3 out of 20/ }).tap();
  await saved(page);
  assert.equal(await book.stored(6, 0), "3");
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
  const scan = await scanner(page);
  await page.locator('[data-state="conflict"]').focus();
  await page.getByRole("group", { name: /^Which counts for/ }).waitFor();
  const found = await scan();
  await cellOf(page, 5, 0).focus();
  await page.keyboard.press("Shift+ArrowDown");
  found.push(...await scan("main", [DESKTOP]));
  await page.keyboard.press("F2");
  found.push(...await scan("main", [DESKTOP]));
  assert.deepEqual(found, []);
  // What can't be saved is asked about when the page is left.
  await page.keyboard.press("Escape");
  await page.locator("h1").click();
  await page.getByRole("link", { name: "Results" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.waitFor();
  await question.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("heading", { level: 1, name: "Results" }).waitFor();
}
