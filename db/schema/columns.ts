import { sql } from "drizzle-orm";
import { integer, text } from "drizzle-orm/sqlite-core";

/** An integer key that is never handed out twice, so an old link cannot come to mean another child. */
export const id = () => integer().primaryKey({ autoIncrement: true });

/** A moment: UTC, RFC 3339 with milliseconds, so that text order is time order. */
export const moment = () => text();

/** A calendar day in the school's time zone: `YYYY-MM-DD`. */
export const day = () => text();

export const timestamps = () => ({
  created_at: moment().notNull(),
  updated_at: moment().notNull(),
});

/** `in ('a', 'b')` for a CHECK; the values are ours, never a user's. */
export const oneOf = (values: readonly string[]) =>
  sql.raw(values.map((value) => `'${value}'`).join(", "));
