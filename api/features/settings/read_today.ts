import { and, eq, ne, type SQL } from "drizzle-orm";
import type { Database, Results } from "../../../db/client.ts";
import type { Select } from "../../../db/query.ts";
import { settings } from "../../../db/schema/mod.ts";
import type { RequestDb } from "../../access/request_db.ts";
import type { Deps } from "../../deps.ts";
import { dayIn } from "../../platform/clock.ts";
import { schoolZone } from "./school_zone.ts";

/** The furthest that clocks are from UTC, in hours: Baker Island, Kiritimati. */
const OFFSETS = [-12, 0, 14];

/** The time zone that a database's school was last seen in: a guess that only saves work. */
const lastSeen = new WeakMap<Database, string>();

export interface Today {
  /** `YYYY-MM-DD`. */
  today: string;
  /** The condition on `settings`, which the query stands on or joins: false where it isn't to be asked. */
  when: SQL;
}

/**
 * Reads what depends on the day that it is at the school, in one round trip. SQL knows no time
 * zones, so it is asked for each of the two or three days that it may be on earth; but for the
 * one of the zone that was last seen, the others are looked for only where the zone has changed.
 *
 * @param of the query, of a day that today may be
 * @param beside what else is read, whatever day it is
 */
export async function readToday<T, const Q extends readonly Select<unknown>[]>(
  { deps, db }: { deps: Deps; db: RequestDb },
  { of, beside }: { of(day: Today): Select<T>; beside: Q },
): Promise<{ today: string; rows: T[]; beside: Results<Q> }> {
  const now = deps.clock.now();
  const guess = lastSeen.get(deps.database);
  const days = possibleDays(now);
  const answers = await db.read([
    schoolZone(),
    ...days.map((today) => of({ today, when: whenAsked({ today, guess, now }) })),
    ...beside,
  ]);
  const [[{ timezone }]] = answers as unknown as [{ timezone: string }[]];
  lastSeen.set(deps.database, timezone);
  const today = dayIn(timezone, now);
  return {
    today,
    rows: answers[1 + days.indexOf(today)] as T[],
    beside: answers.slice(1 + days.length) as unknown as Results<Q>,
  };
}

function whenAsked({ today, guess, now }: { today: string; guess?: string; now: Date }): SQL {
  const known = guess !== undefined && today !== dayIn(guess, now);
  return and(eq(settings.settings_id, 1), known ? ne(settings.timezone, guess) : undefined)!;
}

/** The days that it may be at the school now, wherever on earth it is: two or three. */
export function possibleDays(now: Date): string[] {
  return [
    ...new Set(OFFSETS.map((hours) => dayIn("UTC", new Date(now.getTime() + hours * 3_600_000)))),
  ];
}
