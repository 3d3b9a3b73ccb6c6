import { z } from "zod";
import { day, idText, line, list, moment, pageQuery } from "../../schema.ts";
import { LONGEST_HOLIDAY } from "./holiday_query.ts";

export const HolidayId = z.strictObject({ holiday_id: idText });

export const HolidayInput = z.strictObject({
  name: line(100),
  starts_on: day,
  ends_on: day.meta({ description: "The last day without school, included" }),
}).refine(({ starts_on, ends_on }) => ends_on >= starts_on, {
  path: ["ends_on"],
  message: "The holiday ends before it starts. Send a later day",
}).refine(({ starts_on, ends_on }) => daysOf(starts_on, ends_on) <= LONGEST_HOLIDAY, {
  path: ["ends_on"],
  message: `A holiday has at most ${LONGEST_HOLIDAY} days. Send an earlier day`,
}).meta({
  id: "HolidayInput",
  example: { name: "Half-term", starts_on: "2026-10-26", ends_on: "2026-10-30" },
});
export type HolidayInput = z.output<typeof HolidayInput>;

export const Holiday = z.strictObject({
  holiday_id: z.int(),
  name: z.string(),
  starts_on: z.string().meta({ format: "date" }),
  ends_on: z.string().meta({ format: "date", description: "The last day, included" }),
  created_at: moment,
  updated_at: moment,
}).meta({
  id: "Holiday",
  example: {
    holiday_id: 1,
    name: "Half-term",
    starts_on: "2026-10-26",
    ends_on: "2026-10-30",
    created_at: "2026-08-24T07:30:00.000Z",
    updated_at: "2026-08-24T07:30:00.000Z",
  },
});
export type Holiday = z.infer<typeof Holiday>;

export const Holidays = list(Holiday).meta({ id: "Holidays" });

export const HolidaysQuery = pageQuery({
  from: day.optional().meta({ description: "Those that end on this day or later" }),
  to: day.optional().meta({ description: "Those that start on this day or earlier" }),
});

/** How many days there are from the first to the last, both included. */
export function daysOf(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
}
