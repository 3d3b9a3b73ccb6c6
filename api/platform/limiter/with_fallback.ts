import type { RedisGuard } from "../redis_guard.ts";
import type { Limiter } from "./limiter.ts";

/**
 * A shared limiter, and one of this process that counts along, so that it knows what has
 * been when the shared one fails and its own answer is what holds. It never throws.
 */
export function withFallback(
  shared: Limiter,
  { own, guard }: { own: Limiter; guard: RedisGuard },
): Limiter {
  return {
    async take(uses, meter) {
      const [ours, theirs] = await Promise.all([
        own.take(uses, meter),
        guard.ask(meter, (meter) => shared.take(uses, meter)),
      ]);
      return theirs ?? ours;
    },
    async clear(key, meter) {
      await Promise.all([
        own.clear(key, meter),
        guard.ask(meter, (meter) => shared.clear(key, meter)),
      ]);
    },
  };
}
