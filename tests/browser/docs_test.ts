import assert from "node:assert/strict";
import { apiOf, demoLogin, withDemoSchool } from "./servers.ts";
import { type Visit, withBrowser } from "./visit.ts";

Deno.test(
  "the reference shows every operation, and a token put in there works",
  withBrowser((visit) =>
    withDemoSchool(async ({ origin }) => {
      const document = await (await fetch(`${origin}/openapi.json`)).json();
      const operations = operationsOf(document);
      assert.ok(operations.length > 17);
      await visit({ origin }, async (one) => {
        await one.open("/docs");
        await one.page.getByRole("heading", { name: document.info.title }).waitFor();
        assert.deepEqual(await shownOperations(one), operations);
        const { token } = await apiOf(origin, demoLogin("Teacher"));
        await authorize(one, token);
        assert.equal((await execute(one, "GET /api/me")).status, 200);
        one.expectRefusal("GET /api/audit 403");
        assert.equal((await execute(one, "GET /api/audit")).status, 403);
      });
    })
  ),
);

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

function operationsOf({ paths }: Document): string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
  ).sort();
}

// What follows is Swagger UI's own markup, which has classes where it lacks roles.

async function shownOperations({ page }: Visit): Promise<string[]> {
  await page.locator(".opblock").first().waitFor();
  const shown = await page.locator(".opblock-summary").evaluateAll((summaries) =>
    summaries.map((summary) => {
      const method = summary.querySelector(".opblock-summary-method")!.textContent;
      const path = summary.querySelector<HTMLElement>(".opblock-summary-path")!.dataset.path;
      return `${method} ${path}`;
    })
  );
  return shown.sort();
}

async function authorize({ page }: Visit, token: string): Promise<void> {
  await page.getByRole("button", { name: "Authorize" }).first().click();
  const dialog = page.locator(".modal-ux");
  await dialog.getByRole("textbox").first().fill(token);
  await dialog.getByRole("button", { name: "Apply credentials" }).first().click();
  await dialog.getByRole("button", { name: "Close" }).click();
}

async function execute(visit: Visit, operation: string): Promise<{ status: number }> {
  const [method, path] = operation.split(" ");
  const block = visit.page.locator(`.opblock-${method.toLowerCase()}`).filter({
    has: visit.page.locator(`.opblock-summary-path[data-path="${path}"]`),
  });
  await block.getByRole("button").first().click();
  await block.getByRole("button", { name: "Try it out" }).click();
  await block.getByRole("button", { name: "Execute" }).click();
  const status = block.locator(".live-responses-table .response-col_status").last();
  await status.waitFor();
  return { status: Number.parseInt(await status.innerText()) };
}
