import { z } from "zod";
import { type Key, keyOfCursor } from "./paging.ts";

/** Words that more than one feature's input is made of. */

// Control characters have no place in a line of text; tab and newline have one in a paragraph.
// deno-lint-ignore no-control-regex
const CONTROL_IN_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
// deno-lint-ignore no-control-regex
const CONTROL_IN_PARAGRAPH = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Bidirectional overrides: with one, a name is drawn as another name. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;
/** Nothing that anyone would see. */
const INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

const clean = (forbidden: RegExp, most: number) =>
  z.string({ error: "Send text" })
    .refine((text) => text.isWellFormed(), {
      error: "It holds half of a character. Type it again",
      abort: true,
    })
    .transform((text) => text.normalize("NFC").trim())
    .refine((text) => !forbidden.test(text), {
      error: "It holds a control character. Type it again",
      abort: true,
    })
    .refine((text) => !TURNING.test(text), {
      error: "It holds a character that turns the direction of what follows. Type it again",
      abort: true,
    })
    .refine((text) => !INVISIBLE.test(text), { error: "Write something here", abort: true })
    .refine((text) => text.length <= most, `At most ${most} characters`);

/** A line of text: NFC, trimmed, not blank, without control characters. */
export const line = (most = 200) => clean(CONTROL_IN_LINE, most).meta({ maxLength: most });

/** The same, and it may have several lines. */
export const paragraph = (most = 2000) =>
  clean(CONTROL_IN_PARAGRAPH, most).meta({ maxLength: most });

/** May be left out or null; then it is null. */
export const orNull = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((v) => v ?? null);

/** An id from the path or the query. */
export const idText = z.string().regex(/^[1-9]\d{0,15}$/, "Send a positive whole number")
  .transform(Number).pipe(z.int()).meta({ type: "integer", example: 1 });

/** For a number of two decimals: takes away what a sum of fractions leaves far behind them. */
export const toHundredths = (value: number) => Math.round(value * 100) / 100;

export const id = z.int("Send a whole number").positive("Send a positive whole number");

/** A day that the calendar has, from 1900 to 2199. */
export const day = z.iso.date({ error: "Send a day that exists, as YYYY-MM-DD", abort: true })
  .refine((text) => text >= "1900-01-01" && text < "2200-01-01", "Send a day from 1900 to 2199")
  .meta({ example: "2026-09-01" });

/** A moment, RFC 3339 with a zone; comes out in UTC as the database writes it. */
export const momentInput = z.iso.datetime({ offset: true, error: "Send a time as RFC 3339" })
  .transform((text) => new Date(text).toISOString());

export const moment = z.string().meta({ format: "date-time", example: "2026-09-01T07:30:00.000Z" });

/** An email address as it is compared: NFC and lower case. */
export const email = z.string().transform(foldEmail)
  .refine((text) => text.length <= 254, { error: "At most 254 characters", abort: true })
  .refine(
    (text) =>
      text.isWellFormed() &&
      /^[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}]+@[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}]+$/u.test(text),
    'Send an email address, such as "ana@school.example"',
  )
  .meta({ format: "email", example: "ana@school.example" });

export function foldEmail(text: string): string {
  return text.normalize("NFC").trim().toLowerCase().normalize("NFC");
}

/** Letters that no decomposition takes apart, and how those type them who have not got them. */
const PLAIN: Record<string, string> = {
  "æ": "ae",
  "đ": "d",
  "ð": "d",
  "ı": "i",
  "ł": "l",
  "ø": "o",
  "œ": "oe",
  "ß": "ss",
  "þ": "th",
  "’": "'",
  "‘": "'",
  "ʻ": "'",
  "ʼ": "'",
};
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

/**
 * A name as it is sorted and searched: without case and accents, so that "jose" finds
 * "José" and "lukasz" finds "Łukasz". It is cut where it has grown longer than any name.
 */
export function fold(name: string): string {
  const bare = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFC");
  const plain = bare.replace(NOT_PLAIN, (letter) => PLAIN[letter]).trim();
  return Array.from(plain).slice(0, 200).join("");
}

/** `{ data, next_cursor }`. */
export const list = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    data: z.array(item),
    next_cursor: z.string().nullable().meta({
      description: "Send it as `cursor` for the next page; null on the last",
    }),
  });

/** The query of a list: `limit` and `cursor` beside its own filters. */
export const pageQuery = <S extends z.ZodRawShape>(filters: S) =>
  z.strictObject({
    limit: z.string().regex(/^\d{1,3}$/, "Send a whole number from 1 to 200").default("50")
      .transform(Number).refine((n) => n >= 1 && n <= 200, "Send a whole number from 1 to 200")
      .meta({ type: "integer", minimum: 1, maximum: 200, default: 50 }),
    cursor: z.string().max(2000).transform(cursorKey).optional().meta({
      description: "`next_cursor` of the page before",
    }),
    ...filters,
  });

export const flag = z.enum(["true", "false"]).transform((text) => text === "true");

function cursorKey(cursor: string, context: z.RefinementCtx): Key {
  const key = keyOfCursor(cursor);
  if (key) return key;
  context.addIssue("Send a next_cursor as it was answered");
  return z.NEVER;
}
