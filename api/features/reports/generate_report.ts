import type { z } from "zod";
import { build, newestId } from "../../../db/query.ts";
import { reports } from "../../../db/schema/mod.ts";
import { changesBetween } from "../../access/audit.ts";
import { sha256 } from "../../access/encoding.ts";
import type { Call, Deps } from "../../deps.ts";
import { badInput } from "../../errors.ts";
import { dayIn } from "../../platform/clock.ts";
import { onTheRoll } from "../attendance/roster.ts";
import { computeGpa } from "../grades/gpa.ts";
import { noSuchTerm } from "../grades/grade_values.ts";
import { keepFile, newKey } from "../media/stored_files.ts";
import { studentRef } from "../students/student_query.ts";
import type { ReportContent } from "./content.ts";
import { contentQuery, type ReportRow } from "./content_query.ts";
import { oneReport, reportRows } from "./report_query.ts";
import type { Report, ReportInput } from "./schema.ts";

/**
 * Issues a report: prints what stands in the books, keeps the file, then writes its
 * row. What fails on the way leaves neither row nor file.
 */
export async function generateReport(
  { deps, db, limits, actor, input: { student_id, report } }: Call<
    { student_id: number; report: z.output<typeof ReportInput> }
  >,
): Promise<Report> {
  const { type, term_id } = report;
  const student = studentRef(actor, student_id);
  const [found, [row]] = await db.read([student, contentQuery({ student_id, term_id })]);
  onTheRoll(found);
  if (term_id !== null && row.term.length === 0) {
    throw badInput([noSuchTerm("body.term_id")]);
  }
  await limits.take({ limit: "generateReport", of: actor.user_id });
  const generated_at = deps.clock.now();
  const pdf = await print(contentOf(row, { type, now: generated_at }), deps);
  const file_key = newKey("reports");
  const file_sha256 = await sha256(pdf);
  return await keepFile(deps, {
    key: file_key,
    bytes: pdf,
    write: () =>
      db.write({
        still: [student],
        statements: [
          build.insert(reports).values({
            student_id,
            type,
            generated_at: generated_at.toISOString(),
            file_key,
            term_id,
            status: "ready",
            sha256: file_sha256,
          }),
        ],
        audit: [{
          action: "generateReport",
          entity: "reports",
          entity_id: newestId(reports),
          student_id,
          changes: changesBetween(null, report),
        }],
        answer: reportRows().where(oneReport(actor, newestId(reports))),
        student_id,
      }),
  });
}

function contentOf(
  { school, student, term, scale: [scale], grades, attendance: [days], activities }: ReportRow,
  { type, now }: { type: ReportContent["type"]; now: Date },
): ReportContent {
  return {
    type,
    school_name: school.school_name,
    student,
    term: term[0] ?? null,
    issued_on: dayIn(school.timezone, now),
    scale,
    grades,
    gpa: computeGpa(grades, scale),
    attendance: days,
    activities,
    // A mark brings its own comment.
    comments: [],
  };
}

async function print(content: ReportContent, { log }: Deps): Promise<Uint8Array<ArrayBuffer>> {
  // jsPDF is heavy, and most processes never print.
  const { renderReport } = await import("./render.ts");
  const { pdf, missing_glyphs } = await renderReport(content);
  if (missing_glyphs.length > 0) {
    log.info("report_missing_glyphs", {
      count: missing_glyphs.length,
      code_points: missing_glyphs.map(codePoint),
    });
  }
  return pdf;
}

/** As Unicode writes it: "U+4E00". */
function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
