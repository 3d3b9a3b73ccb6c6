import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { RedisMeter } from "./redis.ts";

/** Milliseconds that a Redis which failed is left alone: one request in so long asks it again. */
const LEFT_ALONE = 10_000;
const LOGGED_EVERY = 60_000;

/** Stands before a Redis that the program can do without. It never throws. */
export interface RedisGuard {
  /** What Redis answers; null where it fails, or has just failed. */
  ask<T>(
    meter: RedisMeter,
    question: (meter: RedisMeter) => Promise<T>,
  ): Promise<T | null>;
  /** How it went when Redis was last asked: when, in milliseconds, and how long that took. */
  readonly last: { at: number; up: boolean; ms: number } | null;
}

export function redisGuard({ clock, log }: { clock: Clock; log: Log }): RedisGuard {
  let ask_again = -Infinity;
  let log_again = -Infinity;
  let last: RedisGuard["last"] = null;

  return {
    async ask(meter, question) {
      const at = clock.now().getTime();
      if (at < ask_again) return null;
      const failed_before = ask_again > -Infinity;
      // While it is in doubt, nobody else waits for what this one finds out.
      if (failed_before) ask_again = at + LEFT_ALONE;
      const began = performance.now();
      const went = (up: boolean) => ({ at, up, ms: Math.round(performance.now() - began) });
      try {
        const answer = await question(meter);
        ask_again = -Infinity;
        last = went(true);
        return answer;
      } catch (error) {
        ask_again = at + LEFT_ALONE;
        last = went(false);
        if (at >= log_again) {
          log_again = at + LOGGED_EVERY;
          // The client's message quotes what was sent, so the kind must do.
          const cause = error instanceof Error && error.cause instanceof Error
            ? error.cause.name
            : undefined;
          log.error("part_down", { part: "redis", cause });
        }
        return null;
      }
    },
    get last() {
      return last;
    },
  };
}
