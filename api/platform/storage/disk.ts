import { dirname, join } from "node:path";
import type { Storage } from "./storage.ts";

/** Files in a folder of this machine. A file appears whole or not at all. */
export function diskStorage(folder: string): Storage {
  const path = (key: string) => {
    if (!/^[a-z0-9]+(?:[/.-][a-z0-9]+)*$/.test(key)) throw new Error("not a storage key");
    return join(folder, key);
  };
  return {
    async put(key, bytes) {
      const target = path(key);
      await Deno.mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const unfinished = `${target}.${crypto.randomUUID()}`;
      try {
        using file = await Deno.open(unfinished, { write: true, createNew: true, mode: 0o600 });
        for (let sent = 0; sent < bytes.length;) sent += await file.write(bytes.subarray(sent));
        await file.sync();
        await Deno.rename(unfinished, target);
      } catch (error) {
        await Deno.remove(unfinished).catch(() => {});
        throw error;
      }
    },
    async get(key) {
      try {
        return (await Deno.open(path(key), { read: true })).readable;
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return null;
        throw error;
      }
    },
    async delete(key) {
      try {
        await Deno.remove(path(key));
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    },
  };
}
