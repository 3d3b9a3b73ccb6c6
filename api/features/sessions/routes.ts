import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Context } from "hono";
import { etagOf } from "../../access/etag.ts";
import { Refusal } from "../../errors.ts";
import { answer, call, publicCall } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter, type Env } from "../../http/router.ts";
import { changePassword } from "./change_password.ts";
import { getMe } from "./get_me.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { refreshSession } from "./refresh_session.ts";
import { register } from "./register.ts";
import { LoginInput, Me, MeInput, PasswordInput, RegisterInput, Session, User } from "./schema.ts";
import { SESSION_DAYS, type Started } from "./start_session.ts";
import { updateMe } from "./update_me.ts";

const tag = "Session";
const COOKIE = "laurel_refresh";
const COOKIE_OPTIONS = {
  path: "/api/refresh",
  httpOnly: true,
  secure: true,
  sameSite: "Strict",
  maxAge: SESSION_DAYS * 86_400,
} as const;

/** Answers a session that has begun: the refresh token goes into the cookie and nowhere else. */
export function answerSession<const S extends 200 | 201 = 200>(
  c: Context<Env>,
  { session, refresh_token }: Started,
  status: S = 200 as S,
) {
  setCookie(c, COOKIE, refresh_token, COOKIE_OPTIONS);
  return c.json(session, status);
}

/** The ETag is the account's alone: a PUT changes that, and not the inbox or the children. */
async function answerMe(c: Context<Env>, me: Me) {
  const answered = await answer(c, me);
  const user = Object.keys(User.shape).map((field) => [field, me[field as keyof User]]);
  answered.headers.set("etag", await etagOf(JSON.stringify(Object.fromEntries(user))));
  return answered;
}

export const sessions = createRouter();

sessions.openapi(
  operation("register", {
    tag,
    method: "post",
    path: "/api/register",
    summary: "Make an account",
    description:
      "Anyone may register as Parent or Student, where the school allows it, and sees nothing until the school links them to a child. An Admin, signed in, may make any role. Without a session it is limited by address.",
    request: { body: jsonBody(RegisterInput) },
    responses: { 201: jsonOf(User, "The new account; sign in next") },
    refusals: [403, 409, 429],
  }),
  async (c) => answer(c, await register(publicCall(c, c.req.valid("json"))), 201),
);

sessions.openapi(
  operation("login", {
    tag,
    secret: true,
    method: "post",
    path: "/api/login",
    summary: "Sign in",
    description:
      "Answers an access token for ten minutes and sets the refresh cookie. No account, a wrong password and a disabled account answer the same. After five failures an account must wait, for longer each time; it is limited by address too, loosely.",
    request: { body: jsonBody(LoginInput) },
    responses: { 200: jsonOf(Session, "The session") },
    refusals: [401, 429],
  }),
  async (c) => answerSession(c, await login(publicCall(c, c.req.valid("json")))),
);

sessions.openapi(
  operation("refreshSession", {
    tag,
    secret: true,
    method: "post",
    path: "/api/refresh",
    summary: "Get a new access token",
    description:
      "Takes the refresh cookie and sets the next one. A cookie that was replaced more than ten seconds ago ends the session: someone else has it.",
    responses: { 200: jsonOf(Session, "The session, with a new access token") },
    refusals: [401],
  }),
  async (c) => {
    const refresh_token = getCookie(c, COOKIE);
    try {
      return answerSession(c, await refreshSession(publicCall(c, { refresh_token })));
    } catch (error) {
      // A part that is down is no reason to sign anyone out.
      if (error instanceof Refusal && error.status === 401) {
        deleteCookie(c, COOKIE, COOKIE_OPTIONS);
      }
      throw error;
    }
  },
);

sessions.openapi(
  operation("logout", {
    tag,
    method: "post",
    path: "/api/logout",
    summary: "Sign out",
    description: "Ends the session at once, on every instance.",
    responses: { 204: { description: "Signed out" } },
  }),
  async (c) => {
    await logout(call(c, null));
    deleteCookie(c, COOKIE, COOKIE_OPTIONS);
    return c.body(null, 204);
  },
);

sessions.openapi(
  operation("getMe", {
    tag,
    method: "get",
    path: "/api/me",
    summary: "Read who is signed in",
    description: "The account, and what is its own: a child's record, children, or classes.",
    responses: { 200: jsonOf(Me, "The account") },
  }),
  async (c) => answerMe(c, await getMe(call(c, null))),
);

sessions.openapi(
  operation("updateMe", {
    tag,
    method: "put",
    path: "/api/me",
    summary: "Change your name",
    description: "A child's name is kept by the school: 403 for a Student who is on the roll.",
    request: { body: jsonBody(MeInput) },
    responses: { 200: jsonOf(Me, "The account as changed") },
  }),
  async (c) => answerMe(c, await updateMe(call(c, c.req.valid("json")))),
);

sessions.openapi(
  operation("changePassword", {
    tag,
    method: "put",
    path: "/api/me/password",
    summary: "Change your password",
    description: "Ends every other session of the account.",
    request: { body: jsonBody(PasswordInput) },
    responses: { 204: { description: "Changed" } },
    refusals: [429],
  }),
  async (c) => {
    await changePassword(call(c, c.req.valid("json")));
    return c.body(null, 204);
  },
);
