import { z } from "zod";
import { SCORE_STATES } from "../../../db/schema/assessments.ts";
import { id, idText, list, moment, pageQuery, toHundredths } from "../../schema.ts";
import { Scale } from "../scales/schema.ts";
import {
  aCategory,
  aCell,
  anAssessment,
  AssessmentShown,
  aTerm,
  Category,
  CellShown,
  computed,
  percent,
  TermShown,
} from "./schema.ts";

export const CellId = z.strictObject({ assessment_id: idText, student_id: idText });

const cell = { assessment_id: z.int(), student_id: z.int() };
const aSavedCell = { assessment_id: 17, student_id: 14, ...aCell };
const LATER = "2026-10-14T09:00:00.000Z";

export const Gradebook = z.strictObject({
  class_id: z.int(),
  name: z.string(),
  subject: z.string().nullable(),
  term: TermShown,
  rules: z.strictObject({
    missing_is_zero: z.boolean(),
    labels: z.array(z.strictObject({ label: z.string(), percent: z.number() })).meta({
      description:
        "What a label of the scale counts as a score, in percent of the maximum: on a letter scale its least percent, on a numeric one where its points stand in the range. One that is not here can be sent and counts for nothing",
    }),
  }),
  scale: Scale.omit({ created_at: true }).meta({ description: "The scale in force" }),
  categories: z.array(Category),
  assessments: z.array(AssessmentShown).meta({ description: "By date" }),
  students: z.array(z.strictObject({
    student_id: z.int(),
    name: z.string(),
    student_number: z.string().nullable(),
    left: z.boolean().meta({ description: "No longer in the class: their cells can't be changed" }),
  })).meta({ description: "Those in the class now, and those with scores in it, by name" }),
  scores: z.array(z.strictObject({ ...cell, ...CellShown.shape, updated_at: moment })).meta({
    description: "The cells that are not blank",
  }),
  averages: z.array(z.strictObject({ student_id: z.int(), percent, grade: computed })),
}).meta({
  id: "Gradebook",
  example: {
    class_id: 3,
    name: "3A Mathematics",
    subject: "Mathematics",
    term: aTerm,
    rules: { missing_is_zero: false, labels: [{ label: "A", percent: 80 }] },
    scale: {
      scale_id: 6,
      name: "Letters without plus and minus",
      kind: "letter" as const,
      minimum: 0,
      maximum: 100,
      pass_mark: 60,
      honors_bonus: 0.5,
      ap_bonus: 1,
      entries: [{ label: "A", minimum: 80, points: 4, pass: true }],
    },
    categories: [aCategory],
    assessments: [anAssessment],
    students: [{
      student_id: 14,
      name: "José Ångström",
      student_number: "2026-014",
      left: false,
    }],
    scores: [{ ...aSavedCell, updated_at: LATER }],
    averages: [{ student_id: 14, percent: 87.5, grade: "A" }],
  },
});
export type Gradebook = z.infer<typeof Gradebook>;

const SCORE = "Send a number of points, 0 or more";
const states = z.enum(SCORE_STATES, {
  error: 'Send "scored", "missing", "exempt" or "late", or null for a blank cell',
});
const score = z.number(SCORE).min(0, SCORE).multipleOf(0.01, "At most two decimals")
  .transform(toHundredths).nullish().transform((v) => v ?? null);
const label = z.string("Send a label of the scale").max(50, "Send a label of the scale").nullish()
  .transform((v) => v ?? null);

const SentCell = z.strictObject({
  assessment_id: id,
  student_id: id,
  state: states.nullable().meta({ description: "Null: blank" }),
  score: score.meta({
    description:
      "Points, 0 to the assessment's maximum, also where the scale has a label that is that number",
  }),
  label: label.meta({
    description: "A label of the scale, in place of a score: it counts what `rules.labels` says",
  }),
  was: z.strictObject({ state: states, score, label }).nullish().meta({
    description:
      "What stood in the cell when it was read, null for a blank one: where it is another now, the cell is a conflict. Left out: whatever stands there is replaced",
  }),
}).superRefine(({ state, score, label }, context) => {
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  const entered = Number(score !== null) + Number(label !== null);
  if (entered === 2) refuse("label", "Send a score or a label, not both");
  if (entered === 0 && state === "scored") refuse("score", "Send a score or a label");
  if (entered > 0 && state !== "scored" && state !== "late") {
    refuse(score !== null ? "score" : "label", "Only what is scored or late has one. Leave it out");
  }
});
export type SentCell = z.output<typeof SentCell>;

export const ScoresInput = z.strictObject({
  scores: z.array(SentCell).min(1, "Send one or more").max(2000, "At most 2,000 cells at once")
    .superRefine((cells, context) => {
      const seen = new Set<string>();
      cells.forEach(({ assessment_id, student_id }, i) => {
        const key = `${assessment_id} ${student_id}`;
        if (seen.has(key)) {
          const message = "This cell is named twice. Send each once";
          context.addIssue({ code: "custom", path: [i], message });
        }
        seen.add(key);
      });
    }),
}).meta({
  id: "ScoresInput",
  example: {
    scores: [
      { ...aSavedCell, was: null },
      {
        assessment_id: 17,
        student_id: 15,
        state: "missing",
        was: { state: "scored", score: 4, label: null },
      },
    ],
  },
});
export type ScoresInput = z.output<typeof ScoresInput>;

export const SavedScores = z.strictObject({
  saved: z.array(z.strictObject({
    ...cell,
    ...CellShown.shape,
    state: z.enum(SCORE_STATES).nullable(),
    updated_at: moment.nullable().meta({ description: "Null for a blank cell" }),
  })).meta({ description: "As they now stand, those too that stood so before" }),
  conflicts: z.array(z.strictObject({
    ...cell,
    now: CellShown.nullable().meta({ description: "What stands there; null: blank" }),
    changed_by: z.string().nullable().meta({ description: "Null where that account is gone" }),
    changed_at: moment.nullable(),
  })).meta({ description: "Not saved: someone changed them since they were read" }),
}).meta({
  id: "SavedScores",
  example: {
    saved: [{ ...aSavedCell, updated_at: LATER }],
    conflicts: [{
      assessment_id: 17,
      student_id: 15,
      now: { state: "scored", score: 6, label: null },
      changed_by: "Ana Sousa",
      changed_at: "2026-10-14T08:59:00.000Z",
    }],
  },
});
export type SavedScores = z.infer<typeof SavedScores>;

export const ScoreChange = z.strictObject({
  audit_id: z.int(),
  at: moment,
  actor_user_id: z.int().nullable(),
  actor_name: z.string().nullable().meta({ description: "Null where that account is gone" }),
  from: CellShown.nullable().meta({ description: "Null: blank" }),
  to: CellShown.nullable(),
}).meta({
  id: "ScoreChange",
  example: {
    audit_id: 204,
    at: LATER,
    actor_user_id: 3,
    actor_name: "Ana Sousa",
    from: { state: "missing", score: null, label: null },
    to: aCell,
  },
});
export type ScoreChange = z.infer<typeof ScoreChange>;
export const ScoreChanges = list(ScoreChange).meta({ id: "ScoreChanges" });
export const ChangesQuery = pageQuery({});
