import { z } from "zod";
import { id, idText, line, list, moment, pageQuery, paragraph } from "../../schema.ts";
import { oncePerStudent } from "../attendance/roster_schema.ts";
import {
  aCategory,
  aCell,
  anAssessment,
  anAverage,
  AssessmentShown,
  aTerm,
  Average,
  Category,
  CellShown,
  computed,
  percent,
  TermShown,
} from "./schema.ts";

export const Results = z.strictObject({
  class_id: z.int(),
  subject: z.string().meta({
    description: "What the marks are posted as: the class's, or its name",
  }),
  term: TermShown,
  data: z.array(z.strictObject({
    student_id: z.int(),
    name: z.string(),
    percent,
    grade: computed,
    posted: z.strictObject({
      grade_id: z.int(),
      grade: z.string(),
      comment: z.string().nullable(),
      percent: percent.meta({ description: "The average that it was posted from" }),
      updated_at: moment,
      entered_by_name: z.string().nullable(),
    }).nullable().meta({ description: "The official mark; null: none" }),
  })).meta({ description: "The children in the class now, by name" }),
}).meta({
  id: "Results",
  example: {
    class_id: 3,
    subject: "Mathematics",
    term: aTerm,
    data: [{
      student_id: 14,
      name: "José Ångström",
      percent: 87.5,
      grade: "B+",
      posted: {
        grade_id: 91,
        grade: "A-",
        comment: "Careful work",
        percent: 87.5,
        updated_at: "2026-12-14T09:00:00.000Z",
        entered_by_name: "Ana Sousa",
      },
    }],
  },
});
export type Results = z.infer<typeof Results>;

export const ResultsInput = z.strictObject({
  results: z.array(z.strictObject({
    student_id: id,
    grade: line(50).optional().meta({ description: "Left out: the computed one" }),
    comment: paragraph().nullish().meta({ description: "Left out: stays as it is" }),
  })).min(1, "Send one or more").max(500, "At most 500 results at once")
    .superRefine(oncePerStudent),
}).meta({
  id: "ResultsInput",
  example: { results: [{ student_id: 14 }, { student_id: 15, grade: "B", comment: "Late start" }] },
});
export type ResultsInput = z.output<typeof ResultsInput>;

export const StudentScoresQuery = pageQuery({
  term_id: idText.optional().meta({
    description: "Only those of this term; none where there is no such term",
  }),
});

/** A child's own line of a class's gradebook, with its reasons. */
export const StudentSheet = z.strictObject({
  class_id: z.int(),
  name: z.string(),
  subject: z.string().nullable(),
  term: TermShown,
  categories: z.array(Category),
  assessments: z.array(z.strictObject({
    ...AssessmentShown.shape,
    cell: CellShown.nullable().meta({ description: "Null: blank" }),
  })).meta({ description: "By date" }),
  average: Average,
  grade: computed,
}).meta({
  id: "StudentSheet",
  example: {
    class_id: 3,
    name: "3A Mathematics",
    subject: "Mathematics",
    term: aTerm,
    categories: [aCategory],
    assessments: [
      { ...anAssessment, cell: aCell },
      { ...anAssessment, assessment_id: 18, title: "Decimals test", cell: null },
    ],
    average: anAverage,
    grade: "B+",
  },
});
export type StudentSheet = z.infer<typeof StudentSheet>;
export const StudentSheets = list(StudentSheet).meta({ id: "StudentSheets" });

export const Trend = z.strictObject({
  student_id: z.int(),
  data: z.array(z.strictObject({
    term_id: z.int(),
    name: z.string(),
    starts_on: z.string(),
    gpa: z.number().nullable().meta({ description: "Two decimals; null where nothing counts" }),
    counted: z.int().meta({ description: "How many marks the GPA is of" }),
    attendance_rate: z.number().nullable().meta({
      description: "Present days / marked days, 0 to 1; null where no day was marked",
    }),
  })).meta({ description: "The last 24 terms at most, the earliest first" }),
}).meta({
  id: "Trend",
  example: {
    student_id: 14,
    data: [{
      term_id: 1,
      name: "Autumn 2026",
      starts_on: "2026-09-01",
      gpa: 3.4,
      counted: 7,
      attendance_rate: 0.96,
    }],
  },
});
export type Trend = z.infer<typeof Trend>;
