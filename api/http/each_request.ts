import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { newMeter } from "../../db/meter.ts";
import { randomText } from "../access/encoding.ts";
import type { Deps } from "../deps.ts";
import type { Env } from "./router.ts";

/** Milliseconds after which a request that is read has an answer, whatever else has not. */
export const ANSWER_MS = 4_500;

/**
 * What every request begins and ends with: its id, how long it may take, and one line of
 * the log. The line has the route's pattern and never the path, which names children.
 */
export function eachRequest(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const began = performance.now();
    const request_id = randomText(12);
    const meter = newMeter(began + ANSWER_MS);
    c.set("deps", deps);
    c.set("request_id", request_id);
    c.set("meter", meter);
    await next();
    c.header("x-request-id", request_id);
    deps.log.info("request", {
      request_id,
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round(performance.now() - began),
      db_requests: meter.requests,
      rows_read: meter.rows_read,
      rows_written: meter.rows_written,
    });
  };
}

/** The pattern that answered, as `/api/students/:student_id`. */
function routeOf(c: Context<Env>): string {
  return matchedRoutes(c).map(({ path }) => path).filter((path) => !path.endsWith("*")).at(-1) ??
    "*";
}
