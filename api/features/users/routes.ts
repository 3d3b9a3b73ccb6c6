import { answer, call, publicCall } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { answerSession } from "../sessions/routes.ts";
import { Session, User } from "../sessions/schema.ts";
import { acceptInvitation } from "./accept_invitation.ts";
import { createUser } from "./create_user.ts";
import { getUser } from "./get_user.ts";
import { inviteUser } from "./invite_user.ts";
import { listUsers } from "./list_users.ts";
import {
  AcceptInput,
  Invitation,
  NewUser,
  UserId,
  UserInput,
  Users,
  UsersQuery,
} from "./schema.ts";
import { updateUser } from "./update_user.ts";

const tag = "Users";
const collection = "/api/users";
const item = "/api/users/{user_id}";

export const users = createRouter();

users.openapi(
  operation("listUsers", {
    tag,
    method: "get",
    path: collection,
    summary: "List accounts",
    description: "By name. A child without a login is there too, without an email.",
    request: { query: UsersQuery },
    responses: { 200: jsonOf(Users, "A page of accounts") },
  }),
  async (c) => c.json(await listUsers(call(c, c.req.valid("query"))), 200),
);

users.openapi(
  operation("createUser", {
    tag,
    method: "post",
    path: collection,
    summary: "Add an account",
    description: "It waits for its invitation: nobody can sign in with it yet.",
    request: { body: jsonBody(NewUser) },
    responses: { 201: jsonOf(User, "The new account") },
    refusals: [409],
  }),
  async (c) => answer(c, await createUser(call(c, c.req.valid("json"))), 201),
);

users.openapi(
  operation("getUser", {
    tag,
    method: "get",
    path: item,
    summary: "Read an account",
    description: "Never with its password.",
    request: { params: UserId },
    responses: { 200: jsonOf(User, "The account") },
  }),
  async (c) => answer(c, await getUser(call(c, c.req.valid("param")))),
);

users.openapi(
  operation("updateUser", {
    tag,
    method: "put",
    path: item,
    summary: "Change an account",
    description:
      "A new role, status or email ends its sessions at the next request on every instance, your own too. A new email or `disabled` voids its invitation. Who becomes no Teacher and no Admin loses their classes, who is no Parent any more their children. 409 for the last active Admin, for a child on the roll in another role, and for `active` without an email or a password.",
    request: { params: UserId, body: jsonBody(UserInput) },
    responses: { 200: jsonOf(User, "The account as changed") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await updateUser(call(c, { ...c.req.valid("param"), user: c.req.valid("json") })),
    ),
);

users.openapi(
  operation("inviteUser", {
    tag,
    secret: true,
    method: "post",
    path: `${item}/invitation`,
    summary: "Make an invitation link",
    description:
      "Lets one person set their password, once, within 72 hours: for a new account, and for a forgotten password. It voids older links of the account. Sessions end when it is used, not before. The link is a secret that is not kept: an Idempotency-Key does not bring it back, the same request makes a new one.",
    request: { params: UserId },
    responses: { 201: jsonOf(Invitation, "The link") },
    refusals: [409, 412],
  }),
  async (c) => c.json(await inviteUser(call(c, c.req.valid("param"))), 201),
);

users.openapi(
  operation("acceptInvitation", {
    tag,
    secret: true,
    method: "post",
    path: "/api/invitations/accept",
    summary: "Set the password by an invitation link",
    description:
      "Makes the account active, ends every session that it has and begins a new one. A link that was used, is too old or never was answers the same 400. The answer holds a secret, so an Idempotency-Key does not bring it back.",
    request: { body: jsonBody(AcceptInput) },
    responses: { 200: jsonOf(Session, "The session") },
  }),
  async (c) => answerSession(c, await acceptInvitation(publicCall(c, c.req.valid("json")))),
);
