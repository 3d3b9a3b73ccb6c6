import { z } from "zod";
import { SCORE_STATES } from "../../../db/schema/assessments.ts";
import { foldLabel } from "../grades/scales.ts";
import {
  day,
  id,
  idText,
  line,
  list,
  moment,
  orNull,
  pageQuery,
  toHundredths,
} from "../../schema.ts";

/** The words of which the gradebook's inputs and answers are made. */

export const AssessmentId = z.strictObject({ assessment_id: idText });
export const OfTerm = z.strictObject({ term_id: idText });

const TWO_DECIMALS = "At most two decimals";
const POINTS = "Send a number of points, 0.01 to 10,000";
const WEIGHT = "Send a number from 0 to 1,000";
const DROPPED = "Send a whole number from 0 to 50";

export const TermShown = z.strictObject({
  term_id: z.int(),
  name: z.string(),
  starts_on: z.string(),
  ends_on: z.string(),
  closed_at: z.string().nullable().meta({ description: "Since when nothing can be changed in it" }),
});
export const aTerm = {
  term_id: 1,
  name: "Autumn 2026",
  starts_on: "2026-09-01",
  ends_on: "2026-12-18",
  closed_at: null,
};

/** A category. */

const rule = {
  name: line(50).meta({ description: "No other of the class and term has it, in whatever case" }),
  weight: z.number(WEIGHT).min(0, WEIGHT).max(1000, WEIGHT).multipleOf(0.01, TWO_DECIMALS)
    .transform(toHundredths).meta({
      description: "Its part of the average, of whatever the weights sum to",
    }),
  drop_lowest: z.int(DROPPED).min(0, DROPPED).max(50, DROPPED).default(0).meta({
    description:
      "How many of each child's scores count for nothing: those without which their percent in the category is the highest, of equal maxima the lowest; never the last",
  }),
};

export const CategoriesInput = z.strictObject({
  categories: z.array(z.strictObject({
    category_id: id.optional().meta({ description: "Left out: a new one" }),
    ...rule,
  })).max(20, "At most 20 categories").superRefine(eachOnce),
}).meta({
  id: "CategoriesInput",
  example: {
    categories: [
      { category_id: 5, name: "Homework", weight: 40, drop_lowest: 1 },
      { name: "Tests", weight: 60, drop_lowest: 0 },
    ],
  },
});
export type CategoriesInput = z.output<typeof CategoriesInput>;

export const Category = z.strictObject({
  category_id: z.int(),
  name: z.string(),
  weight: z.number(),
  drop_lowest: z.int(),
});
export type Category = z.infer<typeof Category>;
export const aCategory = { category_id: 5, name: "Homework", weight: 40, drop_lowest: 1 };

export const Categories = z.strictObject({
  class_id: z.int(),
  term_id: z.int(),
  data: z.array(Category),
}).meta({ id: "Categories", example: { class_id: 3, term_id: 1, data: [aCategory] } });
export type Categories = z.infer<typeof Categories>;

function eachOnce(
  categories: { category_id?: number; name: string }[],
  context: z.RefinementCtx,
): void {
  const seen = new Set<number | string>();
  const refuseSecond = (value: number | string, path: [number, string], message: string) => {
    if (seen.has(value)) context.addIssue({ code: "custom", path, message });
    seen.add(value);
  };
  categories.forEach(({ category_id, name }, i) => {
    if (category_id !== undefined) {
      refuseSecond(category_id, [i, "category_id"], "This category is named twice. Send each once");
    }
    refuseSecond(foldLabel(name), [i, "name"], "Another category here has this name. Use another");
  });
}

/** An assessment. */

export const AssessmentInput = z.strictObject({
  term_id: id,
  title: line(100),
  category_id: orNull(id).meta({ description: "One of the class's in that term; null: none" }),
  date: day,
  maximum: z.number(POINTS).min(0.01, POINTS).max(10_000, POINTS).multipleOf(0.01, TWO_DECIMALS)
    .transform(toHundredths).meta({ description: "The points that it is out of" }),
  extra_credit: z.boolean().default(false).meta({
    description: "Adds to what is earned, and not to what could be",
  }),
}).meta({
  id: "AssessmentInput",
  example: {
    term_id: 1,
    title: "Fractions test",
    category_id: 5,
    date: "2026-10-09",
    maximum: 20,
    extra_credit: false,
  },
});
export type AssessmentInput = z.output<typeof AssessmentInput>;

const assessment = {
  assessment_id: z.int(),
  title: z.string(),
  category_id: z.int().nullable(),
  date: z.string(),
  maximum: z.number(),
  extra_credit: z.boolean(),
};
export const AssessmentShown = z.strictObject(assessment);
export const anAssessment = {
  assessment_id: 17,
  title: "Fractions test",
  category_id: 5,
  date: "2026-10-09",
  maximum: 20,
  extra_credit: false,
};

export const Assessment = z.strictObject({
  ...assessment,
  class_id: z.int(),
  term_id: z.int(),
  created_at: moment,
  updated_at: moment,
}).meta({
  id: "Assessment",
  example: {
    ...anAssessment,
    class_id: 3,
    term_id: 1,
    created_at: "2026-10-05T07:30:00.000Z",
    updated_at: "2026-10-05T07:30:00.000Z",
  },
});
export type Assessment = z.infer<typeof Assessment>;

export const Assessments = list(Assessment).meta({ id: "Assessments" });
export const AssessmentsQuery = pageQuery({ term_id: idText });

/** A cell. */

export const CellShown = z.strictObject({
  state: z.enum(SCORE_STATES),
  score: z.number().nullable(),
  label: z.string().nullable(),
});
export const aCell = { state: "scored" as const, score: 17.5, label: null };

/** An average, and why: what `averages.ts` answers. */

export const percent = z.number().nullable().meta({
  description: "0 to 100, above it by extra credit, cut to ten decimals; null: nothing counts",
});
export const computed = z.string().nullable().meta({
  description: "The mark that the average is on the scale in force, as it is shown to one decimal",
});

const REASONS = ["blank", "exempt", "missing", "no_score", "dropped", "extra_only"] as const;
const counted = { earned: z.number(), possible: z.number() };

export const Average = z.strictObject({
  percent,
  categories: z.array(z.strictObject({
    category_id: z.int().nullable().meta({ description: "Null: what is in no category" }),
    name: z.string().nullable(),
    weight: z.number(),
    percent,
    ...counted,
    counted: z.array(z.strictObject({ assessment_id: z.int(), ...counted })),
    dropped: z.array(z.int()),
    left_out: z.array(z.strictObject({ assessment_id: z.int(), why: z.enum(REASONS) })),
  })),
});
export const anAverage = {
  percent: 87.5,
  categories: [{
    ...{ category_id: 5, name: "Homework", weight: 40, percent: 87.5, earned: 17.5, possible: 20 },
    counted: [{ assessment_id: 17, earned: 17.5, possible: 20 }],
    dropped: [],
    left_out: [{ assessment_id: 18, why: "blank" as const }],
  }],
};
