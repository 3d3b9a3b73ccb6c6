import type { Deps } from "./deps.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Takes away, every hour, what has run out and what nobody names any more: sessions, links,
 * kept answers, files that a crash has left. A host that has no process between requests
 * wakes one for it; it looks for what to wake before the school is open, so `opened` may be
 * still to come.
 */
export function keepHouse(opened: Promise<{ deps: Deps }>): void {
  const run = async () => {
    const { deps } = await opened;
    try {
      const { sweep } = await import("./features/housekeeping/sweep.ts");
      const { sweepOrphans } = await import("./features/media/sweep_orphans.ts");
      await sweep(deps);
      await sweepOrphans(deps);
    } catch (error) {
      // It is done again in an hour; until then nothing is missed.
      deps.log.error("housekeeping_failed", {
        error: error instanceof Error ? error.name : typeof error,
      });
    }
  };
  if (Deno.cron) {
    Deno.cron("housekeeping", "17 * * * *", run);
    return;
  }
  // Whoever comes first doesn't wait for it.
  Deno.unrefTimer(setTimeout(run, MINUTE_MS));
  Deno.unrefTimer(setInterval(run, HOUR_MS));
}
