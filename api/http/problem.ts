import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { DatabaseDown } from "../../db/failures.ts";
import { etagOf } from "../access/etag.ts";
import { Replay } from "../access/request_db.ts";
import { Refusal } from "../errors.ts";
import { StorageDown } from "../platform/storage/storage.ts";
import type { Env } from "./router.ts";

const TITLES: Record<number, string> = {
  400: "Bad input",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  412: "Changed meanwhile",
  413: "Too large",
  415: "Unsupported type",
  422: "Idempotency key reused",
  429: "Too many requests",
  500: "Something went wrong",
  503: "Temporarily unavailable",
};

/** RFC 9457, with Laurel's own members. */
export const Problem = z.object({
  type: z.string().meta({ example: "about:blank" }),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: "What happened and what to do next, for a person" }),
  request_id: z.string().meta({ description: "Quote this when you ask for help" }),
  errors: z.array(z.object({
    path: z.string().meta({ example: "body.marks.3.grade" }),
    message: z.string(),
  })).optional(),
  part: z.string().optional().meta({ description: "Which part is down, on a 503" }),
}).meta({ id: "Problem", description: "What every error answers, as application/problem+json" });

/** Turns whatever was thrown into an answer. Only what is unexpected is logged. */
export async function answerError(error: unknown, c: Context<Env>): Promise<Response> {
  if (error instanceof Replay) {
    c.header("etag", await etagOf(error.body));
    return c.body(error.body, error.status as 200, {
      "content-type": "application/json",
      "idempotency-replayed": "true",
    });
  }
  if (error instanceof Refusal) {
    const { errors, part, retry_after } = error.more;
    return problem(c, error.status, { detail: error.detail, errors, part, retry_after });
  }
  if (error instanceof HTTPException) {
    return problem(c, error.status, { detail: error.message });
  }
  if (error instanceof DatabaseDown) {
    c.var.deps.log.error("part_down", { request_id: c.var.request_id, part: "database" });
    return problem(c, 503, { detail: databaseDown(error), part: "database", retry_after: 2 });
  }
  if (error instanceof StorageDown) {
    const { request_id } = c.var;
    const cause = error.cause instanceof Error ? error.cause.name : undefined;
    c.var.deps.log.error("part_down", { request_id, part: "storage", cause });
    return problem(c, 503, { detail: STORAGE_DOWN, part: "storage", retry_after: 10 });
  }
  c.var.deps.log.error("unexpected", {
    request_id: c.var.request_id,
    // A message may quote a child's data, so the kind and the place must do. What the
    // database says names tables and columns, never values.
    error: error instanceof Error ? error.name : typeof error,
    database: error instanceof Error && /^Libsql/.test(error.name) ? error.message : undefined,
    at: error instanceof Error ? error.stack?.match(/\n\s+at .*/g)?.slice(0, 8) : undefined,
  });
  return problem(c, 500, {
    detail:
      "Something went wrong on our side. Try again; if it stays, give the request id to the office",
  });
}

const STORAGE_DOWN =
  "The files can't be reached just now, and nothing was changed. Try again in a few seconds";

function databaseDown({ maybe_written }: DatabaseDown): string {
  return maybe_written
    ? "The database did not answer in time, and this may or may not have been saved. Look before you repeat it, or repeat it with the same Idempotency-Key"
    : "The database can't be reached just now, and nothing was saved. Try again in a few seconds";
}

export function problem(
  c: Context<Env>,
  status: number,
  more: { detail: string; errors?: unknown; part?: string; retry_after?: number },
): Response {
  const { retry_after, ...members } = more;
  const body = {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    ...members,
    request_id: c.var.request_id,
  };
  if (status === 401) c.header("www-authenticate", "Bearer");
  if (retry_after !== undefined) c.header("retry-after", String(retry_after));
  return c.body(JSON.stringify(body), status as 400, {
    "content-type": "application/problem+json",
  });
}
