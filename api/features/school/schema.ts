import { z } from "zod";
import { email, line } from "../../schema.ts";
import { newPassword } from "../sessions/schema.ts";
import { timezone } from "../settings/schema.ts";

export const School = z.strictObject({
  school_name: z.string(),
  setup_needed: z.boolean().meta({
    description: "The school has no Admin yet, and the server has printed a code to make one",
  }),
  self_registration: z.boolean().meta({ description: "Whether anyone may register" }),
  today: z.string().meta({ description: "The day that it is in the school's time zone" }),
  timezone: z.string(),
}).meta({
  id: "School",
  example: {
    school_name: "Hillside School",
    setup_needed: false,
    self_registration: true,
    today: "2026-10-14",
    timezone: "Europe/Lisbon",
  },
});
export type School = z.infer<typeof School>;

export const SetUpInput = z.strictObject({
  code: z.string().max(200).meta({ description: "The code that the server printed" }),
  school_name: line(),
  timezone: timezone.optional().meta({ description: "UTC where it is left out" }),
  name: line().meta({ description: "The first Admin's own name" }),
  email,
  password: newPassword,
}).meta({
  id: "SetUpInput",
  example: {
    code: "WXYZ-2345",
    school_name: "Hillside School",
    timezone: "Europe/Lisbon",
    name: "Ana Sousa",
    email: "ana@school.example",
    password: "correct horse battery",
  },
});
