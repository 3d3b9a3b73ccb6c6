import { z } from "zod";
import { LEVELS } from "../../../db/schema/classes.ts";
import { day, flag, id, idText, line, list, moment, orNull, pageQuery } from "../../schema.ts";
import { weekdays } from "../settings/schema.ts";

export const ClassId = z.strictObject({ class_id: idText });
export const ClassTeacherId = z.strictObject({ class_id: idText, user_id: idText });
export const ClassStudentId = z.strictObject({ class_id: idText, student_id: idText });

export const ClassInput = z.strictObject({
  name: line(100),
  subject: orNull(line(100)),
  grade_level: orNull(line(50)),
  credits: z.number("Send a number").min(0, "Send 0 to 100").max(100, "Send 0 to 100").multipleOf(
    0.001,
    "At most three decimals",
  ).default(1)
    .meta({ description: "What a mark given in it counts, unless the mark says otherwise" }),
  level: z.enum(LEVELS).default("Regular"),
  meets_on: orNull(weekdays).meta({
    description:
      "On which weekdays its register is expected, 1 is Monday; null: on every school day; none: never",
  }),
}).meta({
  id: "ClassInput",
  example: {
    name: "3A Mathematics",
    subject: "Mathematics",
    grade_level: "3",
    credits: 1,
    level: "Regular",
    meets_on: [1, 3, 5],
  },
});
export type ClassInput = z.output<typeof ClassInput>;

export const Class = z.strictObject({
  class_id: z.int(),
  name: z.string(),
  subject: z.string().nullable(),
  grade_level: z.string().nullable(),
  credits: z.number(),
  level: z.enum(LEVELS),
  meets_on: z.array(z.int()).nullable().meta({ description: "Null: on every school day" }),
  archived_at: z.string().nullable(),
  created_at: moment,
  updated_at: moment,
  teachers: z.array(z.strictObject({ user_id: z.int(), name: z.string() })),
  student_count: z.int().meta({ description: "Those who are in it now" }),
}).meta({
  id: "Class",
  example: {
    class_id: 4,
    name: "3A Mathematics",
    subject: "Mathematics",
    grade_level: "3",
    credits: 1,
    level: "Regular",
    meets_on: [1, 3, 5],
    archived_at: null,
    created_at: "2026-08-24T07:30:00.000Z",
    updated_at: "2026-08-24T07:30:00.000Z",
    teachers: [{ user_id: 3, name: "Ana Sousa" }],
    student_count: 24,
  },
});
export type Class = z.infer<typeof Class>;

export const Classes = list(Class).meta({ id: "Classes" });

export const ClassesQuery = pageQuery({
  q: line(100).optional().meta({
    description:
      "How words of the name begin: every word of it must fit one. What is found comes by the word that fits, then by name",
  }),
  archived: flag.default(false).meta({ description: "`true`: the archived ones, and only those" }),
});

export const ClassStudent = z.strictObject({
  student_id: z.int(),
  name: z.string(),
  student_number: z.string().nullable(),
  grade_level: z.string().nullable(),
  started_on: z.string().meta({ description: "The first day in the class" }),
}).meta({
  id: "ClassStudent",
  example: {
    student_id: 14,
    name: "José Ångström",
    student_number: "2026-014",
    grade_level: "3",
    started_on: "2026-09-01",
  },
});
export type ClassStudent = z.infer<typeof ClassStudent>;

export const ClassStudents = list(ClassStudent).meta({ id: "ClassStudents" });

export const RosterQuery = pageQuery({});

export const EnrollInput = z.strictObject({
  student_ids: z.array(id).min(1, "Send one or more").max(200, "At most 200 at once"),
  started_on: orNull(day).meta({ description: "Since when; today, where it is left out" }),
}).meta({ id: "EnrollInput", example: { student_ids: [14, 15, 16], started_on: "2026-09-01" } });

export const Enrolled = z.strictObject({
  enrolled: z.int().meta({ description: "How many were not in the class before" }),
}).meta({ id: "Enrolled", example: { enrolled: 3 } });
export type Enrolled = z.infer<typeof Enrolled>;
