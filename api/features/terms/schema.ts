import { z } from "zod";
import { day, idText, line, list, moment, pageQuery } from "../../schema.ts";

export const TermId = z.strictObject({ term_id: idText });

export const TermInput = z.strictObject({
  name: line(100),
  starts_on: day,
  ends_on: day,
}).refine(({ starts_on, ends_on }) => ends_on >= starts_on, {
  path: ["ends_on"],
  message: "The term ends before it starts. Send a later day",
}).meta({
  id: "TermInput",
  example: { name: "Autumn 2026", starts_on: "2026-09-01", ends_on: "2026-12-18" },
});
export type TermInput = z.output<typeof TermInput>;

export const Term = z.strictObject({
  term_id: z.int(),
  name: z.string(),
  starts_on: z.string(),
  ends_on: z.string().meta({ description: "The last day, included" }),
  closed_at: moment.nullable().meta({
    description: "Since when no mark in it can be entered or changed; null: it is open",
  }),
  created_at: moment,
  updated_at: moment,
}).meta({
  id: "Term",
  example: {
    term_id: 1,
    name: "Autumn 2026",
    starts_on: "2026-09-01",
    ends_on: "2026-12-18",
    closed_at: null,
    created_at: "2026-08-24T07:30:00.000Z",
    updated_at: "2026-08-24T07:30:00.000Z",
  },
});
export type Term = z.infer<typeof Term>;

export const Terms = list(Term).meta({ id: "Terms" });
export const TermsQuery = pageQuery({});
