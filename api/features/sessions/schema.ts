import { z } from "zod";
import { ROLES, USER_STATUSES } from "../../../db/schema/users.ts";
import { email, line, moment } from "../../schema.ts";

export const User = z.strictObject({
  user_id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(ROLES),
  status: z.enum(USER_STATUSES),
  created_at: moment,
  updated_at: moment,
}).meta({
  id: "User",
  example: {
    user_id: 3,
    name: "Ana Sousa",
    email: "ana@school.example",
    role: "Teacher",
    status: "active",
    created_at: "2026-08-24T07:30:00.000Z",
    updated_at: "2026-08-24T07:30:00.000Z",
  },
});
export type User = z.infer<typeof User>;

/** What is typed to sign in; the rules for a new password don't apply to it. */
export const LoginInput = z.strictObject({
  email,
  password: z.string().max(1000).meta({ example: "correct horse battery" }),
}).meta({ id: "LoginInput" });

/** A new password; `checkNewPassword` holds it against the rules. */
export const newPassword = z.string().max(1000).meta({
  minLength: 12,
  description: "12 characters or more, and not a common password",
  example: "correct horse battery",
});

export const Session = z.strictObject({
  token: z.string().meta({ description: "Send it as `Authorization: Bearer …`" }),
  expires_in: z.int().meta({ description: "Seconds", example: 600 }),
  user: User,
}).meta({ id: "Session" });
export type Session = z.infer<typeof Session>;

export const RegisterInput = z.strictObject({
  name: line(),
  email,
  password: newPassword,
  role: z.enum(ROLES).meta({ description: "Parent or Student; an Admin may make any" }),
}).meta({
  id: "RegisterInput",
  example: {
    name: "Eva Ångström",
    email: "eva@home.example",
    password: "correct horse battery",
    role: "Parent",
  },
});

export const Me = z.strictObject({
  ...User.shape,
  students: z.array(z.strictObject({
    student_id: z.int(),
    name: z.string(),
    grade_level: z.string().nullable(),
  })).meta({ description: "A Student's own record, a Parent's children; else empty" }),
  classes: z.array(z.strictObject({
    class_id: z.int(),
    name: z.string(),
    subject: z.string().nullable(),
  })).meta({ description: "The classes that a Teacher teaches" }),
  unread: z.int().meta({ description: "Unread notifications; 100 is a hundred or more" }),
  school_name: z.string(),
  teacher_scope: z.enum(["all", "classes"]),
}).meta({ id: "Me" });
export type Me = z.infer<typeof Me>;

export const MeInput = z.strictObject({ name: line() })
  .meta({ id: "MeInput", example: { name: "Ana Sousa" } });

export const PasswordInput = z.strictObject({
  current_password: z.string().max(1000),
  new_password: newPassword,
}).meta({ id: "PasswordInput" });
