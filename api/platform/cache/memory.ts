import type { Clock } from "../clock.ts";
import { type Cache, KEPT_MS } from "./cache.ts";

const MOST_BYTES = 16 * 2 ** 20;

export interface MemoryCache extends Cache {
  /** What it takes of the memory now, at the most: two bytes a character. */
  readonly bytes: number;
}

/** In this process's memory, and bounded: what was used longest ago goes first. */
export function memoryCache(
  clock: Clock,
  { most_bytes = MOST_BYTES }: { most_bytes?: number } = {},
): MemoryCache {
  const entries = new Map<string, { text: string; until: number }>();
  let bytes = 0;

  const sizeOf = (key: string, text: string) => 2 * (key.length + text.length);
  const remove = (key: string) => {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    bytes -= sizeOf(key, entry.text);
  };

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return Promise.resolve(null);
      if (clock.now().getTime() >= entry.until) {
        remove(key);
        return Promise.resolve(null);
      }
      entries.delete(key);
      entries.set(key, entry);
      return Promise.resolve(entry.text);
    },
    set(key, text) {
      remove(key);
      entries.set(key, { text, until: clock.now().getTime() + KEPT_MS });
      bytes += sizeOf(key, text);
      while (bytes > most_bytes) remove(entries.keys().next().value!);
      return Promise.resolve();
    },
    get bytes() {
      return bytes;
    },
  };
}
