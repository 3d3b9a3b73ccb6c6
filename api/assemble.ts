import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Deps } from "./deps.ts";
import { notFound } from "./errors.ts";
import { openApiDocument } from "./http/document.ts";
import { eachRequest } from "./http/each_request.ts";
import { securityHeaders } from "./http/headers.ts";
import { answerError } from "./http/problem.ts";
import { createRouter, type Env } from "./http/router.ts";
import { webApp } from "./http/web_app.ts";

/** The program with these of its features: what stands around each request, and the web app. */
export function assemble(deps: Deps, features: readonly OpenAPIHono<Env>[]): OpenAPIHono<Env> {
  const app = createRouter();
  app.onError(answerError);
  app.notFound((c) => answerError(notFound("page"), c));
  app.use(eachRequest(deps));
  app.use(securityHeaders);
  for (const feature of features) app.route("/", feature);
  let document: object | undefined;
  app.get("/openapi.json", (c) => c.json(document ??= openApiDocument(app)));
  if (deps.web) app.get("*", webApp(deps.web));
  return app;
}
