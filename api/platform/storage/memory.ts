import { type Clock, systemClock } from "../clock.ts";
import type { Storage } from "./storage.ts";

/** Files in memory: for the demo, and for tests, which may look into `files`. */
export interface MemoryStorage extends Storage {
  files: Map<string, Uint8Array>;
}

export function memoryStorage(clock: Clock = systemClock): MemoryStorage {
  const files = new Map<string, Uint8Array>();
  const put_at = new Map<string, Date>();
  return {
    files,
    put(key, bytes) {
      files.set(key, bytes.slice());
      put_at.set(key, clock.now());
      return Promise.resolve();
    },
    get: (key) => {
      const bytes = files.get(key);
      return Promise.resolve(bytes ? new Blob([bytes.slice()]).stream() : null);
    },
    delete: (key) => Promise.resolve(void files.delete(key)),
    async *list(prefix, { before }) {
      const keys = [...files.keys()].filter((key) => key.startsWith(prefix));
      yield keys.filter((key) => (put_at.get(key) ?? 0) < before);
    },
    link: () => Promise.resolve(null),
    link_origin: null,
  };
}
