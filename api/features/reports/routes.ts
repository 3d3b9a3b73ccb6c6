import { answer, call } from "../../http/answer.ts";
import { fileOf, jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { answerFile, elsewhere } from "../../http/file.ts";
import { StudentId } from "../students/schema.ts";
import { generateReport } from "./generate_report.ts";
import { getReport } from "./get_report.ts";
import { getReportFile } from "./get_report_file.ts";
import { listReports } from "./list_reports.ts";
import { Report, ReportId, ReportInput, Reports, ReportsQuery } from "./schema.ts";

const tag = "Reports";
const ofStudent = "/api/students/{student_id}";
const item = "/api/reports/{report_id}";

export const reports = createRouter();

reports.openapi(
  operation("generateReport", {
    tag,
    method: "post",
    path: `${ofStudent}/generate-report`,
    summary: "Make a report",
    description:
      "Prints what stands in the books now, of one term or of all time, as a PDF. An issued report never changes: a second one is another report. 409 for a student who has left. Limited by user.",
    request: { params: StudentId, body: jsonBody(ReportInput) },
    responses: { 201: jsonOf(Report, "The new report; its PDF is at `report_url`") },
    refusals: [409, 412, 429],
  }),
  async (c) =>
    answer(
      c,
      await generateReport(call(c, { ...c.req.valid("param"), report: c.req.valid("json") })),
      201,
    ),
);

reports.openapi(
  operation("listReports", {
    tag,
    method: "get",
    path: `${ofStudent}/reports`,
    summary: "List a student's reports",
    description: "The newest first.",
    request: { params: StudentId, query: ReportsQuery },
    responses: { 200: jsonOf(Reports, "A page of reports") },
  }),
  async (c) =>
    c.json(
      await listReports(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

reports.openapi(
  operation("getReport", {
    tag,
    method: "get",
    path: item,
    summary: "Read about a report",
    description: "404 for a report of a student who is not yours to see.",
    request: { params: ReportId },
    responses: { 200: jsonOf(Report, "The report") },
  }),
  async (c) => answer(c, await getReport(call(c, c.req.valid("param")))),
);

reports.openapi(
  operation("getReportFile", {
    tag,
    method: "get",
    path: `${item}/file`,
    summary: "Download a report",
    description: "The PDF as it was issued; its SHA-256 is the ETag.",
    request: { params: ReportId },
    responses: { 200: fileOf(["application/pdf"], "The PDF"), 302: elsewhere },
  }),
  async (c) => answerFile(c, await getReportFile(call(c, c.req.valid("param")))),
);
