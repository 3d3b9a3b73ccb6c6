import { type SQL, sql } from "drizzle-orm";
import { compile, rows, type Select, Written } from "../../db/query.ts";
import type { Cache } from "../platform/cache/cache.ts";
import type { RedisMeter } from "../platform/redis.ts";
import { sha256 } from "./encoding.ts";

/** What costs many rows and is asked often, so that its answer is kept. */
export interface Kept<T> {
  /** What the day brings is in it as a value, and never the time: another statement is another thing. */
  query: Select<T>;
  /**
   * Whom the query is about, as text, asked anew each time: what is kept holds for the very same
   * alone. So nobody is answered of a child whom they reach no more. Left out for the whole school.
   */
  reach?: SQL<string>;
  /** Whether all instances keep it together: what costs more rows than it is worth commands. */
  shared?: true;
}

interface Entry<T> {
  /** Milliseconds, and the newest line of the audit log then. */
  at: number;
  newest: number;
  reach: string;
  rows: T[];
}

/** Milliseconds for which others' changes need not be seen, but for an erased child. One's own are. */
const YOUNG = 60_000;

/**
 * The statement that answers whether what the cache has still holds, and makes the rows where
 * it doesn't: SQLite runs the branch of a `case` that it takes, and no other.
 *
 * It holds where its reach is the same, the user has changed nothing since, no child was erased,
 * and it is young or nobody has changed anything. Every change leaves a line in the audit log, so
 * the newest ids tell, and no change has to find what it makes stale, on this instance or another.
 */
export async function recall<T>(
  kept: Kept<T>,
  { cache, user_id, now, meter }: {
    cache: Cache;
    user_id: number;
    now: Date;
    meter: RedisMeter;
  },
) {
  const key = await sha256(JSON.stringify(compile(rows(kept.query))));
  const entry = entryIn<T>(await cache.get(key, meter));
  const at = now.getTime();
  const made = sql`(${rows(kept.query)})`;
  const query = new Written<number | string | T[] | null>(
    sql`json_array(k.newest, k.reach, json(${
      entry ? sql`iif(${holds(entry, at)}, 'null', ${made})` : made
    }))`,
    sql`(with k as materialized (select
      coalesce((select max(audit_id) from audit_log), 0) as newest,
      coalesce((select max(audit_id) from audit_log where actor_user_id = ${user_id}), 0) as own,
      coalesce((select max(audit_id) from audit_log where action = 'eraseStudent'), 0) as erased,
      ${kept.reach ?? sql`''`} as reach
    ) select * from k) as k`,
  );

  const rowsOf = async (answered: (number | string | T[] | null)[]): Promise<T[]> => {
    const [newest, reach, rows] = answered as [number, string, T[] | null];
    if (rows === null) return entry!.rows;
    await cache.set(key, JSON.stringify({ at, newest, reach, rows } satisfies Entry<T>), meter);
    return rows;
  };
  return { query, rowsOf };
}

function holds({ at, newest, reach }: Entry<unknown>, now: number): SQL {
  // One that is of the future was made by a clock that is ahead.
  const young = now >= at && now - at < YOUNG;
  const settled = young ? sql`true` : sql`k.newest = ${newest}`;
  return sql`k.reach = ${reach} and max(k.own, k.erased) <= ${newest} and ${settled}`;
}

function entryIn<T>(text: string | null): Entry<T> | null {
  return text === null ? null : JSON.parse(text);
}
