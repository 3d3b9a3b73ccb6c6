import { z } from "zod";
import { REPORT_STATUSES, REPORT_TYPES } from "../../../db/schema/reports.ts";
import { id, idText, list, moment, orNull, pageQuery } from "../../schema.ts";

export const ReportId = z.strictObject({ report_id: idText });

export const ReportInput = z.strictObject({
  type: z.enum(REPORT_TYPES).meta({
    description: "Progress puts the marks first, Achievement what the child took part in",
  }),
  term_id: orNull(id).meta({ description: "Of this term alone; left out: of all time" }),
}).meta({ id: "ReportInput", example: { type: "Progress", term_id: 2 } });

export const Report = z.strictObject({
  report_id: z.int(),
  student_id: z.int(),
  type: z.enum(REPORT_TYPES),
  generated_at: moment,
  report_url: z.string().nullable().meta({
    description: "Where the PDF is; it needs the same Authorization",
  }),
  term_id: z.int().nullable(),
  status: z.enum(REPORT_STATUSES),
  sha256: z.string().nullable().meta({ description: "Of the PDF, which never changes" }),
}).meta({
  id: "Report",
  example: {
    report_id: 5,
    student_id: 14,
    type: "Progress",
    generated_at: "2026-10-14T09:00:00.000Z",
    report_url: "/api/reports/5/file",
    term_id: 2,
    status: "ready",
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  },
});
export type Report = z.infer<typeof Report>;

export const Reports = list(Report).meta({ id: "Reports" });

export const ReportsQuery = pageQuery({});
