import { memoryStorage } from "../../api/platform/storage/memory.ts";
import { type S3Config, s3Storage } from "../../api/platform/storage/s3.ts";
import type { Storage } from "../../api/platform/storage/storage.ts";
import type { TestClock } from "./clock.ts";

/** A school's files, which a test may look at. Files are as old as the test's clock says. */
export interface TestStorage extends Storage {
  /** The keys of what is there, oldest first. */
  keys(): Promise<string[]>;
  bytes(key: string): Promise<Uint8Array<ArrayBuffer>>;
}

const EVER = new Date("9999-12-31");

/** Files in memory, or in a folder of their own in a bucket of a real S3. */
export function testStorage(clock: TestClock, s3?: S3Config): TestStorage {
  if (!s3) return lookedInto(memoryStorage(clock), new Map());
  const folder = `${crypto.randomUUID()}/`;
  const bucket = s3Storage(s3);
  const put_at = new Map<string, Date>();
  return lookedInto({
    ...bucket,
    async put(key, bytes) {
      await bucket.put(folder + key, bytes);
      put_at.set(key, clock.now());
    },
    get: (key) => bucket.get(folder + key),
    async delete(key) {
      await bucket.delete(folder + key);
      put_at.delete(key);
    },
    // The server's own clock is not in the test's hand.
    async *list(prefix, { before }) {
      for await (const page of bucket.list(folder + prefix, { before: EVER })) {
        yield page.map((key) => key.slice(folder.length))
          .filter((key) => (put_at.get(key) ?? 0) < before);
      }
    },
    link: (key, as) => bucket.link(folder + key, as),
  }, put_at);
}

function lookedInto(store: Storage, put_at: Map<string, Date>): TestStorage {
  return {
    ...store,
    async keys() {
      const pages = await Array.fromAsync(store.list("", { before: EVER }));
      const order = [...put_at.keys()];
      return pages.flat().sort((a, b) => order.indexOf(a) - order.indexOf(b));
    },
    async bytes(key) {
      const stream = await store.get(key);
      if (!stream) throw new Error(`there is no file "${key}"`);
      return await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).bytes();
    },
  };
}
