import type { Context, TypedResponse } from "hono";
import { etagOf } from "../access/etag.ts";
import type { Call, PublicCall } from "../deps.ts";
import { signInFirst } from "../errors.ts";
import type { Env } from "./router.ts";

/** One object as the answer, with the ETag that a PUT's If-Match names. */
export async function answer<T extends object, const S extends 200 | 201 = 200>(
  c: Context<Env>,
  body: T,
  status: S = 200 as S,
): Promise<Response & TypedResponse<T, S, "json">> {
  const text = JSON.stringify(body);
  c.header("etag", await etagOf(text));
  // Said here and not inferred: what `c.json` infers of a generic body costs the type checker too much.
  const response: Response = c.body(text, status, { "content-type": "application/json" });
  return response as Response & TypedResponse<T, S, "json">;
}

/** What a service of a signed-in operation is called with. */
export function call<Input>(c: Context<Env>, input: Input): Call<Input> {
  const { deps, db, limits, actor } = c.var;
  if (!actor) throw signInFirst();
  return { deps, db, limits, actor, input };
}

/** What a service of a public operation is called with. */
export function publicCall<Input>(c: Context<Env>, input: Input): PublicCall<Input> {
  const { deps, db, limits, actor } = c.var;
  return { deps, db, limits, actor, input };
}
