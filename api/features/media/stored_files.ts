import { eq, exists, or, sql } from "drizzle-orm";
import { DatabaseDown } from "../../../db/failures.ts";
import { type Meter, newMeter } from "../../../db/meter.ts";
import { build, select } from "../../../db/query.ts";
import { activity_files, reports, students } from "../../../db/schema/mod.ts";
import type { Deps } from "../../deps.ts";
import { notFound } from "../../errors.ts";

/** The folders of the storage that are Laurel's; whatever else is there is not touched. */
export const FOLDERS = ["photos", "files", "reports"] as const;

/** Milliseconds that the database has to say whether a file is named, before who waits is told. */
const CLEAN_UP_MS = 500;

/** A key that tells nothing and that nobody can guess: 128 random bits. */
export function newKey(folder: (typeof FOLDERS)[number]): string {
  return `${folder}/${crypto.getRandomValues(new Uint8Array(16)).toHex()}`;
}

/**
 * Keeps a file and then writes the row that names it. Where the row can't be written
 * the file goes again; what a crash leaves between the two is found by the sweep.
 */
export async function keepFile<T>(
  deps: Pick<Deps, "database" | "storage" | "log">,
  { key, bytes, write }: { key: string; bytes: Uint8Array; write: () => Promise<T> },
): Promise<T> {
  await deps.storage.put(key, bytes).catch(async (error) => {
    // One that gave no answer in time may have kept it.
    await discardFiles(deps, [key]);
    throw error;
  });
  try {
    return await write();
  } catch (error) {
    // Nobody waits for a database that is down: the sweep asks it later.
    if (error instanceof DatabaseDown) leftBehind(deps, 1);
    else {
      // A write whose answer was lost may have been done all the same.
      const soon = newMeter(performance.now() + CLEAN_UP_MS);
      await deleteUnnamed(deps, [key], soon).catch(() => leftBehind(deps, 1));
    }
    throw error;
  }
}

/** Deletes files that no row names any more. The change stands, whether or not they go now. */
export async function discardFiles(
  deps: Pick<Deps, "storage" | "log">,
  keys: readonly (string | null)[],
): Promise<void> {
  const gone = await Promise.allSettled(
    keys.filter((key) => key !== null).map((key) => deps.storage.delete(key)),
  );
  const left = gone.filter(({ status }) => status === "rejected").length;
  if (left > 0) leftBehind(deps, left);
}

function leftBehind({ log }: Pick<Deps, "log">, count: number): void {
  log.error("files_left_behind", { count });
}

/** Deletes those of the files that no row names; answers how many. */
export async function deleteUnnamed(
  { database, storage }: Pick<Deps, "database" | "storage">,
  keys: readonly string[],
  meter?: Meter,
): Promise<number> {
  const [{ rows }] = await database.read([named(keys)], meter);
  const kept = new Set((rows as { key: string }[]).map(({ key }) => key));
  const unnamed = keys.filter((key) => !kept.has(key));
  for (const key of unnamed) await storage.delete(key);
  return unnamed.length;
}

/** Those of the keys that a row names. */
function named(keys: readonly string[]) {
  const key = sql<string>`value`;
  const names = [
    build.select({ one: sql`1` }).from(students).where(eq(students.photo_key, key)),
    build.select({ one: sql`1` }).from(activity_files).where(eq(activity_files.file_key, key)),
    build.select({ one: sql`1` }).from(reports).where(eq(reports.file_key, key)),
  ];
  return select({ key }).from(sql`json_each(${JSON.stringify(keys)})`).where(
    or(...names.map((name) => exists(name))),
  );
}

/** A file on its way out: through the API, or at an address that is good for a minute. */
export type Sent = {
  type: string;
  disposition: string;
  etag: string;
  size?: number;
  from: { stream: ReadableStream<Uint8Array> } | { link: string };
};

export async function sendFile(
  { storage, log }: Pick<Deps, "storage" | "log">,
  { key, ...as }: { key: string } & Omit<Sent, "from">,
): Promise<Sent> {
  const link = await storage.link(key, as);
  if (link !== null) return { ...as, from: { link } };
  const stream = await storage.get(key);
  if (stream === null) {
    log.error("file_missing", { key });
    throw notFound("file");
  }
  return { ...as, from: { stream } };
}
