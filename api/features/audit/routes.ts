import { call } from "../../http/answer.ts";
import { jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { listAudit } from "./list_audit.ts";
import { AuditQuery, AuditRows } from "./schema.ts";

export const audit = createRouter();

audit.openapi(
  operation("listAudit", {
    tag: "Audit",
    method: "get",
    path: "/api/audit",
    summary: "See who changed what",
    description:
      "Every change, the newest first, with who made it and in which request. The log can be read and not written; what it says of a child goes when the child is erased.",
    request: { query: AuditQuery },
    responses: { 200: jsonOf(AuditRows, "A page of the log") },
  }),
  async (c) => c.json(await listAudit(call(c, c.req.valid("query"))), 200),
);
