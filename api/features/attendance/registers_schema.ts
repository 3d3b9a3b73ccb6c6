import { z } from "zod";
import { day, list, pageQuery } from "../../schema.ts";
import { REGISTER_STATUSES } from "./register_status.ts";
import { registerState } from "./schema.ts";

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
  ...registerState,
  taken_at: z.string().nullable().meta({
    format: "date-time",
    description: "When it was last saved as a register",
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
