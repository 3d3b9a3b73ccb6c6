import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import { type RedisGuard, redisGuard } from "./redis_guard.ts";

/** Where a Redis answers over REST, as Upstash does. */
export interface RedisConfig {
  url: string;
  token: string;
}

/** What a request has used of Redis, and how long it has waited for it. */
export interface RedisMeter {
  redis_commands: number;
  redis_ms: number;
}

export const newRedisMeter = (): RedisMeter => ({ redis_commands: 0, redis_ms: 0 });

/** Milliseconds that one request waits for Redis, all its commands together. */
export const REDIS_MS = 200;

/** Redis did not do what it was asked, or not in time. What was asked may have been done. */
export class RedisDown extends Error {
  override name = "RedisDown";
  constructor(cause?: unknown) {
    super("Redis did not answer as it should", { cause });
  }
}

export interface Redis {
  /** Runs a script: one command, whatever it does. @throws {RedisDown} */
  eval(script: string, keys: string[], args: number[], meter: RedisMeter): Promise<unknown>;
  /** @throws {RedisDown} */
  del(key: string, meter: RedisMeter): Promise<unknown>;
  /** Null where there is none. @throws {RedisDown} */
  get(key: string, meter: RedisMeter): Promise<unknown>;
  /** Keeps it for `px` milliseconds. @throws {RedisDown} */
  set(key: string, text: string, kept: { px: number }, meter: RedisMeter): Promise<unknown>;
  /** @throws {RedisDown} */
  ping(meter: RedisMeter): Promise<unknown>;
}

/** A Redis that the program uses, and does without where it fails. */
export interface OpenRedis {
  client: Redis;
  guard: RedisGuard;
}

/** The Redis of the settings, asking it nothing yet. */
export function openRedis(
  config: RedisConfig,
  { clock, log, patience }: { clock: Clock; log: Log; patience?: number },
): OpenRedis {
  return { client: upstashRedis(config, { patience }), guard: redisGuard({ clock, log }) };
}

/** Redis over REST. The client is loaded when it is first needed. */
export function upstashRedis(config: RedisConfig, { patience = REDIS_MS } = {}): Redis {
  const run = async (meter: RedisMeter, command: (client: Client) => Promise<unknown>) => {
    const began = performance.now();
    try {
      const left = patience - meter.redis_ms;
      if (left <= 0) throw new RedisDown("no time is left");
      meter.redis_commands++;
      return await command(await open(config, Math.ceil(left)));
    } catch (cause) {
      throw new RedisDown(cause);
    } finally {
      meter.redis_ms += performance.now() - began;
    }
  };
  return {
    eval: (script, keys, args, meter) => run(meter, (client) => client.eval(script, keys, args)),
    del: (key, meter) => run(meter, (client) => client.del(key)),
    get: (key, meter) => run(meter, (client) => client.get(key)),
    set: (key, text, kept, meter) => run(meter, (client) => client.set(key, text, kept)),
    ping: (meter) => run(meter, (client) => client.ping()),
  };
}

type Client = Awaited<ReturnType<typeof open>>;

/** A client holds no connection, so each command has one of its own, with the time it may take. */
async function open(config: RedisConfig, ms: number) {
  // Of the package's entries, the one that reads no environment.
  const { Redis } = await import("@upstash/redis/cloudflare");
  return new Redis({
    ...config,
    retry: { retries: 0 },
    // As a function, so that what comes too late throws, and does not answer null.
    signal: () => AbortSignal.timeout(ms),
    responseEncoding: false,
    readYourWrites: false,
    enableAutoPipelining: false,
    enableTelemetry: false,
  });
}
