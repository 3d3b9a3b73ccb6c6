import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "./router.ts";

/** The OpenAPI 3.1 document, made from the routes of the app. */
export function openApiDocument(app: OpenAPIHono<Env>) {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The `token` that POST /api/login answers. It is good for ten minutes.",
  });
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Laurel",
      version: "0.1.0",
      description: DESCRIPTION,
    },
    servers: [{ url: "/" }],
    tags: TAGS,
  });
}

const DESCRIPTION = `The achievement of the pupils of a small school.

Sign in with \`POST /api/login\`, then send \`Authorization: Bearer <token>\`.

- **Lists** answer \`{ data, next_cursor }\`; send \`next_cursor\` as \`cursor\` for the next page.
- **Errors** are RFC 9457 \`application/problem+json\`; quote \`request_id\` when you ask for help. A thing that is not yours to see answers 404, as one that does not exist.
- **Unknown fields** are refused.
- **PUT** takes \`If-Match\` with the \`ETag\` that you read: 412 means that someone changed it since.
- **POST** takes \`Idempotency-Key\`: the same key and body answer the first result again.
- **Limits**: what is limited (signing in, registering, reports) tells in \`RateLimit-Limit\`, \`RateLimit-Remaining\` and \`RateLimit-Reset\` how it stands; 429 says in \`Retry-After\` how many seconds to wait.
- **Dates** are \`YYYY-MM-DD\` in the school's time zone; times are RFC 3339, UTC.`;

const TAGS = [
  { name: "Session", description: "Signing in and out, and one's own account" },
  { name: "School", description: "Set-up, settings, terms, holidays, grading scales" },
  { name: "Users", description: "Accounts and invitations" },
  { name: "Students", description: "The roll, and who a child's guardians are" },
  { name: "Classes", description: "Classes, their teachers and rosters" },
  { name: "Grades", description: "Marks and GPA" },
  { name: "Gradebook", description: "Assessments, scores, averages and what they come to" },
  { name: "Attendance", description: "The register" },
  { name: "Activities", description: "What a child joins in" },
  { name: "Reports", description: "Report cards as PDF" },
  { name: "Notifications", description: "The inbox" },
  { name: "Summaries", description: "The first page, a class and the school at a glance" },
  { name: "Audit", description: "Who changed what, and when" },
];
