import { at, type ExpectedRows, OFFICE } from "./row.ts";

export const audit: ExpectedRows = {
  listAudit: { path: at("/api/audit"), status: OFFICE(200) },
};
