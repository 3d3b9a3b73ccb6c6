import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { scanner } from "./axe.ts";
import { type Classroom, OFFICE, TEACHER, TODAY, withClassroom } from "./classroom.ts";
import { type Credentials, signIn } from "./servers.ts";
import { type Device, type Visit, withBrowser } from "./visit.ts";

/** A test of one device in a classroom, where the network goes and comes. */
export function atDevice(
  test: (one: Visit, school: Classroom) => Promise<void>,
  { size = 3, device }: { size?: number; device?: Device } = {},
) {
  return withBrowser((visit) =>
    withClassroom((school) =>
      visit({ origin: school.origin, device }, async (one) => {
        await test(one, school);
        forgive(one);
      }), { size })
  );
}

/** The teacher has today's register open when the network goes. */
export async function atRegisterWithoutNetwork(one: Visit, school: Classroom): Promise<void> {
  await arrive(one, TEACHER);
  await one.open(registerOf(school));
  await one.context.setOffline(true);
}

/** Signed in, and the device has what it needs for a time without network. */
export async function arrive(one: Visit, person: Credentials): Promise<void> {
  await one.open("/");
  await signIn(one, person);
  await untilKept(one.page);
  await deviceIsReady(one.page);
  await one.atRest();
}

export async function deviceIsReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

export async function signInThere(one: Visit, { email, password }: Credentials): Promise<void> {
  const { page } = one;
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main", exact: true }).waitFor();
}

export async function untilKept(page: Page): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const { person, registers } = await keptOnDevice(page);
    if (person === 1 && registers > 0) return;
    await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  }
  throw new Error("the device keeps nothing");
}

/** How many things of each kind the browser's own database holds. */
export async function keptOnDevice(page: Page): Promise<Record<string, number>> {
  return await page.evaluate(async () => {
    // To open one that is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === "laurel")) return {};
    const request = indexedDB.open("laurel");
    await new Promise((resolve) => request.onsuccess = resolve);
    const counts: Record<string, number> = {};
    for (const shelf of request.result.objectStoreNames) {
      const count = request.result.transaction(shelf).objectStore(shelf).count();
      await new Promise((resolve) => count.onsuccess = resolve);
      counts[shelf] = count.result;
    }
    request.result.close();
    return counts;
  });
}

export async function cutOff(one: Visit, school: Classroom): Promise<void> {
  await one.context.setOffline(true);
  await school.stop();
}

export async function bringBack(one: Pick<Visit, "context">, school: Classroom): Promise<void> {
  await school.start();
  await one.context.setOffline(false);
}

/** Another tab of the same browser: the first one has been left. */
export async function openTab(one: Visit, path = "/"): Promise<Page> {
  await one.page.goto("about:blank");
  const page = await one.context.newPage();
  await page.goto(path);
  return page;
}

export const registerOf = ({ class_id }: Classroom) => `/classes/${class_id}/register/${TODAY}`;
export const registerApi = ({ class_id }: Pick<Classroom, "class_id">) =>
  `/api/classes/${class_id}/attendance/${TODAY}`;

export async function mark(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).click();
}

export async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save register" }).click();
}

export async function status(page: Page, text: string): Promise<void> {
  await page.getByRole("status").getByText(text).first().waitFor();
}

export async function assertChosen(page: Page, name: string, choice: string): Promise<void> {
  await page.getByRole("radiogroup", { name }).getByRole("radio", { name: choice, checked: true })
    .waitFor();
}

export async function assertNothingOf(page: Page, name: string): Promise<void> {
  assert.ok(!(await page.content()).includes(name), `"${name}" is there`);
}

export async function assertScanned({ page }: Visit, part = "html"): Promise<void> {
  const scan = await scanner(page);
  assert.deepEqual(await scan(part), []);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
}

export async function assertNotTaken(school: Classroom): Promise<void> {
  const office = await school.as(OFFICE);
  assert.equal((await office("GET", registerApi(school))).body.taken_at, null);
}

/** Everyone else is present; and the audit log has each child's mark exactly once by each writer. */
export async function assertWritten(
  school: Classroom,
  other: Record<string, string>,
): Promise<void> {
  const office = await school.as(OFFICE);
  const { data } = (await office("GET", registerApi(school))).body;
  for (const { name, status } of data) assert.equal(status, other[name] ?? "Present", name);
  const audit = (await office("GET", "/api/audit?limit=200")).body.data;
  const writes = audit.filter(({ action }: { action: string }) => action === "putClassAttendance");
  const seen = writes.map(({ actor_name, student_id, changes }: Record<string, unknown>) =>
    JSON.stringify([actor_name, student_id, changes])
  );
  assert.equal(new Set(seen).size, seen.length, "nothing is written twice");
  const by_teacher = writes.filter(({ actor_name }: { actor_name: string }) =>
    actor_name === "tomas"
  );
  const requests = new Set(by_teacher.map(({ request_id }: { request_id: string }) => request_id));
  assert.equal(requests.size, 1, "one write for the register");
}

const OF_THE_CUT =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED|refused: .* (409|412|502)$/;

/** What a cut network leaves in the browser's console is no fault; anything else is. */
export function forgive(one: Visit): void {
  assert.deepEqual(one.complaints().filter((line) => !OF_THE_CUT.test(line)), []);
}
