import assert from "node:assert/strict";
import { assertPdf, download, goTo, heading, nothingOf, tab } from "./journey_steps.ts";
import { signIn } from "./servers.ts";
import { CHILDREN, NOTICE, OTHERS, OURS, PARENT, SUBJECT } from "./story.ts";
import type { Visit } from "./visit.ts";

export async function register({ page, open }: Visit): Promise<void> {
  await open("/");
  await heading(page, "Sign in");
  await page.getByRole("link", { name: /Make an account/ }).click();
  await heading(page, "Make an account");
  await page.getByLabel("Parent").check();
  await page.getByLabel("Your name").fill(PARENT.name);
  await page.getByLabel("Email address").fill(PARENT.email);
  await page.getByLabel("Password", { exact: true }).fill(PARENT.password);
  await page.getByRole("button", { name: "Make the account" }).click();
  await page.getByText("Your account is ready").waitFor();
  await nothingOf(page, CHILDREN);
}

export async function lookAfterChild({ page, atRest }: Visit): Promise<void> {
  const child = page.getByRole("article");
  await atRest();
  await child.getByRole("heading", { name: OURS.name }).waitFor();
  assert.match(await child.innerText(), /GPA\s+3\.30/);
  assert.match(await child.innerText(), /Attendance\s+0\s?%\s+0 of 1 day\b/);
  await page.getByRole("link", { name: "Notices 1 unread" }).waitFor();
  await nothingOf(page, OTHERS);

  await child.getByRole("link", { name: OURS.name, exact: true }).click();
  await heading(page, OURS.name);
  await page.getByRole("row", { name: SUBJECT }).getByText(OURS.mark, { exact: true }).waitFor();
  await nothingOf(page, OTHERS);
  await tab(page, "Attendance");
  await page.getByRole("table", { name: `Attendance of ${OURS.name}` }).getByText("Absent")
    .waitFor();
  await nothingOf(page, OTHERS);
  await tab(page, "Reports");
  assertPdf(await download(page));
  for (const name of ["Guardians", "Edit", "Send a notice", "Make a report"]) {
    assert.equal(await page.getByText(name, { exact: true }).count(), 0, name);
  }
}

export async function lookForOthers(parent: Visit): Promise<void> {
  const { page } = parent;
  const own = Number(/students\/(\d+)/.exec(page.url())![1]);
  for (const [i, child] of CHILDREN.entries()) {
    if (child === OURS) continue;
    // The children were added one after the other.
    const student_id = own - CHILDREN.indexOf(OURS) + i;
    parent.expectRefusal(`GET /api/students/${student_id} 404`);
    await parent.open(`/students/${student_id}`);
    await page.getByRole("alert").getByText("Not found").first().waitFor();
    await nothingOf(page, CHILDREN);
  }
  for (const path of ["/classes", "/classes/1", "/users", "/audit", "/settings"]) {
    await parent.open(path);
    await heading(page, "Page not found");
    await nothingOf(page, CHILDREN);
  }
  await goTo(page, "Children");
  await page.getByRole("row", { name: OURS.name }).waitFor();
  await nothingOf(page, OTHERS);
}

export async function readNotice(parent: Visit): Promise<void> {
  const { page } = parent;
  await goTo(page, "Notices");
  await page.getByRole("listitem").filter({ hasText: NOTICE }).getByText("New").waitFor();
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.getByRole("link", { name: "Notices", exact: true }).waitFor();
  await parent.atRest();
  await page.reload();
  await page.getByText(NOTICE).waitFor();
  assert.equal(await page.getByText("New", { exact: true }).count(), 0);
}

export async function leave(parent: Visit): Promise<void> {
  const { page, context } = parent;
  await page.getByRole("link", { name: "Your account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await heading(page, "Sign in");
  assert.deepEqual(await context.cookies(), []);
  await page.goBack();
  await heading(page, "Sign in");
  await nothingOf(page, CHILDREN);
  await signIn(parent, PARENT);
  await page.getByRole("article").getByRole("heading", { name: OURS.name }).waitFor();
}
