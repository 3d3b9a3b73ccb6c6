import assert from "node:assert/strict";
import type { Role } from "../../api/access/policy.ts";
import { type Scanner, scanner } from "./axe.ts";
import { DIALOGS } from "./dialogs.ts";
import { ADDRESSES, type Ids, idsOf, pagesOfTheApp } from "./pages.ts";
import { apiOf, demoLogin, signIn, withDemoSchool } from "./servers.ts";
import { follow, PHONE, type Visit, withBrowser } from "./visit.ts";

/** A test that axe finds nothing on any page that these roles can open, nor in any dialog. */
export function findsNothingFor(roles: Role[]) {
  return withBrowser((visit, t) =>
    withDemoSchool(async ({ origin }) => {
      const ids = await idsOf(await apiOf(origin, demoLogin("Parent")));
      const pages = await pagesOfTheApp();
      for (const role of roles) {
        await t.step(role, () =>
          visit({ origin }, async (one) => {
            const scan = await scanner(one.page);
            await one.open("/");
            await signIn(one, demoLogin(role));
            const found: string[] = [];
            for (const { path } of pages.filter(({ roles }) => roles.includes(role))) {
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
    })
  );
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
  const refused = await scan();
  // Still as wide as a phone: what has no place in the bar is behind its last button.
  const more = one.page.getByRole("button", { name: "More", exact: true });
  if (await more.count() === 0) return [...missing, ...refused];
  await more.click();
  return [...missing, ...refused, ...await scan("dialog[open]", [PHONE])];
}
