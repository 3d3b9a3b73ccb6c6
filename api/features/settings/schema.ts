import { z } from "zod";
import { TEACHER_SCOPES } from "../../../db/schema/settings.ts";
import { id, line, moment } from "../../schema.ts";

/** A time zone by its IANA name. */
export const timezone = line(100).refine(
  isTimezone,
  'There is no such time zone. Send one such as "Europe/Lisbon"',
).meta({ example: "Europe/Lisbon" });

export const SettingsInput = z.strictObject({
  school_name: line(),
  timezone,
  teacher_scope: z.enum(TEACHER_SCOPES).meta({
    description:
      "Whether a Teacher sees every student of the school, or only those in the classes they teach",
  }),
  scale_id: id.meta({ description: "The grading scale of the marks that are entered from now on" }),
}).meta({
  id: "SettingsInput",
  example: {
    school_name: "Hillside School",
    timezone: "Europe/Lisbon",
    teacher_scope: "classes",
    scale_id: 1,
  },
});

export const Settings = z.strictObject({
  school_name: z.string(),
  timezone: z.string(),
  teacher_scope: z.enum(TEACHER_SCOPES),
  scale_id: z.int(),
  updated_at: moment,
}).meta({
  id: "Settings",
  example: {
    school_name: "Hillside School",
    timezone: "Europe/Lisbon",
    teacher_scope: "classes",
    scale_id: 1,
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
