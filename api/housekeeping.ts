import type { Deps } from "./deps.ts";
import { sweep } from "./features/housekeeping/sweep.ts";
import { sweepOrphans } from "./features/media/sweep_orphans.ts";

const HOUR_MS = 60 * 60_000;

/**
 * Takes away, at once and every hour, what has run out and what nobody names any more:
 * sessions, links, kept answers, files that a crash has left.
 */
export function keepHouse(deps: Deps): void {
  const run = async () => {
    try {
      await sweep(deps);
      await sweepOrphans(deps);
    } catch (error) {
      // It is done again in an hour; until then nothing is missed.
      deps.log.error("housekeeping_failed", {
        error: error instanceof Error ? error.name : typeof error,
      });
    }
  };
  // A host that has no process between requests wakes one for this.
  if (Deno.cron) Deno.cron("housekeeping", "17 * * * *", run);
  else {
    run();
    Deno.unrefTimer(setInterval(run, HOUR_MS));
  }
}
