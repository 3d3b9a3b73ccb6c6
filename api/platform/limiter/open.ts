import { encodeBase64Url, hmac } from "../../access/encoding.ts";
import type { Clock } from "../clock.ts";
import type { OpenRedis } from "../redis.ts";
import type { Limiter } from "./limiter.ts";
import { memoryLimiter } from "./memory.ts";
import { upstashLimiter } from "./upstash.ts";
import { withFallback } from "./with_fallback.ts";

/** In the Redis that the settings name, shared by all instances; else in this process. */
export async function openLimiter(
  { redis, secret, clock }: {
    redis: OpenRedis | null;
    secret: Uint8Array<ArrayBuffer>;
    clock: Clock;
  },
): Promise<Limiter> {
  const own = memoryLimiter(clock);
  const limiter = redis
    ? withFallback(upstashLimiter(redis.client, clock), { own, guard: redis.guard })
    : own;
  return await privateKeys(limiter, secret);
}

/**
 * Hands keys on as HMACs. They name people and where they are, and so few addresses
 * exist that a plain hash of one is soon found out.
 */
async function privateKeys(limiter: Limiter, secret: Uint8Array<ArrayBuffer>): Promise<Limiter> {
  const digest = await hmac(secret);
  const hidden = async (key: string) => encodeBase64Url(await digest(`laurel limit ${key}`));
  return {
    async take(uses, meter) {
      const keys = await Promise.all(uses.map(({ key }) => hidden(key)));
      return await limiter.take(uses.map((use, i) => ({ ...use, key: keys[i] })), meter);
    },
    clear: async (key, meter) => await limiter.clear(await hidden(key), meter),
  };
}
