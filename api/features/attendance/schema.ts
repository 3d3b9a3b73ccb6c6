import { z } from "zod";
import { ATTENDANCE_STATUSES } from "../../../db/schema/attendance.ts";
import { day, id, idText, line, list, moment, orNull, pageQuery } from "../../schema.ts";
import { ClassId } from "../classes/schema.ts";
import { StudentId } from "../students/schema.ts";
import { REASONS, REGISTER_STATUSES } from "./register_status.ts";
import { oncePerStudent } from "./roster_schema.ts";

export const AttendanceId = z.strictObject({ ...StudentId.shape, attendance_id: idText });

export const RegisterId = z.strictObject({ ...ClassId.shape, date: day });

const status = z.enum(ATTENDANCE_STATUSES, { error: 'Send "Present", "Absent" or "Excused"' });
const late = "Send whole minutes from 1 to 600";

/** What is said of a child in one lesson or on one day. */
const mark = {
  status,
  minutes_late: orNull(z.int(late).min(1, late).max(600, late)).meta({
    description: "Only with Present",
  }),
  reason: orNull(line(500)).meta({ example: "Dentist" }),
};

function lateIsPresent(
  { status, minutes_late }: { status: string; minutes_late: number | null },
  context: z.RefinementCtx,
): void {
  if (minutes_late === null || status === "Present") return;
  context.addIssue({
    code: "custom",
    path: ["minutes_late"],
    message: 'Only who is "Present" can be late. Leave it out',
  });
}

export const AttendanceInput = z.strictObject({
  date: day,
  ...mark,
  class_id: orNull(id).meta({ description: "Left out: the mark is for the whole day" }),
}).superRefine(lateIsPresent).meta({
  id: "AttendanceInput",
  example: { date: "2026-10-14", status: "Present", minutes_late: 5 },
});
export type AttendanceInput = z.output<typeof AttendanceInput>;

export const Attendance = z.strictObject({
  attendance_id: z.int(),
  student_id: z.int(),
  date: z.string().meta({ format: "date" }),
  status: z.enum(ATTENDANCE_STATUSES),
  minutes_late: z.int().nullable(),
  reason: z.string().nullable(),
  class_id: z.int().nullable().meta({ description: "Null: the whole day" }),
  created_at: moment,
  updated_at: moment,
}).meta({
  id: "Attendance",
  example: {
    attendance_id: 310,
    student_id: 14,
    date: "2026-10-14",
    status: "Present",
    minutes_late: 5,
    reason: null,
    class_id: 3,
    created_at: "2026-10-14T09:00:00.000Z",
    updated_at: "2026-10-14T09:00:00.000Z",
  },
});
export type Attendance = z.infer<typeof Attendance>;

export const DaySummary = z.strictObject({
  marked: z.int().meta({ description: "Days with a mark; a day without one is not an absence" }),
  present: z.int(),
  absent: z.int(),
  excused: z.int(),
  late: z.int().meta({ description: "Present days with minutes late" }),
  rate: z.number().nullable().meta({
    description: "present / marked, 0 to 1; null without a mark",
  }),
  chronic_absence: z.boolean().meta({
    description: "Absent or excused on a tenth of the marked days or more, once there are ten",
  }),
}).meta({
  id: "DaySummary",
  example: {
    marked: 40,
    present: 37,
    absent: 2,
    excused: 1,
    late: 3,
    rate: 0.925,
    chronic_absence: false,
  },
});
export type DaySummary = z.infer<typeof DaySummary>;

export const AttendanceList = z.strictObject({
  ...list(Attendance).shape,
  summary: DaySummary.meta({ description: "Of all the days that the filter leaves, not the page" }),
}).meta({ id: "AttendanceList" });
export type AttendanceList = z.infer<typeof AttendanceList>;

export const AttendanceQuery = pageQuery({
  from: day.optional().meta({ description: "The first day" }),
  to: day.optional().meta({ description: "The last day" }),
  class_id: idText.optional().meta({ description: "Only the marks given in this class" }),
});

export const RegisterInput = z.strictObject({
  marks: z.array(z.strictObject({ student_id: id, ...mark }).superRefine(lateIsPresent))
    .max(500, "At most 500 marks at once").superRefine(oncePerStudent),
}).meta({
  id: "ClassAttendanceInput",
  example: {
    marks: [
      { student_id: 14, status: "Present", minutes_late: 5 },
      { student_id: 15, status: "Excused", reason: "Dentist" },
    ],
  },
});
export type RegisterInput = z.output<typeof RegisterInput>;

/** Whether a register is taken, or why none is expected, as every answer says it. */
export const registerState = {
  status: z.enum(REGISTER_STATUSES).meta({
    description:
      "`taken` from the moment that putClassAttendance saves it, also on a day when none was expected; a mark of one child, by createAttendance, takes no register",
  }),
  why: z.enum(REASONS).nullable().meta({
    description: "Why none is expected: the first of these that holds; null for any other status",
  }),
};

export const Register = z.strictObject({
  class_id: z.int(),
  date: z.string().meta({ format: "date" }),
  ...registerState,
  holiday: z.string().nullable().meta({
    description: "The name of the holiday that the day is in, whatever the status",
  }),
  taken_at: z.string().nullable().meta({
    format: "date-time",
    description: "When it was last saved as a register; null: it was not taken",
  }),
  data: z.array(z.strictObject({
    student_id: z.int(),
    name: z.string(),
    student_number: z.string().nullable(),
    attendance_id: z.int().nullable(),
    status: z.enum(ATTENDANCE_STATUSES).nullable().meta({ description: "Null: not marked" }),
    minutes_late: z.int().nullable(),
    reason: z.string().nullable(),
  })).meta({
    description: "The children who were in the class on that day or have a mark in it, by name",
  }),
}).meta({
  id: "ClassAttendance",
  example: {
    class_id: 3,
    date: "2026-10-14",
    status: "taken",
    why: null,
    holiday: null,
    taken_at: "2026-10-14T09:00:00.000Z",
    data: [{
      student_id: 14,
      name: "José Ångström",
      student_number: "2026-014",
      attendance_id: 310,
      status: "Present",
      minutes_late: 5,
      reason: null,
    }],
  },
});
export type Register = z.infer<typeof Register>;
