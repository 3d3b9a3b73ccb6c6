import type { Context, MiddlewareHandler } from "hono";
import { type OperationId, policy, type Rule } from "../access/policy.ts";
import { RequestDb, type RequestFacts } from "../access/request_db.ts";
import { RequestLimits } from "../access/request_limits.ts";
import type { Actor } from "../access/scope.ts";
import { badInput, notAllowed, signInFirst } from "../errors.ts";
import { addressOf } from "./address.ts";
import { type BodyRule, readBody } from "./body.ts";
import { ANSWER_MS } from "./each_request.ts";
import type { Env } from "./router.ts";

/**
 * What happens before any handler, in this order: who is it (401), may their role
 * (403), is there a body that can be read (400, 413, 415). The handler's first
 * statement then also asks whether the session still lives.
 */
export function access(
  id: OperationId,
  { success, body, keyed }: { success: number; body: BodyRule | null; keyed: boolean },
): MiddlewareHandler<Env> {
  const rule: Rule = policy[id];
  return async (c, next) => {
    const { deps } = c.var;
    const claims = rule === "public" ? null : await bearer(c);
    const open = rule === "public" || rule === "anyone";
    if (!open && !claims) throw signInFirst();
    const scope = open ? "own" : rule[claims!.role];
    const actor: Actor | null = claims && { ...claims, scope: scope ?? "own" };

    const facts: RequestFacts = {
      request_id: c.var.request_id,
      if_match: c.req.header("if-match") ?? null,
      idempotency: null,
    };
    c.set("actor", actor);
    c.set("db", new RequestDb(deps, actor, facts, c.var.meter));
    c.set("limits", new RequestLimits(deps.limiter, addressOf(c), c.var.meter));
    if (scope === undefined) {
      await c.var.db.read([]);
      throw notAllowed();
    }

    const text = body ? await readBody(c, body) : "";
    // A file over a bad line takes its time; what is timed is what comes after it.
    if (body) c.var.meter.deadline = performance.now() + ANSWER_MS;
    const key = keyed ? c.req.header("idempotency-key") : undefined;
    if (key !== undefined) facts.idempotency = await idempotency(c, { key, text, success });
    await next();
  };
}

/** The claims of the bearer token; null without one. A bad token is 401 even where none is needed. */
async function bearer(c: Context<Env>) {
  const header = c.req.header("authorization");
  if (header === undefined) return null;
  const token = /^Bearer ([^\s]+)$/i.exec(header)?.[1];
  const claims = token && await c.var.deps.tokens.verify(token);
  if (!claims) throw signInFirst();
  return claims;
}

async function idempotency(
  c: Context<Env>,
  { key, text, success }: { key: string; text: string; success: number },
) {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw badInput([{
      path: "header.Idempotency-Key",
      message: "Send 1 to 200 visible ASCII characters, such as a UUID",
    }]);
  }
  const request = `${c.req.method} ${c.req.path}${new URL(c.req.url).search}\n${text}`;
  // A body may hold a password, so what is kept of it must be nothing to guess at.
  return { key, request_hash: await c.var.deps.tokens.digest(request), status: success };
}
