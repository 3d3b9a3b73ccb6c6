import type { Context } from "hono";
import { etagOf } from "../access/etag.ts";
import type { Call, PublicCall } from "../deps.ts";
import { signInFirst } from "../errors.ts";
import type { Env } from "./router.ts";

/** One object as the answer, with the ETag that a PUT's If-Match names. */
export async function answer<T extends object, const S extends 200 | 201 = 200>(
  c: Context<Env>,
  body: T,
  status: S = 200 as S,
) {
  c.header("etag", await etagOf(JSON.stringify(body)));
  return c.json(body, status);
}

/** What a service of a signed-in operation is called with. */
export function call<Input>(c: Context<Env>, input: Input): Call<Input> {
  const { actor } = c.var;
  if (!actor) throw signInFirst();
  return { deps: c.var.deps, db: c.var.db, actor, input };
}

/** What a service of a public operation is called with. */
export function publicCall<Input>(c: Context<Env>, input: Input): PublicCall<Input> {
  return { deps: c.var.deps, db: c.var.db, actor: c.var.actor, input };
}
