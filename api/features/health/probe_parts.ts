import { sql } from "drizzle-orm";
import { newMeter } from "../../../db/meter.ts";
import { select } from "../../../db/query.ts";
import { settings } from "../../../db/schema/mod.ts";
import type { Deps } from "../../deps.ts";
import { newRedisMeter, type OpenRedis } from "../../platform/redis.ts";

/** Milliseconds that a part has to say that it is there. */
const PROBE_MS = 2_000;

/** Milliseconds for which what Redis last did says how it is: each question is a command that counts. */
const REDIS_KNOWN_MS = 10 * 60_000;

export interface Part {
  state: "up" | "down";
  ms: number;
}

/** Those that nothing goes without, and Redis, where the settings name one. */
export interface Parts {
  needed: { database: Part; storage: Part };
  helpful: { redis?: Part };
}

/** Asks every part whether it is there, all at once. */
export async function probeParts(deps: Deps): Promise<Parts> {
  const [database, storage, redis] = await Promise.all([
    probe(() => askDatabase(deps)),
    probe(() => deps.storage.get("probe/absent").then((file) => file?.cancel())),
    deps.redis && redisPart(deps.redis, deps.clock.now()),
  ]);
  return { needed: { database, storage }, helpful: redis ? { redis } : {} };
}

/** What Redis last did, for whoever it was, where that is not long ago; else it is asked. */
async function redisPart({ client, guard }: OpenRedis, now: Date): Promise<Part> {
  const known = guard.last?.up && now.getTime() - guard.last.at < REDIS_KNOWN_MS;
  if (!known) await guard.ask(newRedisMeter(), (meter) => client.ping(meter));
  const { up, ms } = guard.last!;
  return { state: up ? "up" : "down", ms };
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
