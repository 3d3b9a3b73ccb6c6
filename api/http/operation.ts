import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { z } from "zod";
import { type OperationId, policy, type Rule } from "../access/policy.ts";
import { access } from "./access.ts";
import { BODY_LIMIT, type BodyRule } from "./body.ts";
import { Problem } from "./problem.ts";
import type { Env } from "./router.ts";

type Description = Omit<RouteConfig, "operationId" | "middleware" | "security" | "tags">;

interface Documented {
  /** The group that the operation stands in, in the reference. */
  tag: string;
  summary: string;
  description: string;
  /** The answer holds a secret, so it is never kept for an Idempotency-Key. */
  secret?: true;
  /** Bytes that its body may have, where that is not `BODY_LIMIT`. */
  limit?: number;
  /** Statuses of its own, beside those that every operation of its kind may answer. */
  refusals?: readonly (401 | 403 | 409 | 412 | 429)[];
}

const MEANING: Record<number, string> = {
  400: "Some of the input can't be used; `errors` names each field",
  401: "No session, or one that has ended",
  403: "Your role may not do this",
  404: "It does not exist, or is not yours to see",
  409: "It conflicts with what is there",
  412: "Someone changed it since you read it",
  413: "The body is too large",
  415: "The body is not of the type that is asked for",
  422: "The Idempotency-Key was used for another request",
  429: "Too many tries; wait as long as Retry-After says",
  500: "Something went wrong; quote the request id",
  503: "A part is down; try again after Retry-After seconds",
};

/**
 * One operation of the API: its route for Hono, its page in the reference, and its
 * row of the policy, tied by the operation's id. The errors that follow from what
 * it is (it needs a session, has a body, names a thing) are added here.
 */
export function operation<const R extends Description & Documented>(id: OperationId, config: R) {
  const { tag, secret, limit = BODY_LIMIT, refusals = [], ...route } = config;
  const rule: Rule = policy[id];
  const content = route.request?.body?.content;
  const body: BodyRule | null = content ? { types: Object.keys(content), limit } : null;
  const statuses = new Set<number>([400, ...refusals, 500, 503]);
  const open = rule === "public" || rule === "anyone";
  if (!open) statuses.add(401).add(403);
  if (config.path.includes("{")) statuses.add(404);
  if (body) statuses.add(413).add(415);
  const keyed = config.method === "post" && !secret;
  if (keyed) statuses.add(422);
  if (config.method === "put") statuses.add(412);
  const success = Number(Object.keys(config.responses)[0]);

  const whole = {
    ...route,
    request: { query: NO_QUERY, ...route.request },
    operationId: id,
    tags: [tag],
    security: open ? [] : [{ bearer: [] }],
    middleware: access(id, { success, body, keyed }) as MiddlewareHandler<Env>,
    responses: {
      ...(refusals.includes(429) ? withLimitHeaders(config.responses) : config.responses),
      ...Object.fromEntries(
        [...statuses].sort((a, b) => a - b).map((status) => [status, {
          description: MEANING[status],
          content: { "application/problem+json": { schema: Problem } },
          ...(status === 429 ? { headers: { ...LIMIT_HEADERS, ...RETRY_AFTER } } : {}),
        }]),
      ),
    },
    parameters: headersOf({ keyed, method: config.method }),
  };
  // For the types it is what was written: a handler answers its own statuses and throws the rest.
  return createRoute(whole as unknown as R);
}

/** Where an operation names no query, one that is sent is refused, as any unknown field is. */
const NO_QUERY = z.strictObject({});

const secondsOrUses = (description: string) => ({
  description,
  schema: { type: "integer" as const },
});

const LIMIT_HEADERS = {
  "RateLimit-Limit": secondsOrUses("How often this may be done, of the limit nearest to its end"),
  "RateLimit-Remaining": secondsOrUses("How often it may still be done"),
  "RateLimit-Reset": secondsOrUses("Seconds until the limit is whole again"),
};
const RETRY_AFTER = { "Retry-After": secondsOrUses("Seconds to wait") };

function withLimitHeaders(responses: Description["responses"]) {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [status, {
      ...response,
      headers: LIMIT_HEADERS,
    }]),
  );
}

/** The headers that every operation of a kind takes, whatever its input is. */
function headersOf({ keyed, method }: { keyed: boolean; method: string }) {
  const header = (name: string, description: string) => ({
    in: "header" as const,
    name,
    required: false,
    description,
    schema: { type: "string" as const },
  });
  if (method === "put") {
    return [header("If-Match", "The ETag that you read; 412 if it has changed since")];
  }
  if (keyed) {
    return [header(
      "Idempotency-Key",
      "A key of your own making (a UUID) for this one thing: sent again with the same body, it answers the first result again and writes nothing",
    )];
  }
  return [];
}
