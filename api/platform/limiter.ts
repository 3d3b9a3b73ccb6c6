import type { Clock } from "./clock.ts";

/**
 * Slows down guessing. After `free` failures in a row a name must wait, a minute at
 * first and twice as long each time, up to 15 minutes; it heals by itself.
 */
export interface Limiter {
  /** Seconds that the name must still wait; 0 when it may try. */
  waitFor(name: string): Promise<number>;
  failed(name: string): Promise<void>;
  succeeded(name: string): Promise<void>;
}

const FREE = 5;
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 15 * 60_000;
const FORGOTTEN_AFTER = 60 * 60_000;
const MOST_NAMES = 10_000;

/** In this process's memory, and bounded: the name that failed longest ago is forgotten first. */
export function memoryLimiter(clock: Clock): Limiter {
  const failures = new Map<string, { count: number; last: number }>();
  const recent = (name: string) => {
    const entry = failures.get(name);
    return entry && clock.now().getTime() - entry.last < FORGOTTEN_AFTER ? entry : undefined;
  };
  return {
    waitFor(name) {
      const entry = recent(name);
      if (!entry || entry.count < FREE) return Promise.resolve(0);
      const wait = Math.min(FIRST_WAIT * 2 ** (entry.count - FREE), LONGEST_WAIT);
      const left = entry.last + wait - clock.now().getTime();
      return Promise.resolve(Math.max(0, Math.ceil(left / 1000)));
    },
    failed(name) {
      const count = (recent(name)?.count ?? 0) + 1;
      failures.delete(name);
      failures.set(name, { count, last: clock.now().getTime() });
      if (failures.size > MOST_NAMES) failures.delete(failures.keys().next().value!);
      return Promise.resolve();
    },
    succeeded(name) {
      failures.delete(name);
      return Promise.resolve();
    },
  };
}
