import assert from "node:assert/strict";
import { policy } from "../../api/access/policy.ts";
import { withSchool } from "../helpers/school.ts";

interface Media {
  schema: { $ref?: string; type?: string; format?: string };
  example?: unknown;
}
interface Operation {
  operationId: keyof typeof policy;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; schema: Record<string, unknown> }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}

/** What these answer is a secret, so no Idempotency-Key keeps it. */
const KEEP_NOTHING = ["setUpSchool", "login", "refreshSession", "inviteUser", "acceptInvitation"];

/** A body that is a file as it is has nothing to show an example of. */
const isFile = ({ schema }: Media) => schema.format === "binary";

const SEED = [
  "POST /api/register",
  "POST /api/login",
  "POST /api/logout",
  "GET /api/students",
  "POST /api/students",
  "GET /api/students/{student_id}",
  "PUT /api/students/{student_id}",
  "DELETE /api/students/{student_id}",
  "POST /api/students/{student_id}/grades",
  "GET /api/students/{student_id}/grades",
  "GET /api/students/{student_id}/gpa",
  "POST /api/students/{student_id}/attendance",
  "GET /api/students/{student_id}/attendance",
  "POST /api/students/{student_id}/generate-report",
  "GET /api/reports/{report_id}",
  "POST /api/notifications/send",
  "GET /api/notifications/{user_id}",
];

Deno.test(
  "the OpenAPI document is 3.1, holds the seed's seventeen operations, and resolves every reference",
  withSchool(async (school) => {
    const { status, body } = await school.request("GET", "/openapi.json");
    assert.equal(status, 200);
    assert.equal(body.openapi, "3.1.0");
    assert.equal(body.components.securitySchemes.bearer.scheme, "bearer");
    const there = Object.entries(body.paths).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path}`)
    );
    assert.equal(SEED.length, 17);
    for (const operation of SEED) assert.ok(there.includes(operation), operation);
    for (
      const [, name] of JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)
    ) {
      assert.ok(body.components.schemas[name], name);
    }
  }),
);

Deno.test(
  "every operation says what it is, shows an example, and names all its errors",
  withSchool(async (school) => {
    const { body } = await school.request("GET", "/openapi.json");
    const tags = new Set(body.tags.map(({ name }: { name: string }) => name));
    const missing: string[] = [];
    const want = (condition: unknown, what: string) => condition || missing.push(what);

    const hasExample = (schema: unknown, seen = new Set<string>()): boolean => {
      const text = JSON.stringify(schema) ?? "";
      if (/"examples?":/.test(text)) return true;
      return [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].some(([, name]) =>
        !seen.has(name) && hasExample(body.components.schemas[name], seen.add(name))
      );
    };

    for (const [path, item] of Object.entries(body.paths)) {
      for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
        const { operationId: id, responses } = operation;
        want(operation.summary, `${id}: summary`);
        want((operation.description ?? "").length > 10, `${id}: description`);
        want(operation.tags?.length === 1 && tags.has(operation.tags[0]), `${id}: tag`);
        const isPublic = typeof policy[id] === "string";
        want(operation.security?.length === (isPublic ? 0 : 1), `${id}: security`);
        const statuses = Object.keys(responses);
        const needed = ["400", "500", "503"];
        if (!isPublic) needed.push("401", "403");
        if (path.includes("{")) needed.push("404");
        if (operation.requestBody) needed.push("413", "415");
        if (method === "post" && !KEEP_NOTHING.includes(id)) needed.push("422");
        if (method === "put") needed.push("412");
        for (const status of needed) want(statuses.includes(status), `${id}: ${status}`);
        for (const [status, response] of Object.entries(responses)) {
          want(response.description, `${id} ${status}: description`);
          if (Number(status) >= 400) {
            want(response.content?.["application/problem+json"], `${id} ${status}: problem`);
          }
        }
        const success = statuses.find((status) => status.startsWith("2"))!;
        const answered = responses[success].content?.["application/json"];
        if (answered) {
          want(answered.example ?? hasExample(answered.schema), `${id}: example of the answer`);
        }
        const sent = operation.requestBody?.content["application/json"];
        if (sent || !Object.values(operation.requestBody?.content ?? {}).every(isFile)) {
          want(sent && (sent.example ?? hasExample(sent.schema)), `${id}: example of the body`);
        }
        for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
          want(
            operation.parameters?.some((parameter) =>
              parameter.in === "path" && parameter.name === name
            ),
            `${id}: {${name}}`,
          );
        }
      }
    }
    assert.deepEqual(missing, []);
  }),
);
