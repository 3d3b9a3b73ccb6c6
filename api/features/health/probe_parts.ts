import { sql } from "drizzle-orm";
import { newMeter } from "../../../db/meter.ts";
import { select } from "../../../db/query.ts";
import { settings } from "../../../db/schema/mod.ts";
import type { Deps } from "../../deps.ts";

/** Milliseconds that a part has to say that it is there. */
const PROBE_MS = 2_000;

export interface Part {
  state: "up" | "down";
  ms: number;
}

/** Asks every part whether it is there, all at once. */
export async function probeParts(deps: Deps): Promise<Record<"database" | "storage", Part>> {
  const [database, storage] = await Promise.all([
    probe(() => askDatabase(deps)),
    probe(() => deps.storage.get("probe/absent").then((file) => file?.cancel())),
  ]);
  return { database, storage };
}

function askDatabase({ database }: Deps) {
  const one = select({ one: sql<number>`1` }).from(settings).limit(1);
  return database.read([one], newMeter(performance.now() + PROBE_MS));
}

async function probe(ask: () => Promise<unknown>): Promise<Part> {
  const began = performance.now();
  const part = (state: Part["state"]) => ({ state, ms: Math.round(performance.now() - began) });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), PROBE_MS);
  });
  try {
    await Promise.race([ask(), tooLate]);
    return part("up");
  } catch {
    return part("down");
  } finally {
    clearTimeout(timer);
  }
}
