import type { Clock } from "../clock.ts";
import type { OpenRedis } from "../redis.ts";
import type { RedisGuard } from "../redis_guard.ts";
import type { Cache, Caches } from "./cache.ts";
import { memoryCache } from "./memory.ts";
import { upstashCache } from "./upstash.ts";

/** In this process, and where there is a Redis, for what is shared, in both. */
export async function openCaches(
  { redis, secret, clock }: {
    redis: OpenRedis | null;
    secret: Uint8Array<ArrayBuffer>;
    clock: Clock;
  },
): Promise<Caches> {
  const own = memoryCache(clock);
  if (!redis) return { own, shared: own };
  const shared = await upstashCache(redis.client, secret);
  return { own, shared: layered(own, { shared, guard: redis.guard }) };
}

/**
 * Looks at home first, and asks the shared one for what isn't there: an instance that has just
 * begun. Without an answer of the shared one it is as if it held nothing.
 */
function layered(
  own: Cache,
  { shared, guard }: { shared: Cache; guard: RedisGuard },
): Cache {
  return {
    async get(key, meter) {
      const ours = await own.get(key, meter);
      if (ours !== null) return ours;
      const theirs = await guard.ask(meter, (meter) => shared.get(key, meter));
      if (theirs !== null) await own.set(key, theirs, meter);
      return theirs;
    },
    async set(key, text, meter) {
      await own.set(key, text, meter);
      await guard.ask(meter, (meter) => shared.set(key, text, meter));
    },
  };
}
