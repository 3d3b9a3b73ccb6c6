import { body, type ExpectedRows, FAMILY, STAFF, student } from "./row.ts";

export const reports: ExpectedRows = {
  generateReport: {
    path: student("/generate-report"),
    body: body({ type: "Progress" }),
    status: STAFF(201),
  },
  listReports: { path: student("/reports"), status: FAMILY(200) },
  getReport: { path: ({ ours }) => `/api/reports/${ours.report_id}`, status: FAMILY(200) },
  getReportFile: { path: ({ ours }) => `/api/reports/${ours.report_id}/file`, status: FAMILY(200) },
};
