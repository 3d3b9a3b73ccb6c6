import assert from "node:assert/strict";
import { ROLES } from "../../db/schema/users.ts";
import { scanner } from "./axe.ts";
import { findsNothingFor } from "./axe_pages.ts";
import { DIALOGS } from "./dialogs.ts";
import { ADDRESSES, pagesOfTheApp } from "./pages.ts";
import { withDemoSchool, withServer } from "./servers.ts";
import { type Visit, withBrowser } from "./visit.ts";

Deno.test("every page of the app is looked at, and every dialog has its page", async () => {
  const pages = await pagesOfTheApp();
  assert.deepEqual(pages.map(({ path }) => path).sort(), Object.keys(ADDRESSES).sort());
  const ids = { student_id: 1, class_id: 2, term_id: 3, subject: "Art", date: "2026-09-01" };
  for (const role of ROLES) {
    const addresses = pages.filter(({ roles }) => roles.includes(role))
      .flatMap(({ path }) => ADDRESSES[path](ids, role));
    for (const { name, path } of DIALOGS.filter(({ roles }) => roles.includes(role))) {
      assert.ok(addresses.includes(path(ids)), `"${name}" for ${role}: ${path(ids)}`);
    }
  }
});

Deno.test("axe finds nothing on any page of the office", findsNothingFor(["Admin"]));

Deno.test(
  "axe finds nothing on the pages before sign-in, nor on the reference",
  withBrowser((visit) =>
    withDemoSchool(({ origin }) =>
      visit({ origin }, async (one) => {
        assert.deepEqual(await scanFront(one), []);
        await one.open("/docs");
        await one.page.locator(".opblock").first().waitFor();
        const scan = await scanner(one.page);
        assert.deepEqual(await scan(), []);
      })
    )
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
