import { z } from "zod";
import { idText, list, moment, momentInput, pageQuery } from "../../schema.ts";

export const AuditRow = z.strictObject({
  audit_id: z.int(),
  at: moment,
  actor_user_id: z.int().nullable().meta({ description: "Null where nobody was signed in" }),
  actor_name: z.string().nullable().meta({ description: "Null where that account is gone" }),
  action: z.string().meta({ description: "The operation that did it" }),
  entity: z.string().meta({ description: "The kind of thing" }),
  entity_id: z.int().nullable(),
  student_id: z.int().nullable().meta({ description: "The child that it concerns" }),
  student_name: z.string().nullable().meta({ description: "As it is now; null once erased" }),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).nullable().meta({
    description: "`{field: [from, to]}`; null once the child is erased",
  }),
  request_id: z.string().nullable(),
}).meta({
  id: "AuditRow",
  example: {
    audit_id: 118,
    at: "2026-10-14T09:00:00.000Z",
    actor_user_id: 1,
    actor_name: "Ana Sousa",
    action: "updateStudent",
    entity: "students",
    entity_id: 14,
    student_id: 14,
    student_name: "José Ångström",
    changes: { grade_level: ["3", "4"] },
    request_id: "Zf3k0qVt9yLw2a1c",
  },
});
export type AuditRow = z.infer<typeof AuditRow>;

export const AuditRows = list(AuditRow).meta({ id: "AuditRows" });

const time = momentInput.optional();

export const AuditQuery = pageQuery({
  student_id: idText.optional().meta({ description: "What concerns this child" }),
  actor_user_id: idText.optional().meta({ description: "What this person did" }),
  from: time.meta({ description: "From this moment on", example: "2026-10-01T00:00:00Z" }),
  to: time.meta({ description: "Up to this moment", example: "2026-11-01T00:00:00Z" }),
});
