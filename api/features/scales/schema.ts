import { z } from "zod";
import { SCALE_KINDS } from "../../../db/schema/grades.ts";
import { line, list, moment, pageQuery } from "../../schema.ts";
import { scaleProblems } from "./scale_problems.ts";

/** Three digits before the comma at most, so that a comma is always a decimal one. */
const mark = z.number("Send a number").min(0, "Send 0 or more").lt(1000, "Send less than 1,000");
const bonus = z.number("Send a number").min(0, "Send 0 to 5").max(5, "Send 0 to 5").default(0);

const Entry = z.strictObject({
  label: line(20),
  minimum: mark.nullish().transform((v) => v ?? null).meta({
    description: "The least percent that earns the label; null: it is entered by its label only",
  }),
  points: mark.nullish().transform((v) => v ?? null).meta({
    description: "What it counts for in the GPA; null: it does not count",
  }),
  pass: z.boolean(),
});

const example = {
  name: "Letters without plus and minus",
  kind: "letter" as const,
  minimum: 0,
  maximum: 100,
  pass_mark: 60,
  honors_bonus: 0.5,
  ap_bonus: 1,
  entries: [
    { label: "A", minimum: 80, points: 4, pass: true },
    { label: "B", minimum: 60, points: 3, pass: true },
    { label: "F", minimum: 0, points: 0, pass: false },
  ],
};

export const ScaleInput = z.strictObject({
  name: line(100),
  kind: z.enum(SCALE_KINDS).meta({
    description:
      "`letter`: marks are labels, or percents that earn one; `numeric`: marks count as they are",
  }),
  minimum: mark.meta({ description: "The least number that may be entered" }),
  maximum: mark.meta({ description: "The greatest" }),
  pass_mark: mark.meta({
    description: "The least passing number; on a letter scale each entry's `pass` decides",
  }),
  honors_bonus: bonus.meta({ description: "What the weighted GPA adds for an Honors class" }),
  ap_bonus: bonus.meta({ description: "What the weighted GPA adds for an AP class" }),
  entries: z.array(Entry).max(50, "At most 50 entries").default([]).meta({
    description: "The labels, from the best down; a numeric scale may have none",
  }),
}).superRefine((scale, context) => {
  for (const { path, message } of scaleProblems(scale)) {
    context.addIssue({ code: "custom", path, message });
  }
}).meta({ id: "ScaleInput", example });
export type ScaleInput = z.output<typeof ScaleInput>;

export const Scale = z.strictObject({
  scale_id: z.int(),
  name: z.string(),
  kind: z.enum(SCALE_KINDS),
  minimum: z.number(),
  maximum: z.number(),
  pass_mark: z.number(),
  honors_bonus: z.number(),
  ap_bonus: z.number(),
  entries: z.array(z.strictObject({
    label: z.string(),
    minimum: z.number().nullable(),
    points: z.number().nullable(),
    pass: z.boolean(),
  })),
  created_at: moment,
}).meta({
  id: "Scale",
  example: { scale_id: 6, ...example, created_at: "2026-08-24T07:30:00.000Z" },
});
export type Scale = z.infer<typeof Scale>;

export const Scales = list(Scale).meta({ id: "Scales" });
export const ScalesQuery = pageQuery({});
