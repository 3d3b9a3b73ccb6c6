import type { RedisMeter } from "../redis.ts";

/**
 * Keeps texts that can be made again, for `KEPT_MS` and no longer. Whatever it holds may be
 * gone at any time, so what it doesn't answer is made anew. It never throws.
 */
export interface Cache {
  get(key: string, meter: RedisMeter): Promise<string | null>;
  set(key: string, text: string, meter: RedisMeter): Promise<void>;
}

/** Milliseconds: what is kept speaks of children, so it isn't kept for long. */
export const KEPT_MS = 10 * 60_000;

/** This process's own, and the one that all instances share; the same where none is shared. */
export interface Caches {
  own: Cache;
  shared: Cache;
}
