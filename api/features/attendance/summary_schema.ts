import { z } from "zod";
import { ATTENDANCE_STATUSES } from "../../../db/schema/attendance.ts";
import { day } from "../../schema.ts";
import { daysOf } from "../holidays/schema.ts";
import { DaySummary } from "./schema.ts";

const LONGEST_SUMMARY = 400;

export const AttendanceSummaryQuery = z.strictObject({
  from: day.optional().meta({ description: "The first day; left out with `to`: the school year" }),
  to: day.optional().meta({ description: "The last day" }),
}).superRefine(({ from, to }, context) => {
  const refuse = (field: "from" | "to", message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  if (from === undefined && to === undefined) return;
  if (from === undefined) return refuse("from", "Send `from` too, or neither");
  if (to === undefined) return refuse("to", "Send `to` too, or neither");
  if (to < from) return refuse("to", "It ends before it starts. Send a later day");
  if (daysOf(from, to) > LONGEST_SUMMARY) {
    refuse("to", `At most ${LONGEST_SUMMARY} days at once. Send an earlier day`);
  }
});

const date = z.string().meta({ format: "date" });
const status = z.enum(ATTENDANCE_STATUSES);

export const AttendanceSummary = z.strictObject({
  from: date,
  to: date,
  summary: DaySummary,
  months: z.array(z.strictObject({
    month: z.string(),
    marked: z.int(),
    present: z.int(),
    absent: z.int(),
    excused: z.int(),
    late: z.int(),
    rate: z.number(),
  })).meta({ description: "Those with a marked day, oldest first" }),
  streak: z.strictObject({
    present_days: z.int(),
    absent_days: z.int().meta({ description: "Absent or excused" }),
  }).meta({ description: "The run of marked days that the last one is in; one of the two is 0" }),
  longest_present: z.int(),
  days: z.array(z.strictObject({
    date,
    status,
    late: z.boolean(),
    reasons: z.array(z.string()),
  })).meta({ description: "The marked days, oldest first" }),
  holidays: z.array(z.strictObject({ name: z.string(), starts_on: date, ends_on: date }))
    .meta({ description: "Those that have a day in the span, oldest first" }),
  school_days: z.array(z.int()).meta({ description: "Weekdays with school, 1 is Monday" }),
}).meta({
  id: "AttendanceSummary",
  example: {
    from: "2026-09-01",
    to: "2027-06-18",
    summary: {
      marked: 2,
      present: 1,
      absent: 0,
      excused: 1,
      late: 1,
      rate: 0.5,
      chronic_absence: false,
    },
    months: [{
      month: "2026-10",
      marked: 2,
      present: 1,
      absent: 0,
      excused: 1,
      late: 1,
      rate: 0.5,
    }],
    streak: { present_days: 1, absent_days: 0 },
    longest_present: 1,
    days: [
      { date: "2026-10-13", status: "Excused", late: false, reasons: ["Dentist"] },
      { date: "2026-10-14", status: "Present", late: true, reasons: [] },
    ],
    holidays: [{ name: "Half-term", starts_on: "2026-10-26", ends_on: "2026-10-30" }],
    school_days: [1, 2, 3, 4, 5],
  },
});
export type AttendanceSummary = z.infer<typeof AttendanceSummary>;
