import type { Storage } from "./storage.ts";

/** Files in memory: for the demo, and for tests, which may look into `files`. */
export interface MemoryStorage extends Storage {
  files: Map<string, Uint8Array>;
}

export function memoryStorage(): MemoryStorage {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    put: (key, bytes) => Promise.resolve(void files.set(key, bytes)),
    get: (key) => {
      const bytes = files.get(key);
      return Promise.resolve(bytes ? new Blob([bytes.slice()]).stream() : null);
    },
    delete: (key) => Promise.resolve(void files.delete(key)),
  };
}
