import { dirname, join } from "node:path";
import { holds, type Storage, StorageDown, storageDown } from "./storage.ts";

/** Files in a folder of this machine. A file appears whole or not at all. */
export function diskStorage(folder: string): Storage {
  const path = (key: string) => {
    if (!/^[a-z0-9]+(?:[/.-][a-z0-9]+)*$/.test(key)) throw new Error("not a storage key");
    return join(folder, key);
  };
  return {
    async put(key, bytes) {
      const target = path(key);
      const unfinished = `${target}.${crypto.randomUUID()}`;
      try {
        await Deno.mkdir(dirname(target), { recursive: true, mode: 0o700 });
        using file = await Deno.open(unfinished, { write: true, createNew: true, mode: 0o600 });
        for (let sent = 0; sent < bytes.length;) sent += await file.write(bytes.subarray(sent));
        await file.sync();
        if (!await holds(await openFile(unfinished), bytes)) throw new StorageDown("changed");
        await Deno.rename(unfinished, target);
        await syncFolder(dirname(target));
      } catch (error) {
        await Deno.remove(unfinished).catch(() => {});
        storageDown(error);
      }
    },
    async get(key) {
      return await openFile(path(key)).catch(storageDown);
    },
    async delete(key) {
      const target = path(key);
      try {
        await Deno.remove(target);
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) storageDown(error);
      }
    },
    async *list(prefix, { before }) {
      try {
        const keys: string[] = [];
        const below = prefix.replace(/\/$/, "");
        for await (const { name, isFile } of entries(path(below))) {
          const key = `${below}/${name}`;
          if (isFile && await isOlder(path(key), before)) keys.push(key);
        }
        yield keys;
      } catch (error) {
        storageDown(error);
      }
    },
    link: () => Promise.resolve(null),
    link_origin: null,
  };
}

async function openFile(path: string): Promise<ReadableStream<Uint8Array> | null> {
  try {
    return (await Deno.open(path, { read: true })).readable;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** The name of a file is durable when its folder is. Windows has no such call, and no need. */
async function syncFolder(folder: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  using parent = await Deno.open(folder, { read: true });
  await parent.sync();
}

async function isOlder(path: string, moment: Date): Promise<boolean> {
  try {
    const { mtime } = await Deno.stat(path);
    return mtime !== null && mtime < moment;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A folder that was never written to has none. */
async function* entries(folder: string): AsyncIterable<Deno.DirEntry> {
  try {
    yield* Deno.readDir(folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
