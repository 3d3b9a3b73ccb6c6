import { z } from "zod";
import { USER_STATUSES } from "../../../db/schema/users.ts";
import { idText, line, list, orNull, pageQuery } from "../../schema.ts";

export const GuardianId = z.strictObject({ student_id: idText, user_id: idText });

export const GuardianInput = z.strictObject({
  relationship: orNull(line(50)),
}).meta({ id: "GuardianInput", example: { relationship: "Mother" } });

export const Guardian = z.strictObject({
  user_id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  relationship: z.string().nullable(),
  status: z.enum(USER_STATUSES).meta({ description: "Of the guardian's account" }),
}).meta({
  id: "Guardian",
  example: {
    user_id: 61,
    name: "Eva Ångström",
    email: "eva@home.example",
    relationship: "Mother",
    status: "active",
  },
});
export type Guardian = z.infer<typeof Guardian>;

export const GuardiansQuery = pageQuery({});

export const Guardians = list(Guardian).meta({ id: "Guardians" });
