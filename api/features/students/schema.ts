import { z } from "zod";
import {
  day,
  email,
  flag,
  id,
  idText,
  line,
  list,
  moment,
  orNull,
  pageQuery,
} from "../../schema.ts";

export const StudentId = z.strictObject({ student_id: idText });

export const StudentInput = z.strictObject({
  name: line().meta({ example: "José Ångström" }),
  email: orNull(email),
  date_of_birth: orNull(day),
  gender: orNull(line(50)),
  address: orNull(line(500)),
  contact_number: orNull(line(50)),
  guardian_name: orNull(line()),
  guardian_contact: orNull(line()),
  student_number: orNull(line(50)).meta({ example: "2026-014" }),
  grade_level: orNull(line(50)).meta({ example: "3" }),
}).meta({ id: "StudentInput" });

export const Student = z.strictObject({
  student_id: z.int(),
  user_id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  date_of_birth: z.string().nullable(),
  gender: z.string().nullable(),
  address: z.string().nullable(),
  contact_number: z.string().nullable(),
  guardian_name: z.string().nullable(),
  guardian_contact: z.string().nullable(),
  student_number: z.string().nullable(),
  grade_level: z.string().nullable(),
  photo: z.string().nullable(),
  archived_at: z.string().nullable(),
  created_at: moment,
  updated_at: moment,
}).meta({
  id: "Student",
  example: {
    student_id: 14,
    user_id: 52,
    name: "José Ångström",
    email: null,
    date_of_birth: "2017-02-28",
    gender: null,
    address: "3 Mill Lane",
    contact_number: null,
    guardian_name: "Eva Ångström",
    guardian_contact: "+46 70 123 45 67",
    student_number: "2026-014",
    grade_level: "3",
    photo: null,
    archived_at: null,
    created_at: "2026-08-24T07:30:00.000Z",
    updated_at: "2026-08-24T07:30:00.000Z",
  },
});
export type Student = z.infer<typeof Student>;

export const Students = list(Student).meta({ id: "Students" });

export const STUDENT_SORTS = ["name", "-name", "student_number", "-student_number"] as const;

export const StudentsQuery = pageQuery({
  q: line(100).optional().meta({
    description:
      "How words of the name or of the student number begin: every word of it must fit one. What is found comes by the word that fits, then by name; a `sort` with `-` turns that round",
  }),
  class_id: idText.optional().meta({ description: "Those who are in this class now" }),
  grade_level: line(50).optional(),
  archived: flag.default(false).meta({
    description: "`true`: those who have left, and only those",
  }),
  sort: z.enum(STUDENT_SORTS).default("name"),
});

export const EraseQuery = z.strictObject({
  erase: flag.default(false).meta({ description: "`true`: erase for good; needs the password" }),
});

export const EraseInput = z.strictObject({
  password: z.string().max(1000).meta({ description: "Your own password, once more" }),
}).meta({ example: { password: "correct horse battery" } });

export const Erased = z.strictObject({
  student_id: z.int(),
  erased: z.record(z.string(), z.int()).meta({
    description: "How many rows of each table, and how many files, are gone",
  }),
}).meta({
  id: "Erased",
  example: { student_id: 14, erased: { students: 1, grades: 8, files: 1, audit_log: 12 } },
});

export const AccountInput = z.strictObject({
  user_id: id.meta({ description: "An account that registered itself as Student" }),
}).meta({ example: { user_id: 71 } });
