import { z } from "zod";
import { LEVELS } from "../../../db/schema/classes.ts";
import { id, idText, line, list, moment, orNull, pageQuery, paragraph } from "../../schema.ts";
import { oncePerStudent } from "../attendance/roster_schema.ts";
import { StudentId } from "../students/schema.ts";
import { NOT_COUNTED_REASONS, type NotCountedReason } from "./gpa.ts";

export const GradeId = z.strictObject({ ...StudentId.shape, grade_id: idText });

const subject = line(100).meta({ example: "Mathematics" });
const entered = line(50).meta({
  description: "A label or a number of the school's scale, or P, NP, EX, I, W",
  example: "A-",
});
const level = z.enum(LEVELS, { error: 'Send "Regular", "Honors" or "AP"' });

const credits = z.number({ error: "Send a number from 0 to 100" })
  .min(0, "Send a number from 0 to 100").max(100, "Send a number from 0 to 100")
  .multipleOf(0.001, "At most three decimals");

export const GradeInput = z.strictObject({
  subject,
  grade: entered,
  credits: credits.nullish().meta({
    description: "Left out: those of the class, or 1. Null: none, so the grade is not counted",
  }),
  level: level.optional().meta({ description: "Left out: that of the class, or Regular" }),
  term_id: orNull(id),
  class_id: orNull(id),
  comment: orNull(paragraph()),
}).meta({
  id: "GradeInput",
  example: { subject: "Mathematics", grade: "A-", term_id: 1, comment: "Careful work" },
});
export type GradeInput = z.output<typeof GradeInput>;

export const Grade = z.strictObject({
  grade_id: z.int(),
  student_id: z.int(),
  subject: z.string(),
  grade: z.string().meta({ description: "As it was entered, a label in the scale's spelling" }),
  points: z.number().nullable().meta({
    description: "On the scale in force when it was entered; null: not counted",
  }),
  credits: z.number().nullable(),
  level: z.enum(LEVELS),
  term_id: z.int().nullable(),
  class_id: z.int().nullable(),
  comment: z.string().nullable(),
  percent: z.number().nullable().meta({
    description: "The gradebook's average that it was posted from; null: it was entered by hand",
  }),
  entered_by: z.int().nullable().meta({
    description: "Who entered or last changed it; null for one that was brought in",
  }),
  entered_by_name: z.string().nullable(),
  created_at: moment,
  updated_at: moment,
}).meta({
  id: "Grade",
  example: {
    grade_id: 91,
    student_id: 14,
    subject: "Mathematics",
    grade: "A-",
    points: 3.7,
    credits: 1,
    level: "Regular",
    term_id: 1,
    class_id: null,
    comment: "Careful work",
    percent: 91.25,
    entered_by: 3,
    entered_by_name: "Ana Sousa",
    created_at: "2026-10-14T09:00:00.000Z",
    updated_at: "2026-10-14T09:00:00.000Z",
  },
});
export type Grade = z.infer<typeof Grade>;

export const Grades = list(Grade).meta({ id: "Grades" });

const ofTerm = idText.optional().meta({
  description: "Only the marks of this term; none where there is no such term",
});
export const GradesQuery = pageQuery({ term_id: ofTerm });
export const GpaQuery = z.strictObject({ term_id: ofTerm });

const average = {
  gpa: z.number().nullable().meta({ description: "Two decimals; null where nothing counts" }),
  weighted_gpa: z.number().nullable().meta({ description: "With the bonus for Honors and AP" }),
  credits: z.number().meta({ description: "The credits that were counted" }),
};
const mark = {
  grade_id: z.int(),
  subject: z.string(),
  grade: z.string(),
  term_id: z.int().nullable(),
};
const reasons = Object.keys(NOT_COUNTED_REASONS) as NotCountedReason[];

export const Gpa = z.strictObject({
  student_id: z.int(),
  scale: z.strictObject({
    scale_id: z.int(),
    name: z.string(),
    maximum: z.number().meta({ description: "The most points that a mark earns, bonus aside" }),
  }).meta({ description: "The scale in force now" }),
  ...average,
  counted: z.array(z.strictObject({
    ...mark,
    level: z.enum(LEVELS),
    points: z.number(),
    bonus: z.number(),
    credits: z.number(),
  })),
  not_counted: z.array(z.strictObject({
    ...mark,
    reason: z.enum(reasons),
    explanation: z.string(),
  })),
  terms: z.array(z.strictObject({
    term_id: z.int().nullable(),
    name: z.string().nullable().meta({ description: "Null for the marks of no term" }),
    ...average,
  })).meta({ description: "In the order of the year, marks of no term last" }),
}).meta({
  id: "Gpa",
  example: {
    student_id: 14,
    scale: { scale_id: 1, name: "US 4.0 with plus and minus", maximum: 4 },
    gpa: 3.7,
    weighted_gpa: 4.2,
    credits: 1,
    counted: [{
      grade_id: 91,
      subject: "Mathematics",
      grade: "A-",
      term_id: 1,
      level: "Honors",
      points: 3.7,
      bonus: 0.5,
      credits: 1,
    }],
    not_counted: [{
      grade_id: 92,
      subject: "Art",
      grade: "P",
      term_id: 1,
      reason: "pass_fail",
      explanation: NOT_COUNTED_REASONS.pass_fail,
    }],
    terms: [{ term_id: 1, name: "Autumn 2026", gpa: 3.7, weighted_gpa: 4.2, credits: 1 }],
  },
});
export type Gpa = z.infer<typeof Gpa>;

export const ColumnQuery = z.strictObject({ term_id: idText, subject });

export const ClassGradesInput = z.strictObject({
  term_id: id,
  subject,
  marks: z.array(z.strictObject({
    student_id: id,
    grade: entered.nullable().meta({ description: "Null removes the mark" }),
    comment: paragraph().nullish().meta({ description: "Left out: stays as it is" }),
  })).max(500, "At most 500 marks at once").superRefine(oncePerStudent),
}).meta({
  id: "ClassGradesInput",
  example: {
    term_id: 1,
    subject: "Mathematics",
    marks: [{ student_id: 14, grade: "A-" }, { student_id: 15, grade: null }],
  },
});
export type ClassGradesInput = z.output<typeof ClassGradesInput>;

export const ClassGrades = z.strictObject({
  class_id: z.int(),
  term_id: z.int(),
  subject: z.string(),
  data: z.array(z.strictObject({
    student_id: z.int(),
    name: z.string(),
    student_number: z.string().nullable(),
    grade_id: z.int().nullable(),
    grade: z.string().nullable(),
    points: z.number().nullable(),
    comment: z.string().nullable(),
  })).meta({ description: "The children in the class now, by name" }),
}).meta({
  id: "ClassGrades",
  example: {
    class_id: 3,
    term_id: 1,
    subject: "Mathematics",
    data: [{
      student_id: 14,
      name: "José Ångström",
      student_number: "2026-014",
      grade_id: 91,
      grade: "A-",
      points: 3.7,
      comment: null,
    }],
  },
});
export type ClassGrades = z.infer<typeof ClassGrades>;

export const GradeChangesId = z.strictObject({ grade_id: idText });
export const GradeChangesQuery = pageQuery({});

export const GradeChange = z.strictObject({
  audit_id: z.int(),
  at: moment,
  actor_user_id: z.int().nullable(),
  actor_name: z.string().nullable().meta({ description: "Null where that account is gone" }),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).nullable().meta({
    description: "`{field: [from, to]}`; from null where it was entered",
  }),
}).meta({
  id: "GradeChange",
  example: {
    audit_id: 205,
    at: "2026-12-15T09:00:00.000Z",
    actor_user_id: 3,
    actor_name: "Ana Sousa",
    changes: { grade: ["B+", "A-"], points: [3.3, 3.7] },
  },
});
export type GradeChange = z.infer<typeof GradeChange>;
export const GradeChanges = list(GradeChange).meta({ id: "GradeChanges" });
