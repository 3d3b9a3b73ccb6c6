import type { Clock } from "../clock.ts";
import type { Limiter, Standing, Use } from "./limiter.ts";

const MOST_KEYS = 10_000;

/** In this process's memory, and bounded: the key that was used longest ago is forgotten first. */
export function memoryLimiter(clock: Clock): Limiter {
  const seen = new Map<string, { count: number; at: number }>();

  // `upstash.ts` does the same in Lua; the tests hold both to one contract.
  const take = ({ key, rule }: Use): Standing => {
    const now = clock.now().getTime();
    const known = seen.get(key);
    let { count, at } = known && now - known.at < rule.forgotten_after
      ? known
      : { count: 0, at: now };
    if (count >= rule.uses) {
      const whole = Math.min(rule.wait * 2 ** (count - rule.uses), rule.longest_wait);
      const wait = whole - Math.max(0, now - at);
      if (wait > 0) return { wait, remaining: 0, reset: at + rule.forgotten_after - now };
    }
    count++;
    if (rule.counted_from === "last") at = now;
    seen.delete(key);
    seen.set(key, { count, at });
    if (seen.size > MOST_KEYS) seen.delete(seen.keys().next().value!);
    return {
      wait: 0,
      remaining: Math.max(0, rule.uses - count),
      reset: at + rule.forgotten_after - now,
    };
  };

  return {
    take(uses) {
      const standings: Standing[] = [];
      for (const use of uses) {
        standings.push(take(use));
        if (standings.at(-1)!.wait > 0) break;
      }
      return Promise.resolve(standings);
    },
    clear(key) {
      seen.delete(key);
      return Promise.resolve();
    },
  };
}
