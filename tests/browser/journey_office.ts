import assert from "node:assert/strict";
import { goTo, heading, status, tab } from "./journey_steps.ts";
import { CHILDREN, CLASS, NOTICE, OFFICE, OURS, PARENT, SUBJECT, TEACHER } from "./story.ts";
import type { Visit } from "./visit.ts";

export async function setUpSchool(office: Visit, code: string): Promise<void> {
  const { page } = office;
  await office.open("/");
  await heading(page, "Set up your school");
  assert.equal(new URL(page.url()).pathname, "/setup");
  await page.getByLabel("Set-up code").fill("WRNG-CODE");
  await page.getByLabel("School name").fill("Oak Street School");
  await page.getByLabel("Your name").fill(OFFICE.name);
  await page.getByLabel("Your email address").fill(OFFICE.email);
  await page.getByLabel("Password", { exact: true }).fill(OFFICE.password);
  office.expectRefusal("POST /api/setup 403");
  await page.getByRole("button", { name: "Set up the school" }).click();
  await page.getByLabel("Set-up code").and(page.locator("[aria-invalid=true]")).waitFor();
  await page.getByLabel("Set-up code").fill(code);
  await page.getByRole("button", { name: "Set up the school" }).click();
  await page.getByText("0 of 5 done").waitFor();
  assert.match(await page.title(), /^Home · Oak Street School$/);
}

/** The link that the office hands over. */
export async function inviteTeacher({ page }: Visit): Promise<string> {
  await goTo(page, "People");
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(TEACHER.name);
  await dialog.getByLabel("Email address").fill(TEACHER.email);
  await dialog.getByLabel("Role").selectOption("Teacher");
  await dialog.getByRole("button", { name: "Add and invite" }).click();
  const link = await dialog.getByLabel(`Invitation link for ${TEACHER.name}`).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("row", { name: TEACHER.name }).waitFor();
  return link;
}

export async function addTerm({ page }: Visit): Promise<void> {
  const { year, from, to } = thisTerm();
  await goTo(page, "Terms");
  await page.getByRole("button", { name: "Add term" }).click();
  const dialog = page.getByRole("dialog", { name: "Add term" });
  await dialog.getByLabel("Name").fill(`Term of ${year}`);
  await dialog.getByLabel("First day").fill(from);
  await dialog.getByLabel("Last day").fill(to);
  await dialog.getByRole("button", { name: "Add term" }).click();
  await page.getByRole("row", { name: `Term of ${year}` }).waitFor();
}

function thisTerm() {
  const year = new Date().getUTCFullYear();
  return { year, from: `${year}-01-01`, to: `${year}-12-31` };
}

export async function addClass({ page }: Visit): Promise<void> {
  await goTo(page, "Classes");
  await page.getByRole("button", { name: "Add class" }).click();
  const dialog = page.getByRole("dialog", { name: "Add class" });
  await dialog.getByLabel("Name").fill(CLASS);
  await dialog.getByLabel("Subject").fill(SUBJECT);
  await dialog.getByLabel("Grade level").fill("3");
  await dialog.getByRole("button", { name: "Add class" }).click();
  await heading(page, CLASS);
}

export async function addStudent({ page }: Visit, name: string): Promise<void> {
  await goTo(page, "Students");
  await page.getByRole("button", { name: "Add student" }).click();
  const dialog = page.getByRole("dialog", { name: "Add student" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Grade level").fill("3");
  await dialog.getByRole("button", { name: "Add student" }).click();
  await heading(page, name);
}

export async function fillClass({ page }: Visit): Promise<void> {
  await goTo(page, "Classes");
  await page.getByRole("link", { name: CLASS, exact: true }).click();
  await heading(page, CLASS);
  await page.getByText("Nobody is in this class yet").waitFor();
  await tab(page, "Roster");
  await page.getByRole("button", { name: "Add students" }).first().click();
  const students = page.getByRole("dialog", { name: `Add students to ${CLASS}` });
  for (const { name } of CHILDREN) await students.getByLabel(name).check();
  await students.getByRole("button", { name: "Add 4 students" }).click();
  await students.waitFor({ state: "hidden" });
  for (const { name } of CHILDREN) await page.getByRole("row", { name }).waitFor();

  await tab(page, "Teachers");
  await page.getByRole("button", { name: "Add a teacher" }).click();
  const teachers = page.getByRole("dialog", { name: `Add a teacher to ${CLASS}` });
  await teachers.getByLabel("Find users").fill("tom");
  await teachers.getByLabel(TEACHER.name).check();
  await teachers.getByRole("button", { name: "Add the teacher" }).click();
  await page.getByRole("row", { name: TEACHER.name }).waitFor();
}

export async function linkParent({ page }: Visit): Promise<void> {
  await goTo(page, "Students");
  await page.getByRole("link", { name: OURS.name }).click();
  await heading(page, OURS.name);
  await tab(page, "Guardians");
  await page.getByRole("button", { name: "Add a parent" }).click();
  const dialog = page.getByRole("dialog", { name: `Add a parent of ${OURS.name}` });
  await dialog.getByLabel("Has an account").check();
  await dialog.getByLabel(PARENT.name).check();
  await dialog.getByLabel("Relationship").fill("Mother");
  await dialog.getByRole("button", { name: "Link" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("row", { name: PARENT.name }).getByText("Mother").waitFor();
}

export async function sendNotice({ page }: Visit): Promise<void> {
  await page.getByRole("button", { name: "Send a notice" }).click();
  const dialog = page.getByRole("dialog", { name: "Send a notice" });
  await dialog.getByText(`To: ${OURS.name}`).waitFor();
  await dialog.getByLabel("Message").fill(NOTICE);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await status(page, "Notice sent to 1 person");
}
