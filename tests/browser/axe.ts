import { fileURLToPath } from "node:url";
import type { CDPSession, Page } from "playwright-core";
import { DESKTOP, PHONE } from "./visit.ts";

const SOURCE = await Deno.readTextFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")));
const SCREENS = [DESKTOP, PHONE];
/** The page is the same in both; what differs is for these rules to see. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

interface Axe {
  getRules(): { ruleId: string; tags: string[] }[];
  run(context: unknown, options: unknown): Promise<{
    violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[];
  }>;
}

export type Scanner = Awaited<ReturnType<typeof scanner>>;

/** Looks at a page as it stands: on a desktop and on a phone, in light and in dark. */
export async function scanner(page: Page) {
  const debug = await page.context().newCDPSession(page);

  /** What is wrong in `part` of the page, a line each, and whether the page is too wide. */
  return async function scan(part = "html", screens = SCREENS): Promise<string[]> {
    const found: string[] = [];
    for (const screen of screens) {
      await showOn(screen, { page, debug });
      const width = screen.viewport.width;
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        const rules = scheme === "light" ? null : COLOUR_RULES;
        for (const line of await violations(page, { part, rules })) {
          found.push(`${scheme} ${width}: ${line}`);
        }
      }
      const too_wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (too_wide > 0) found.push(`${width}: ${too_wide} px wider than the screen`);
    }
    const { pathname, search } = new URL(page.url());
    return found.map((line) => `${pathname}${search} ${part} ${line}`);
  };
}

async function showOn(
  screen: typeof SCREENS[number],
  { page, debug }: { page: Page; debug: CDPSession },
): Promise<void> {
  await page.setViewportSize(screen.viewport);
  await debug.send("Emulation.setTouchEmulationEnabled", { enabled: "hasTouch" in screen });
}

/** By all rules but those of AAA and the deprecated, or by those that are named. */
async function violations(
  page: Page,
  options: { part: string; rules: string[] | null },
): Promise<string[]> {
  // The debugger puts it in; the page's own policy has no say in that and stays as it is.
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(SOURCE);
  return await page.evaluate(async ({ part, rules }) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const every = axe.getRules().filter(({ tags }) =>
      !tags.includes("wcag2aaa") && !tags.includes("deprecated")
    ).map(({ ruleId }) => ruleId);
    const { violations } = await axe.run(part, {
      runOnly: { type: "rule", values: rules ?? every },
      resultTypes: ["violations"],
      preload: false,
    });
    return violations.map(({ id, nodes }) =>
      `${id}: ${
        nodes.slice(0, 3).map(({ target, failureSummary }) =>
          `${target.join(" ")} (${failureSummary.replace(/\s+/g, " ")})`
        ).join("; ")
      }${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""}`
    );
  }, options);
}
