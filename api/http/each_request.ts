import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { newMeter } from "../../db/meter.ts";
import { randomText } from "../access/encoding.ts";
import type { RequestLimits } from "../access/request_limits.ts";
import type { Deps } from "../deps.ts";
import { newRedisMeter } from "../platform/redis.ts";
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
    const meter = { ...newMeter(began + ANSWER_MS), ...newRedisMeter() };
    c.set("deps", deps);
    c.set("request_id", request_id);
    c.set("meter", meter);
    await next();
    c.header("x-request-id", request_id);
    for (const [name, value] of limitHeaders(c)) c.header(name, value);
    deps.log.info("request", {
      request_id,
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round(performance.now() - began),
      db_requests: meter.requests,
      rows_read: meter.rows_read,
      rows_written: meter.rows_written,
      redis_commands: meter.redis_commands,
    });
  };
}

/**
 * Of the limits that the request has counted in, the nearest to its end, in the form of
 * draft-ietf-httpapi-ratelimit-headers-06: what most clients read, unlike the later ones.
 */
function limitHeaders(c: Context<Env>): [string, string][] {
  // Set by `access`, which a request that is no operation does not come through.
  const nearest = (c.var.limits as RequestLimits | undefined)?.nearest;
  if (!nearest) return [];
  return [
    ["ratelimit-limit", String(nearest.uses)],
    ["ratelimit-remaining", String(nearest.remaining)],
    ["ratelimit-reset", String(nearest.reset)],
  ];
}

/** The pattern that answered, as `/api/students/:student_id`. */
function routeOf(c: Context<Env>): string {
  return matchedRoutes(c).map(({ path }) => path).filter((path) => !path.endsWith("*")).at(-1) ??
    "*";
}
