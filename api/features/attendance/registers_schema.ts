import { z } from "zod";
import { day, list, pageQuery } from "../../schema.ts";
import { REASONS, REGISTER_STATUSES } from "./register_status.ts";

export const RegistersQuery = pageQuery({
  date: day.optional().meta({ description: "Left out: today at the school" }),
  status: z.enum(REGISTER_STATUSES).optional().meta({ description: "Only those" }),
});

export const RegisterLine = z.strictObject({
  class_id: z.int(),
  name: z.string(),
  subject: z.string().nullable(),
  date: z.string().meta({ format: "date" }),
  teachers: z.array(z.strictObject({ user_id: z.int(), name: z.string() })),
  status: z.enum(REGISTER_STATUSES).meta({
    description: "A register that is taken is `taken`, also on a day when none was expected",
  }),
  why: z.enum(REASONS).nullable().meta({
    description: "Why none is expected: the first of these that holds; null for any other status",
  }),
  taken_at: z.string().nullable().meta({
    format: "date-time",
    description: "When a mark of it was last changed",
  }),
}).meta({
  id: "RegisterLine",
  example: {
    class_id: 3,
    name: "3A Mathematics",
    subject: "Mathematics",
    date: "2026-10-14",
    teachers: [{ user_id: 3, name: "Ana Sousa" }],
    status: "not_taken",
    why: null,
    taken_at: null,
  },
});
export type RegisterLine = z.infer<typeof RegisterLine>;

export const Registers = list(RegisterLine).meta({ id: "Registers" });
