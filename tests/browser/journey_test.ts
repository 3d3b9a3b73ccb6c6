import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { apiOf, signIn, withServer } from "./servers.ts";
import {
  assertStored,
  CHILDREN,
  CLASS,
  NOTICE,
  OFFICE,
  OTHERS,
  OURS,
  PARENT,
  PASSWORD,
  SUBJECT,
  TEACHER,
} from "./story.ts";
import { DESKTOP, type Device, PHONE, type Visit, type Visits, withBrowser } from "./visit.ts";

for (const [name, device] of [["desktop", DESKTOP], ["phone", PHONE]] as const) {
  Deno.test(
    `a school from its set-up to a parent's evening, ${name}`,
    withBrowser((visit) =>
      withServer([], async ({ origin, output }) => {
        const story = { origin, device, visit };
        const code = /type this code: (\S+)/.exec(output())![1];
        await visit(story, async (office) => {
          await setUpSchool(office, code);
          const link = await inviteTeacher(office);
          await addTerm(office);
          await addClass(office);
          for (const child of CHILDREN) await addStudent(office, child.name);
          await fillClass(office);

          await visit(story, (teacher) => teach(teacher, link));
          await meetParent(office, story);
        });
        await assertStored(await apiOf(origin, OFFICE), origin);
      })
    ),
  );
}

async function setUpSchool(office: Visit, code: string): Promise<void> {
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
async function inviteTeacher({ page }: Visit): Promise<string> {
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

async function addTerm({ page }: Visit): Promise<void> {
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

async function addClass({ page }: Visit): Promise<void> {
  await goTo(page, "Classes");
  await page.getByRole("button", { name: "Add class" }).click();
  const dialog = page.getByRole("dialog", { name: "Add class" });
  await dialog.getByLabel("Name").fill(CLASS);
  await dialog.getByLabel("Subject").fill(SUBJECT);
  await dialog.getByLabel("Grade level").fill("3");
  await dialog.getByRole("button", { name: "Add class" }).click();
  await heading(page, CLASS);
}

async function addStudent({ page }: Visit, name: string): Promise<void> {
  await goTo(page, "Students");
  await page.getByRole("button", { name: "Add student" }).click();
  const dialog = page.getByRole("dialog", { name: "Add student" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Grade level").fill("3");
  await dialog.getByRole("button", { name: "Add student" }).click();
  await heading(page, name);
}

async function fillClass({ page }: Visit): Promise<void> {
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

async function teach(teacher: Visit, link: string): Promise<void> {
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

async function meetParent(
  office: Visit,
  { origin, visit }: { origin: string; visit: Visits; device: Device },
): Promise<void> {
  await visit({ origin, device: PHONE }, async (parent) => {
    await register(parent);
    await linkParent(office);
    await sendNotice(office);
    await parent.page.reload();
    await lookAfterChild(parent);
    await lookForOthers(parent);
    await readNotice(parent);
    await leave(parent);
  });
}

async function register({ page, open }: Visit): Promise<void> {
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

async function linkParent({ page }: Visit): Promise<void> {
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

async function sendNotice({ page }: Visit): Promise<void> {
  await page.getByRole("button", { name: "Send a notice" }).click();
  const dialog = page.getByRole("dialog", { name: "Send a notice" });
  await dialog.getByText(`To: ${OURS.name}`).waitFor();
  await dialog.getByLabel("Message").fill(NOTICE);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await status(page, "Notice sent to 1 person");
}

async function lookAfterChild({ page, atRest }: Visit): Promise<void> {
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

async function lookForOthers(parent: Visit): Promise<void> {
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

async function readNotice(parent: Visit): Promise<void> {
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

async function leave(parent: Visit): Promise<void> {
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

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

async function status(page: Page, text: string): Promise<void> {
  await page.getByRole("status").getByText(text).first().waitFor();
}

/** By the navigation; on a phone what does not fit into its bar is behind "More". */
async function goTo(page: Page, name: string): Promise<void> {
  const navigation = page.getByRole("navigation", { name: /^Main/ });
  const link = navigation.getByRole("link", { name: new RegExp(`^${name}`) });
  if (await link.count() === 0) {
    await navigation.getByRole("button", { name: "More", exact: true }).click();
  }
  await link.click();
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole("main").getByRole("navigation").getByRole("link", { name }).click();
}

async function download(page: Page): Promise<Uint8Array> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^Download/ }).click(),
  ]);
  assert.match(file.suggestedFilename(), /^Bảo Nguyễn progress report \d{4}-\d\d-\d\d\.pdf$/);
  return await Deno.readFile(await file.path());
}

function assertPdf(bytes: Uint8Array): void {
  assert.equal(new TextDecoder().decode(bytes.slice(0, 5)), "%PDF-");
  assert.ok(bytes.length > 5000, `${bytes.length} bytes`);
}

/** Not on the screen, not in the page, not behind it. */
async function nothingOf(page: Page, children: { name: string }[]): Promise<void> {
  const everything = await page.content();
  for (const { name } of children) assert.ok(!everything.includes(name), `"${name}" is there`);
}
