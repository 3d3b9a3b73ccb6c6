import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { demoLogin, withDemoSchool } from "./servers.ts";
import { type Visit, withBrowser } from "./visit.ts";

// No step below uses the mouse, and none puts the focus anywhere: Tab and the arrows bring it there.

Deno.test(
  "the office signs in, finds a child, opens and closes dialogs, by keyboard alone",
  withBrowser((visit) =>
    withDemoSchool(({ origin }) =>
      visit({ origin }, async (one) => {
        const { page } = one;
        await signInByKeyboard(one, "Admin");
        await skipToThePage(one);

        await tabTo(page, "Students");
        await page.keyboard.press("Enter");
        await headingHasFocus(one, "Students");
        await addAndThinkAgain(one);

        await tabTo(page, "Search by name or number");
        await page.keyboard.type("dvořáková");
        await page.waitForURL(/q=/);
        await one.atRest();
        await tabTo(page, /Dvořáková$/);
        const name = await focused(page);
        await page.keyboard.press("Enter");
        await headingHasFocus(one, name);

        await tabTo(page, "Attendance");
        await page.keyboard.press("Enter");
        await page.waitForURL(/tab=attendance/);
        await page.getByRole("table", { name: `Attendance of ${name}` }).waitFor();
        // Alt+← in a browser that has a window.
        await page.goBack();
        await page.getByRole("table", { name: /^Marks/ }).first().waitFor();
        await closeMenu(one, name);
      })
    )
  ),
);

Deno.test(
  "a teacher takes the register and enters marks by keyboard alone",
  withBrowser((visit) =>
    withDemoSchool(({ origin }) =>
      visit({ origin }, async (one) => {
        await signInByKeyboard(one, "Teacher");
        await takeRegister(one);
        await enterMarks(one);
      })
    )
  ),
);

async function signInByKeyboard(one: Visit, role: "Admin" | "Teacher"): Promise<void> {
  const { page } = one;
  const { email, password } = demoLogin(role);
  await one.open("/");
  await tabTo(page, "Email address");
  await page.keyboard.type(email);
  await tabTo(page, "Password");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Main", exact: true }).waitFor();
  await one.atRest();
}

async function skipToThePage(one: Visit): Promise<void> {
  const { page } = one;
  await page.reload();
  await one.atRest();
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to the page");
  await focusIsSeen(page);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => !!document.activeElement?.closest("main"));
  assert.ok(inside, "after the skip link, Tab goes on inside the page");
}

async function addAndThinkAgain(one: Visit): Promise<void> {
  const { page } = one;
  const dialog = page.getByRole("dialog", { name: "Add student" });
  await tabTo(page, "Add student");
  await page.keyboard.press("Enter");
  await dialog.waitFor();
  assert.equal(await focused(page), "Name");
  // Around the whole dialog and out of it nowhere, but for the browser's own bars.
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(() =>
      document.activeElement !== document.body && !document.activeElement?.closest("dialog")
    );
    assert.ok(!outside, `Tab leaves the dialog for "${await focused(page)}"`);
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await focused(page), "Add student");
}

async function closeMenu(one: Visit, name: string): Promise<void> {
  const { page } = one;
  await tabTo(page, `More for ${name}`);
  await page.keyboard.press("Enter");
  await tabTo(page, "Erase for good");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), `More for ${name}`);
  await page.keyboard.press("Enter");
  await tabTo(page, "Erase for good");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Erase "${name}" for good?` });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await focused(page), `More for ${name}`);
}

async function takeRegister(one: Visit): Promise<void> {
  const { page } = one;
  await tabTo(page, /^Take register of/);
  await page.keyboard.press("Enter");
  await headingHasFocus(one, "Register");
  await tabTo(page, "Day before");
  await page.keyboard.press("Enter");
  await headingHasFocus(one, "Register");
  const children = page.getByRole("list", { name: "Children" }).getByRole("radiogroup");
  await children.first().waitFor();
  await tabUntil(page, () => document.activeElement!.matches("[type=radio]"));
  await page.keyboard.press("a");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("l");
  await tabUntil(page, () => document.activeElement!.matches("[inputmode=numeric]"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("7");
  await one.atRest();
  assert.ok(await children.nth(0).getByRole("radio", { name: "Absent" }).isChecked());
  assert.ok(await children.nth(1).getByRole("radio", { name: "Late" }).isChecked());
  await tabTo(page, "Save register");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Register saved").waitFor();
  await one.open(new URL(page.url()).pathname);
  assert.ok(await children.nth(0).getByRole("radio", { name: "Absent" }).isChecked());
  assert.equal(await page.getByLabel(/^Minutes late/).first().inputValue(), "7");
}

async function enterMarks(one: Visit): Promise<void> {
  const { page } = one;
  await tabTo(page, "Home");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your classes" }).waitFor();
  // The focus goes to the heading of the new page, and only then on from there.
  await one.atRest();
  await tabTo(page, /^Gradebook of/);
  await page.keyboard.press("Enter");
  await headingHasFocus(one, "Gradebook");
  await tabTo(page, "More for the gradebook");
  await page.keyboard.press("Enter");
  await tabTo(page, "Term marks without assessments");
  await page.keyboard.press("Enter");
  await headingHasFocus(one, "Marks");
  await tabTo(page, "Term");
  // The term before, which is closed: its marks can be read.
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/term_id=2/);
  await one.atRest();
  await tabTo(page, "Subject");
  await page.keyboard.type("Penmanship");
  await page.keyboard.press("Enter");
  await page.getByText(/^(Autumn|Spring|Summer) term \d+ was closed/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Save marks" }).count(), 0);
  await one.atRest();
  await tabTo(page, "Term", { back: true });
  await page.keyboard.press("ArrowUp");
  await page.waitForURL(/term_id=3/);
  await one.atRest();
  await tabTo(page, /^Mark, /);
  await page.keyboard.type("A-");
  await page.keyboard.press("Enter");
  await page.keyboard.type("no such mark");
  await page.keyboard.press("Enter");
  await page.keyboard.type("B");
  one.expectRefusal(`PUT ${apiPath(page)} 400`);
  await tabTo(page, "Save marks");
  await page.keyboard.press("Enter");
  await page.getByText("1 mark needs a change").waitFor();
  await tabTo(page, /^Mark, /, { back: true, invalid: true });
  await page.keyboard.press("Control+a");
  await page.keyboard.type("87");
  await tabTo(page, "Save marks");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Marks saved").waitFor();
}

function apiPath(page: Page): string {
  return `/api${new URL(page.url()).pathname.replace("/marks", "/grades")}`;
}

/** A new page begins at its heading, for those who hear it. */
async function headingHasFocus(one: Visit, name: string): Promise<void> {
  await one.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await one.atRest();
  assert.equal(await focused(one.page), name);
  assert.equal(await one.page.evaluate(() => document.activeElement?.tagName), "H1");
  assert.ok((await one.page.title()).startsWith(`${name} · `));
}

const FAR = 200;

/** Tab by Tab to what has this name; all along, where the focus is can be seen. */
async function tabTo(
  page: Page,
  name: string | RegExp,
  { back = false, invalid = false } = {},
): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < FAR; i++) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const here = await focused(page);
    if (here === "") continue;
    await focusIsSeen(page);
    passed.push(here);
    const fits = typeof name === "string" ? here === name : name.test(here);
    if (fits && (!invalid || await page.locator("[aria-invalid=true]:focus").count() > 0)) return;
  }
  throw new Error(`Tab does not come to "${name}", but to ${passed.join(", ")}`);
}

async function tabUntil(page: Page, there: () => boolean): Promise<void> {
  for (let i = 0; i < FAR; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(there)) return;
  }
  throw new Error(`Tab does not come there, but to "${await focused(page)}"`);
}

/** The name of what has the focus, as a screen reader would say it; "" for none. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (!element || element === document.body) return "";
    const label = element.labels?.[0];
    return (element.getAttribute("aria-label") ?? label?.dataset.label ?? label?.textContent ??
      element.textContent ?? "").trim();
  });
}

/** An outline, or a shadow or border that is not there without the focus. */
async function focusIsSeen(page: Page): Promise<void> {
  const problem = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    // A control that only its label draws, as in the register, is seen there.
    const drawn = [element, element.parentElement!, element.nextElementSibling!].filter(Boolean);
    const marks = (one: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return { outline: outlineStyle !== "none" && outlineWidth !== "0px", boxShadow };
    };
    const now = drawn.map(marks);
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.bottom < 0 || box.top > innerHeight) return "is off the screen";
    return now.some(({ outline, boxShadow }) => outline || boxShadow !== "none")
      ? null
      : "has the focus, and nothing shows it";
  });
  assert.equal(problem, null, `"${await focused(page)}" ${problem}`);
}
