import { OpenAPIHono } from "@hono/zod-openapi";
import type { z } from "zod";
import type { Meter } from "../../db/meter.ts";
import type { RequestDb } from "../access/request_db.ts";
import type { RequestLimits } from "../access/request_limits.ts";
import type { Actor } from "../access/scope.ts";
import type { Deps } from "../deps.ts";
import { badInput } from "../errors.ts";
import type { RedisMeter } from "../platform/redis.ts";
import type { Upload } from "./body.ts";
import "./words.ts";

/** What every handler finds in `c.var`. */
export interface Env {
  Variables: {
    deps: Deps;
    request_id: string;
    meter: Meter & RedisMeter;
    db: RequestDb;
    limits: RequestLimits;
    actor: Actor | null;
    /** The file that was sent, in the operations that take one. */
    upload: Upload;
  };
}

/** The one place where a router is made. */
export function createRouter(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: async (result, c) => {
      if (result.success) return;
      // Whoever's session has ended is told that, and not what is wrong with their input.
      await c.var.db.read([]);
      throw badInput(fieldErrors(result.error.issues, result.target));
    },
  });
}

const PART = { json: "body", query: "query", param: "path", header: "header", cookie: "cookie" };

function fieldErrors(issues: z.core.$ZodIssue[], target: string) {
  const part = PART[target as keyof typeof PART] ?? target;
  return issues.flatMap((issue) => {
    const path = [part, ...issue.path].join(".");
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({
      path: `${path}.${key}`,
      message: `There is no field "${key}" here. Leave it out`,
    }));
  }).slice(0, 100);
}
