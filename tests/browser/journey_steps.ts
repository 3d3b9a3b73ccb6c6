import assert from "node:assert/strict";
import type { Page } from "playwright-core";

export async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

export async function status(page: Page, text: string): Promise<void> {
  await page.getByRole("status").getByText(text).first().waitFor();
}

/** By the navigation; on a phone what does not fit into its bar is behind "More". */
export async function goTo(page: Page, name: string): Promise<void> {
  const navigation = page.getByRole("navigation", { name: /^Main/ });
  const link = navigation.getByRole("link", { name: new RegExp(`^${name}`) });
  if (await link.count() === 0) {
    await navigation.getByRole("button", { name: "More", exact: true }).click();
  }
  await link.click();
}

export async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole("main").getByRole("navigation").getByRole("link", { name }).click();
}

export async function download(page: Page): Promise<Uint8Array> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^Download/ }).click(),
  ]);
  assert.match(file.suggestedFilename(), /^Bảo Nguyễn progress report \d{4}-\d\d-\d\d\.pdf$/);
  return await Deno.readFile(await file.path());
}

export function assertPdf(bytes: Uint8Array): void {
  assert.equal(new TextDecoder().decode(bytes.slice(0, 5)), "%PDF-");
  assert.ok(bytes.length > 5000, `${bytes.length} bytes`);
}

/** Not on the screen, not in the page, not behind it. */
export async function nothingOf(page: Page, children: { name: string }[]): Promise<void> {
  const everything = await page.content();
  for (const { name } of children) assert.ok(!everything.includes(name), `"${name}" is there`);
}
