import assert from "node:assert/strict";
import { assertPdf, download, goTo, heading, status, tab } from "./journey_steps.ts";
import { CHILDREN, CLASS, OTHERS, OURS, PASSWORD, SUBJECT } from "./story.ts";
import type { Visit } from "./visit.ts";

export async function teach(teacher: Visit, link: string): Promise<void> {
  const { page } = teacher;
  await acceptInvitation(teacher, link);
  await page.getByRole("heading", { name: CLASS }).waitFor();
  await page.getByText(atWeekend() ? "Not expected today" : "Not taken today").waitFor();
  await takeRegister(teacher);
  await enterMarks(teacher);
  await makeReport(teacher);
}

async function acceptInvitation(visit: Visit, link: string): Promise<void> {
  const { page } = visit;
  await page.goto(link);
  await heading(page, "Choose your password");
  await page.getByLabel("New password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Open my account" }).click();
  await page.getByText("Use at least 12 characters").waitFor();
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Open my account" }).click();
  await page.waitForURL("**/");
  await page.getByText("Your classes").waitFor();
}

/** A school that has just been set up has no school then. */
function atWeekend(): boolean {
  return [0, 6].includes(new Date().getUTCDay());
}

async function takeRegister({ page }: Visit): Promise<void> {
  await page.getByRole("link", { name: `Take register of ${CLASS}` }).click();
  await heading(page, "Register");
  await page.getByText(atWeekend() ? "Not needed" : "Not taken", { exact: true }).waitFor();
  for (const { name, status } of CHILDREN) {
    // The radio itself is covered by what is drawn for it, so it is tapped as people tap it.
    const choice = page.getByRole("radiogroup", { name }).getByRole("radio", { name: status });
    if (status === "Absent") await choice.click();
    assert.ok(await choice.isChecked());
  }
  const bar = page.getByRole("region", { name: "Save" });
  assert.match(await bar.innerText(), /2\s+present\s+2\s+absent/);
  await bar.getByRole("button", { name: "Save register" }).click();
  await status(page, "Register saved");
  await bar.getByRole("button", { name: "Saved" }).waitFor();
}

async function enterMarks({ page }: Visit): Promise<void> {
  await goTo(page, "Classes");
  await page.getByRole("link", { name: CLASS, exact: true }).click();
  await tab(page, "Marks");
  // The class and the day say which: the teacher only goes on.
  await page.getByRole("button", { name: "Open the marks" }).click();
  await heading(page, `Marks: ${SUBJECT}`);
  await page.getByLabel(`Mark, ${CHILDREN[0].name}`).focus();
  for (const { mark } of CHILDREN) {
    await page.keyboard.type(mark);
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: "Save marks" }).click();
  await status(page, "Marks saved");
}

async function makeReport({ page }: Visit): Promise<void> {
  await goTo(page, "Students");
  await page.getByRole("searchbox").fill("nguyen");
  await page.getByRole("row", { name: OTHERS[0].name }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: OURS.name }).click();
  await heading(page, OURS.name);
  await page.getByText("3.30").first().waitFor();

  await tab(page, "Reports");
  await page.getByRole("button", { name: "Make a report" }).click();
  const dialog = page.getByRole("dialog", { name: `Make a report for ${OURS.name}` });
  await dialog.getByLabel("Report").selectOption({ label: "Progress: how it is going in a term" });
  await dialog.getByRole("button", { name: "Make the report" }).click();
  await status(page, "Report made");
  assertPdf(await download(page));
}
