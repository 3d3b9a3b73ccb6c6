import type { OpenAPIHono } from "@hono/zod-openapi";
import { assemble } from "./assemble.ts";
import type { Deps } from "./deps.ts";
import { features } from "./features/mod.ts";
import type { Env } from "./http/router.ts";

/** The whole program as a function from request to answer. It reads no environment and opens nothing. */
export function createApp(deps: Deps): OpenAPIHono<Env> {
  return assemble(deps, features);
}
