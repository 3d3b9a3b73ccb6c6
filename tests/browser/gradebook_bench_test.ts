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
        assert.equal(painted.length, 2 * CHILDREN, "each key has its frame");
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

interface LayoutShift {
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

interface Measured {
  /** Milliseconds from each key to its frame on the screen, as the browser itself counts them. */
  painted: number[];
  /** What moved, by its text: also what moved because of a key. */
  shifts: string[];
}

/** A key is held down for as long as a fast typist's; the next follows at once. */
const HELD_MS = 50;

/** A score and Enter for every child. */
async function typeColumn({ page, context }: Visit): Promise<Measured> {
  await page.evaluate(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as unknown as LayoutShift[]) {
        for (const { node, previousRect: before, currentRect: after } of sources) {
          // A number of other digits begins elsewhere in its cell: its box is where it was.
          if (before.x === after.x && before.y === after.y) continue;
          shifts.push(node?.textContent ?? "something that is gone");
        }
      }
    }).observe({ type: "layout-shift" });
  });
  await cellOf(page, 0, 2).focus();
  const browser = context.browser()!;
  await browser.startTracing(page, { categories: ["input"] });
  for (let child = 0; child < CHILDREN; child++) {
    await page.keyboard.press("7", { delay: HELD_MS });
    await page.keyboard.press("Enter", { delay: HELD_MS });
  }
  const painted = keyLatencies(await browser.stopTracing());
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts);
  return { painted, shifts };
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  ts: number;
  id2?: { local: string };
  args: { event_latency?: { event_type: string } };
}

/** From the browser's trace: a key pressed until the frame with what came of it is presented. */
function keyLatencies(trace: Uint8Array): number[] {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace));
  const began = new Map<string, number>();
  const found: number[] = [];
  const events = (traceEvents as TraceEvent[]).filter(({ name }) => name === "EventLatency");
  for (const { ph, pid, ts, id2, args } of events.toSorted((a, b) => a.ts - b.ts)) {
    const id = `${pid} ${id2?.local}`;
    const start = began.get(id);
    if (ph === "b" && args.event_latency?.event_type === "KEY_PRESSED") began.set(id, ts);
    else if (ph === "e" && start !== undefined) {
      began.delete(id);
      found.push((ts - start) / 1000);
    }
  }
  return found;
}

function percentile(values: number[], part: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)].toFixed(1);
}
