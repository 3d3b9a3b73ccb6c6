import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { RedisMeter } from "../redis.ts";
import type { Limiter } from "./limiter.ts";

/** Milliseconds that a store which failed is left alone: one request in so long asks it again. */
const LEFT_ALONE = 10_000;
const LOGGED_EVERY = 60_000;

/**
 * A shared limiter, and one of this process that counts along, so that it knows what has
 * been when the shared one fails and its own answer is what holds. It never throws.
 */
export function withFallback(
  shared: Limiter,
  { own, clock, log }: { own: Limiter; clock: Clock; log: Log },
): Limiter {
  let ask_again = -Infinity;
  let log_again = -Infinity;

  /** What the shared one answers; null where it fails, or has just failed. */
  const ask = async <T>(
    meter: RedisMeter,
    question: (meter: RedisMeter) => Promise<T>,
  ): Promise<T | null> => {
    const now = clock.now().getTime();
    if (now < ask_again) return null;
    const failed_before = ask_again > -Infinity;
    // While it is in doubt, nobody else waits for what this one finds out.
    if (failed_before) ask_again = now + LEFT_ALONE;
    try {
      const answer = await question(meter);
      ask_again = -Infinity;
      return answer;
    } catch (error) {
      ask_again = now + LEFT_ALONE;
      if (now >= log_again) {
        log_again = now + LOGGED_EVERY;
        // The client's message quotes what was sent, so the kind must do.
        const cause = error instanceof Error && error.cause instanceof Error
          ? error.cause.name
          : undefined;
        log.error("part_down", { part: "redis", cause });
      }
      return null;
    }
  };

  return {
    async take(uses, meter) {
      const [ours, theirs] = await Promise.all([
        own.take(uses, meter),
        ask(meter, (meter) => shared.take(uses, meter)),
      ]);
      return theirs ?? ours;
    },
    async clear(key, meter) {
      await Promise.all([own.clear(key, meter), ask(meter, (meter) => shared.clear(key, meter))]);
    },
  };
}
