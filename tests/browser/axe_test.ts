import assert from "node:assert/strict";
import type { Role } from "../../api/access/policy.ts";
import { ROLES } from "../../db/schema/users.ts";
import { type Scanner, scanner } from "./axe.ts";
import { DIALOGS } from "./dialogs.ts";
import { type Api, apiOf, demoLogin, signIn, withDemoSchool, withServer } from "./servers.ts";
import { type Visit, withBrowser } from "./visit.ts";

/** What the demo school has for the addresses. */
interface Ids {
  student_id: number;
  class_id: number;
  term_id: number;
  subject: string;
  /** A day whose register was taken. */
  date: string;
}

/** Every page of the app, by its line in `web/src/routes.ts`, in the states that it has an address for. */
const ADDRESSES: Record<string, (ids: Ids, role: Role) => string[]> = {
  "/": () => ["/"],
  "/notices": () => ["/notices", "/notices?show=unread"],
  "/account": () => ["/account"],
  "/students": (_, role) => [
    "/students?q=nobody+has+this+name",
    // A page of fifty is looked at for one of the roles that have it.
    role === "Teacher" ? "/students?q=dvořáková" : "/students",
  ],
  "/students/:id": ({ student_id }, role) => [
    `/students/${student_id}`,
    `/students/${student_id}?tab=attendance`,
    `/students/${student_id}?tab=activities`,
    `/students/${student_id}?tab=reports`,
    ...staff(role) ? [`/students/${student_id}?tab=guardians`] : [],
  ],
  "/classes": () => ["/classes"],
  "/classes/:id": ({ class_id }) => [
    `/classes/${class_id}`,
    `/classes/${class_id}?tab=register`,
    `/classes/${class_id}?tab=marks`,
    `/classes/${class_id}?tab=teachers`,
  ],
  "/classes/:id/register/:date": ({ class_id, date }) => [`/classes/${class_id}/register/${date}`],
  "/classes/:id/marks": ({ class_id, term_id, subject }) => [
    `/classes/${class_id}/marks`,
    `/classes/${class_id}/marks?${new URLSearchParams({ term_id: String(term_id), subject })}`,
  ],
  "/users": () => ["/users?q=adler"],
  "/terms": () => ["/terms"],
  "/settings": () => ["/settings"],
  "/audit": ({ student_id }) => ["/audit", `/audit?student_id=${student_id}`],
  "/setup": () => [],
  "/register": () => [],
  "/invite": () => [],
};

Deno.test("every page of the app is looked at", async () => {
  const routes = await pagesOfTheApp();
  assert.deepEqual(routes.map(({ path }) => path).sort(), Object.keys(ADDRESSES).sort());
});

Deno.test(
  "axe finds nothing on any page for whoever can open it",
  withBrowser((visit, t) =>
    withDemoSchool(async ({ origin }) => {
      const ids = await idsOf(await apiOf(origin, demoLogin("Parent")));
      const routes = await pagesOfTheApp();
      for (const role of ROLES) {
        await t.step(role, () =>
          visit({ origin }, async (one) => {
            const scan = await scanner(one.page);
            await one.open("/");
            await signIn(one, demoLogin(role));
            const found: string[] = [];
            for (const { path } of routes.filter(({ roles }) => roles.includes(role))) {
              for (const address of ADDRESSES[path](ids, role)) {
                await follow(one, address);
                await one.page.getByRole("heading", { level: 1 }).waitFor();
                found.push(...await scan());
                found.push(...await scanDialogs(one, { scan, role, address, ids }));
              }
            }
            found.push(...await scanOddities(one, scan));
            assert.deepEqual(found, []);
          }));
      }
      await t.step("not signed in", () =>
        visit({ origin }, async (one) => {
          assert.deepEqual(await scanFront(one), []);
        }));
      await t.step("the reference", () =>
        visit({ origin }, async (one) => {
          await one.open("/docs");
          await one.page.locator(".opblock").first().waitFor();
          const scan = await scanner(one.page);
          assert.deepEqual(await scan(), []);
        }));
    })
  ),
);

Deno.test(
  "axe finds nothing on the set-up page",
  withBrowser((visit) =>
    withServer([], ({ origin }) =>
      visit({ origin }, async (one) => {
        const scan = await scanner(one.page);
        await one.open("/setup");
        const found = await scan();
        await one.page.getByRole("button", { name: "Set up the school" }).click();
        await one.page.getByText("Enter the set-up code").waitFor();
        assert.deepEqual([...found, ...await scan()], []);
      }))
  ),
);

/** As a click on a link of the app does: what was put into the page stays in it. */
async function follow({ page, atRest }: Visit, address: string): Promise<void> {
  await page.evaluate((address) => {
    const link = Object.assign(document.createElement("a"), { href: address });
    document.body.append(link);
    link.click();
    link.remove();
  }, address);
  await atRest();
}

function staff(role: Role): boolean {
  return role === "Admin" || role === "Teacher";
}

/** The lines of the web app's own table; its modules bring CSS, which only the browser takes. */
async function pagesOfTheApp(): Promise<{ path: string; roles: readonly Role[] }[]> {
  const text = await Deno.readTextFile(new URL("../../web/src/routes.ts", import.meta.url));
  const named: Record<string, readonly Role[]> = { STAFF: ["Admin", "Teacher"], OFFICE: ["Admin"] };
  const [signed_in, front] = text.split("PUBLIC_PAGES: ").map((part) =>
    part.split('path: "').slice(1).map((page) => ({
      path: page.slice(0, page.indexOf('"')),
      roles: named[/roles: (\w+)/.exec(page)?.[1] ?? ""] ?? ROLES,
    }))
  );
  return [...signed_in, ...front.map(({ path }) => ({ path, roles: [] }))];
}

async function idsOf({ ask }: Api): Promise<Ids> {
  const { body: me } = await ask("/api/me");
  const { student_id } = me.students[0];
  const { body: grades } = await ask(`/api/students/${student_id}/grades`);
  const [{ class_id, term_id, subject }] = grades.data;
  const { body: days } = await ask(`/api/students/${student_id}/attendance?class_id=${class_id}`);
  return { student_id, class_id, term_id, subject, date: days.data[0].date };
}

/** What opens over this page, one after the other; Escape closes each. */
async function scanDialogs(
  { page, atRest }: Visit,
  { scan, role, address, ids }: { scan: Scanner; role: Role; address: string; ids: Ids },
): Promise<string[]> {
  const found: string[] = [];
  const here = DIALOGS.filter(({ roles, path }) => roles.includes(role) && path(ids) === address);
  for (const { open } of here) {
    await open(page);
    await atRest();
    found.push(...await scan("dialog[open]"));
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }
  return found;
}

async function scanOddities(one: Visit, scan: Scanner): Promise<string[]> {
  await one.open("/no-such-page");
  const missing = await scan();
  one.expectRefusal("GET /api/students/999999 404");
  await one.open("/students/999999");
  await one.page.getByRole("alert").waitFor();
  return [...missing, ...await scan()];
}

async function scanFront(one: Visit): Promise<string[]> {
  const { page } = one;
  const scan = await scanner(page);
  const found: string[] = [];
  for (const path of ["/sign-in", "/register", "/invite", "/invite#a-token-of-nobody"]) {
    // Only what stands behind "#" may differ, and that alone loads no page.
    await page.goto("about:blank");
    await one.open(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    found.push(...await scan());
  }
  await one.open("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Enter the password").waitFor();
  found.push(...await scan());
  one.expectRefusal("POST /api/login 401");
  await page.getByLabel("Email address").fill("nobody@school.example");
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();
  return [...found, ...await scan()];
}
