import assert from "node:assert/strict";
import { KEPT_MS } from "../../api/platform/cache/cache.ts";
import { memoryCache } from "../../api/platform/cache/memory.ts";
import { newRedisMeter } from "../../api/platform/redis.ts";
import { testClock } from "../helpers/clock.ts";

const meter = newRedisMeter();

Deno.test("the cache in memory is bounded in bytes, and what was used longest ago goes first", async () => {
  const cache = memoryCache(testClock("2026-10-14T09:00:00Z"), { most_bytes: 1_000 });
  const text = "x".repeat(99);
  for (const key of "abcde") await cache.set(key, text, meter);
  assert.equal(cache.bytes, 1_000);
  assert.equal(await cache.get("a", meter), text);
  await cache.set("f", text, meter);
  assert.equal(cache.bytes, 1_000);
  assert.equal(await cache.get("b", meter), null);
  for (const key of "acdef") assert.equal(await cache.get(key, meter), text, key);
  await cache.set("c", "short", meter);
  assert.equal(cache.bytes, 812);
  assert.equal(await cache.get("c", meter), "short");
});

Deno.test("a text that is larger than the whole cache leaves nothing behind, and 10,000 no more than fit", async () => {
  const cache = memoryCache(testClock("2026-10-14T09:00:00Z"), { most_bytes: 1_000 });
  await cache.set("large", "x".repeat(1_000), meter);
  assert.deepEqual([cache.bytes, await cache.get("large", meter)], [0, null]);
  for (let i = 0; i < 10_000; i++) {
    await cache.set(`key ${i}`, "some text", meter);
    assert.ok(cache.bytes <= 1_000);
  }
});

Deno.test("what is kept in memory is gone after its time, and counts no more", async () => {
  const clock = testClock("2026-10-14T09:00:00Z");
  const cache = memoryCache(clock);
  await cache.set("key", "text", meter);
  clock.advance(KEPT_MS - 1);
  assert.equal(await cache.get("key", meter), "text");
  clock.advance(1);
  assert.equal(await cache.get("key", meter), null);
  assert.equal(cache.bytes, 0);
});
