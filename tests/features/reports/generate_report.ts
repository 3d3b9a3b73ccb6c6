import type { School, SignedIn } from "../../helpers/school.ts";

/** Has a report made of a child, by the office unless `as` says otherwise. */
export const generateReport = (
  school: School,
  student_id: number,
  { as = school.admin, body = { type: "Progress" }, headers = {} }: {
    as?: SignedIn | null;
    body?: unknown;
    headers?: Record<string, string>;
  } = {},
) => school.request("POST", `/api/students/${student_id}/generate-report`, { as, body, headers });
