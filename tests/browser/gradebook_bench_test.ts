import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { cellOf, makeGradebook, saved } from "./gradebooks.ts";
import { demoLogin, signIn, withDemoSchool } from "./servers.ts";
import { type Visit, withBrowser } from "./visit.ts";

const CHILDREN = 40;
const ASSESSMENTS = 60;

// How fast it is on this machine is told, not asserted: a busy one would fail for no fault of ours.
Deno.test(
  `${CHILDREN} × ${ASSESSMENTS} cells take keys without moving anything`,
  withBrowser((visit) =>
    withDemoSchool(async ({ origin }) => {
      const size = { children: CHILDREN, assessments: ASSESSMENTS };
      const book = await makeGradebook(origin, { name: "Large", ...size });
      await book.fill((row, column) => (row * 7 + column * 3) % 21);
      await visit({ origin }, async (one) => {
        await one.open(book.path);
        await signIn(one, demoLogin("Teacher"));
        await one.page.getByRole("grid").waitFor();
        assert.equal(await one.page.locator("tbody td[aria-label]").count(), 2_400);
        await one.atRest();
        const work = await workOf(one.page);
        const { painted, shifts } = await typeColumn(one);
        const worked = await work();
        assert.deepEqual(shifts, [], "layout shifts");
        const [half, most] = [0.5, 0.95].map((part) => percentile(painted, part));
        console.log(`from a key to the painted cell: ${half} ms median, ${most} ms for 95 of 100`);
        for (const [what, seconds] of Object.entries(worked)) {
          console.log(`${what}: ${(seconds * 1000 / painted.length).toFixed(2)} ms a key`);
        }
        await saved(one.page);
        assert.equal(await book.stored(CHILDREN - 1, 2), "7");
      });
    })
  ),
);

/**
 * The processor time that the page takes for what comes, by kind, in seconds: on a machine that
 * does other things, too, it says more than the clock.
 */
async function workOf(page: Page): Promise<() => Promise<Record<string, number>>> {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await debug.send("Performance.getMetrics");
    const known = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    return ["TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration"]
      .map((name) => [name, known[name]] as const);
  };
  const before = new Map(await read());
  return async () =>
    Object.fromEntries((await read()).map(([name, now]) => [name, now - before.get(name)!]));
}

interface Measured {
  /** Milliseconds from each key to the frame that shows it. */
  painted: number[];
  /** What moved, by its text: also what moved because of a key. */
  shifts: string[];
}

interface LayoutShift {
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

/** A score and Enter for every child, as fast as the page takes them. */
async function typeColumn({ page }: Visit): Promise<Measured> {
  await page.evaluate(() => {
    const measured: Measured = { painted: [], shifts: [] };
    Object.assign(globalThis, { measured });
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as unknown as LayoutShift[]) {
        for (const { node, previousRect: before, currentRect: after } of sources) {
          // A number of other digits begins elsewhere in its cell: its box is where it was.
          if (before.x === after.x && before.y === after.y) continue;
          measured.shifts.push(node?.textContent ?? "something that is gone");
        }
      }
    }).observe({ type: "layout-shift" });
    addEventListener("keydown", () => {
      const began = performance.now();
      requestAnimationFrame(() => {
        // Comes after this frame was painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => measured.painted.push(performance.now() - began);
        port2.postMessage(null);
      });
    }, { capture: true });
  });
  await cellOf(page, 0, 2).focus();
  for (let child = 0; child < CHILDREN; child++) {
    await page.keyboard.press("7");
    await page.keyboard.press("Enter");
  }
  const handle = await page.waitForFunction((keys) => {
    const { measured } = globalThis as unknown as { measured: Measured };
    return measured.painted.length === keys ? measured : null;
  }, 2 * CHILDREN);
  return await handle.jsonValue() as Measured;
}

function percentile(values: number[], part: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)].toFixed(1);
}
