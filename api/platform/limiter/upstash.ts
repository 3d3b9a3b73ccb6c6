import type { Clock } from "../clock.ts";
import { type Redis, RedisDown } from "../redis.ts";
import type { Limiter, Standing, Use } from "./limiter.ts";

const PREFIX = "laurel:limit:";

/**
 * KEYS: what is used. ARGV: the time, then the five numbers of each key's rule.
 * Answers the three numbers of a `Standing` for each key, up to the first that must wait.
 */
const TAKE = `
local now, answer = tonumber(ARGV[1]), {}
for i, key in ipairs(KEYS) do
  local rule = 5 * i - 3
  local uses, wait, longest_wait, forgotten_after, from_last = tonumber(ARGV[rule]),
    tonumber(ARGV[rule + 1]), tonumber(ARGV[rule + 2]), tonumber(ARGV[rule + 3]), ARGV[rule + 4]
  local count, at = string.match(redis.call('GET', key) or '', '^(%d+) (%d+)$')
  count, at = tonumber(count or 0), tonumber(at or now)
  if now - at >= forgotten_after then count, at = 0, now end
  local left = 0
  if count >= uses then
    left = math.min(wait * 2 ^ (count - uses), longest_wait) - math.max(0, now - at)
  end
  if left <= 0 then
    count = count + 1
    if from_last == '1' then at = now end
    local kept = at + forgotten_after - now
    redis.call('SET', key, string.format('%d %d', count, at), 'PX', string.format('%d', kept))
  end
  answer[#answer + 1] = math.max(0, left)
  answer[#answer + 1] = left > 0 and 0 or math.max(0, uses - count)
  answer[#answer + 1] = at + forgotten_after - now
  if left > 0 then break end
end
return answer`;

/**
 * In a Redis that all instances share. A take is one command and one request, so that no
 * two instances can count past one another. @throws {RedisDown}
 */
export function upstashLimiter(redis: Redis, clock: Clock): Limiter {
  return {
    async take(uses, meter) {
      const keys = uses.map(({ key }) => PREFIX + key);
      const args = [clock.now().getTime(), ...uses.flatMap(numbersOf)];
      return standingsIn(await redis.eval(TAKE, keys, args, meter), uses.length);
    },
    async clear(key, meter) {
      if (!Number.isInteger(await redis.del(PREFIX + key, meter))) throw new RedisDown("garbage");
    },
  };
}

function numbersOf({ rule }: Use): number[] {
  const { uses, wait, longest_wait, forgotten_after, counted_from } = rule;
  return [uses, wait, longest_wait, forgotten_after, counted_from === "last" ? 1 : 0];
}

/** Whoever answers garbage is as good as down. */
function standingsIn(answer: unknown, uses: number): Standing[] {
  const numbers = Array.isArray(answer) ? answer : [];
  const standings: Standing[] = [];
  for (let i = 0; i < numbers.length; i += 3) {
    const [wait, remaining, reset] = numbers.slice(i, i + 3);
    standings.push({ wait, remaining, reset });
  }
  const sound = numbers.every((number) => Number.isSafeInteger(number) && number >= 0) &&
    numbers.length % 3 === 0 &&
    standings.slice(0, -1).every(({ wait }) => wait === 0) &&
    (standings.length === uses || (standings.length < uses && (standings.at(-1)?.wait ?? 0) > 0));
  if (!sound) throw new RedisDown("garbage");
  return standings;
}
