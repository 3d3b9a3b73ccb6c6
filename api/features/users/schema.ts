import { z } from "zod";
import { ROLES, USER_STATUSES } from "../../../db/schema/users.ts";
import { email, idText, line, list, moment, orNull, pageQuery } from "../../schema.ts";
import { newPassword, User } from "../sessions/schema.ts";

export const UserId = z.strictObject({ user_id: idText });

export const NewUser = z.strictObject({
  name: line(),
  email,
  role: z.enum(ROLES),
}).meta({
  id: "NewUser",
  example: { name: "Ana Sousa", email: "ana@school.example", role: "Teacher" },
});

export const UserInput = z.strictObject({
  name: line(),
  email: orNull(email),
  role: z.enum(ROLES),
  status: z.enum(USER_STATUSES),
}).meta({
  id: "UserInput",
  example: {
    name: "Ana Sousa",
    email: "ana@school.example",
    role: "Teacher",
    status: "disabled",
  },
});
export type UserInput = z.output<typeof UserInput>;

export const Users = list(User).meta({ id: "Users" });

export const UsersQuery = pageQuery({
  q: line(100).optional().meta({
    description:
      "How words of the name or of the email begin: every word of it must fit one. What is found comes by the word that fits, then by name",
  }),
  role: z.enum(ROLES).optional(),
  status: z.enum(USER_STATUSES).optional(),
});

export const Invitation = z.strictObject({
  url: z.string().meta({
    description: "To be put behind the school's address and given to the one person",
  }),
  expires_at: moment,
}).meta({
  id: "Invitation",
  example: {
    url: "/invite#pJ4v0n3QmK1s8d2bX7tYw5RzL6aHc9EfGiUoVqNkTxM",
    expires_at: "2026-10-17T09:00:00.000Z",
  },
});
export type Invitation = z.infer<typeof Invitation>;

export const AcceptInput = z.strictObject({
  token: z.string().max(200).meta({ description: "What stands behind the # of the link" }),
  password: newPassword,
}).meta({
  id: "AcceptInput",
  example: {
    token: "pJ4v0n3QmK1s8d2bX7tYw5RzL6aHc9EfGiUoVqNkTxM",
    password: "correct horse battery",
  },
});
