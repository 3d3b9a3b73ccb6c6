import { z } from "zod";
import { TEACHER_SCOPES } from "../../../db/schema/settings.ts";
import { id, line, moment } from "../../schema.ts";

/** A time zone by its IANA name. */
export const timezone = line(100).refine(
  isTimezone,
  'There is no such time zone. Send one such as "Europe/Lisbon"',
).meta({ example: "Europe/Lisbon" });

const weekday = "Send weekdays from 1 (Monday) to 7 (Sunday)";

/** ISO weekdays, each once, from Monday on. */
export const weekdays = z.array(z.int(weekday).min(1, weekday).max(7, weekday), weekday)
  .refine((days) => new Set(days).size === days.length, "A weekday is named twice")
  .transform((days) => days.toSorted((a, b) => a - b))
  .meta({ example: [1, 2, 3, 4, 5] });

const isOn = z.boolean("Send true or false");

export const SettingsInput = z.strictObject({
  school_name: line(),
  timezone,
  teacher_scope: z.enum(TEACHER_SCOPES).meta({
    description:
      "Whether a Teacher sees every student of the school, or only those in the classes they teach",
  }),
  scale_id: id.meta({ description: "The grading scale of the marks that are entered from now on" }),
  school_days: weekdays.refine((days) => days.length > 0, "Choose at least one day").meta({
    description: "On which weekdays there is school: 1 is Monday, 7 Sunday",
  }),
  absence_notices: isOn.meta({ description: "Whether guardians are told when a child is absent" }),
  missing_is_zero: isOn.meta({
    description: "Whether work that is missing counts as a zero in the gradebook",
  }),
}).meta({
  id: "SettingsInput",
  example: {
    school_name: "Hillside School",
    timezone: "Europe/Lisbon",
    teacher_scope: "classes",
    scale_id: 1,
    school_days: [1, 2, 3, 4, 5],
    absence_notices: true,
    missing_is_zero: false,
  },
});

export const Settings = z.strictObject({
  school_name: z.string(),
  timezone: z.string(),
  teacher_scope: z.enum(TEACHER_SCOPES),
  scale_id: z.int(),
  school_days: z.array(z.int()),
  absence_notices: z.boolean(),
  missing_is_zero: z.boolean(),
  updated_at: moment,
}).meta({
  id: "Settings",
  example: {
    school_name: "Hillside School",
    timezone: "Europe/Lisbon",
    teacher_scope: "classes",
    scale_id: 1,
    school_days: [1, 2, 3, 4, 5],
    absence_notices: true,
    missing_is_zero: false,
    updated_at: "2026-08-24T07:30:00.000Z",
  },
});
export type Settings = z.infer<typeof Settings>;

/** Intl also takes an offset such as "+02:00", which would forget about summer time. */
function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
