import type { ReportContent, ReportGrade } from "./content.ts";
import { loadFonts, type ReportFonts } from "./fonts.ts";
import * as layout from "./layout.ts";
import { decimals, longDate, NONE, oneLine, placesOf, printable } from "./text.ts";

export type { ReportContent } from "./content.ts";

/**
 * The report as a PDF on A4, the same bytes for the same content. `missing_glyphs` are the
 * characters, each once, that the fonts lack (Chinese, Arabic, emoji …) and that are boxes in it.
 * Throws a RangeError when `issued_on` is not a date.
 */
export async function renderReport(
  content: ReportContent,
  { fonts }: { fonts?: ReportFonts } = {},
): Promise<{ pdf: Uint8Array<ArrayBuffer>; missing_glyphs: string[] }> {
  const loaded = fonts ?? await loadFonts();
  const missing = new Set<string>();
  const clean = printable(content, { fonts: loaded, missing });
  const sheet = layout.newSheet(loaded);
  const title = `${clean.type} report`;

  drawHeader(sheet, { content: clean, title });
  const sections = clean.type === "Achievement"
    ? [drawActivities, drawSummary, drawGrades, drawComments]
    : [drawGrades, drawSummary, drawActivities, drawComments];
  for (const draw of sections) draw(sheet, clean);
  layout.headsAndFeet(sheet, {
    left: `${title} · ${oneLine(clean.school_name)}`,
    right: orNone(clean.student.name),
    foot: `Issued ${longDate(clean.issued_on)}`,
  });

  sheet.doc.setProperties({ title, creator: "Laurel" });
  sheet.doc.setLanguage("en");
  sheet.doc.viewerPreferences({ DisplayDocTitle: true });
  sheet.doc.setCreationDate(midday(clean.issued_on));
  sheet.doc.setFileId(await fileId(clean));
  const pdf = new Uint8Array(sheet.doc.output("arraybuffer"));
  return { pdf, missing_glyphs: [...missing].sort() };
}

function drawHeader(
  sheet: layout.Sheet,
  { content, title }: { content: ReportContent; title: string },
) {
  const { student, term, scale } = content;
  const right = { x: layout.TEXT_WIDTH * 0.64, width: layout.TEXT_WIDTH * 0.36 };
  const width = layout.TEXT_WIDTH * 0.6;
  const top = sheet.y;
  const period = term ? orNone(term.name) : "All terms";
  let below = top + layout.block(sheet, period, { ...right, size: 10, bold: true, align: "right" });
  if (term) {
    const dates = `${longDate(term.starts_on)} – ${longDate(term.ends_on)}`;
    below += layout.block(sheet, dates, {
      ...right,
      y: below,
      size: 9,
      grey: true,
      align: "right",
    });
  }
  sheet.y += layout.block(sheet, oneLine(content.school_name), { width, size: 10, bold: true }) + 2;
  sheet.y += layout.block(sheet, title, { width, size: 22, bold: true }) + 6;
  sheet.y = Math.max(sheet.y, below);
  layout.rule(sheet, { weight: 1.2 });
  sheet.y += 12;
  sheet.y += layout.block(sheet, orNone(student.name), { size: 15, bold: true }) + 6;
  const born = student.date_of_birth;
  layout.facts(sheet, [
    { label: "Student number", value: orNone(student.student_number), share: 0.24 },
    { label: "Grade level", value: orNone(student.grade_level), share: 0.22 },
    { label: "Date of birth", value: born ? longDate(born) : NONE, share: 0.2 },
    { label: "Grading scale", value: orNone(scale.name), share: 0.34 },
  ]);
}

function orNone(text: string | null): string {
  return oneLine(text ?? "") || NONE;
}

/** A column that no mark has anything for is left out: most schools use few of them. */
function drawGrades(sheet: layout.Sheet, { grades, term }: ReportContent) {
  const points = placesOf(grades.map((grade) => grade.points));
  const credits = placesOf(grades.map((grade) => grade.credits));
  const counted = grades.filter((grade) => grade.points !== null).length;
  const columns: (layout.Column & { used: boolean; of: (grade: ReportGrade) => string })[] = [
    { title: "Subject", used: true, of: (grade) => oneLine(grade.subject) },
    {
      title: "Class",
      used: grades.some((grade) => grade.class_name),
      of: (grade) => oneLine(grade.class_name ?? ""),
    },
    {
      title: "Term",
      width: 100,
      used: grades.some((grade) => grade.term_name && grade.term_name !== term?.name),
      of: (grade) => oneLine(grade.term_name ?? ""),
    },
    {
      title: "Level",
      width: 56,
      used: grades.some((grade) => grade.level && grade.level !== "Regular"),
      of: (grade) => oneLine(grade.level),
    },
    { title: "Grade", width: 54, bold: true, used: true, of: (grade) => oneLine(grade.grade) },
    {
      title: "Points",
      width: 42,
      align: "right",
      used: counted > 0,
      of: (grade) => decimals(grade.points, points),
    },
    {
      title: "Credits",
      width: 42,
      align: "right",
      used: grades.some((grade) => grade.credits !== null),
      of: (grade) => decimals(grade.credits, credits),
    },
  ];
  const used = columns.filter((column) => column.used);
  layout.table(sheet, {
    title: "Marks",
    columns: used,
    rows: grades.map((grade) => used.map((column) => column.of(grade))),
    empty: "No marks entered yet",
    note: counted > 0 && counted < grades.length
      ? `${NONE} in points: not counted in the GPA`
      : undefined,
  });
}

function drawSummary(sheet: layout.Sheet, { gpa, attendance }: ReportContent) {
  const rate = attendance.rate === null ? NONE : `${decimals(attendance.rate * 100, 1)}%`;
  layout.panels(sheet, [
    {
      title: "Grade point average",
      figures: [
        ["GPA", decimals(gpa.gpa, 2)],
        ["Weighted", decimals(gpa.weighted_gpa, 2)],
        ["Credits", decimals(gpa.credits, placesOf([gpa.credits]))],
      ],
      empty: gpa.gpa === null && gpa.weighted_gpa === null ? "No counted marks yet" : null,
    },
    {
      title: "Attendance",
      figures: [
        ["Rate", rate],
        ["Marked", String(attendance.marked)],
        ["Present", String(attendance.present)],
        ["Late", String(attendance.late)],
        ["Absent", String(attendance.absent)],
        ["Excused", String(attendance.excused)],
      ],
      empty: attendance.marked === 0 ? "No attendance marked yet" : null,
    },
  ]);
}

function drawActivities(sheet: layout.Sheet, { type, activities }: ReportContent) {
  layout.table(sheet, {
    title: type === "Achievement" ? "Achievements and activities" : "Activities",
    columns: [
      { title: "Date", width: 76 },
      { title: "Activity" },
      { title: "Role", width: 104 },
      { title: "Achievement", bold: type === "Achievement" },
    ],
    rows: activities.map((activity) => [
      longDate(activity.participation_date),
      oneLine(activity.activity_name),
      oneLine(activity.role ?? ""),
      oneLine(activity.achievement ?? ""),
    ]),
    empty: "No activities recorded yet",
  });
}

/** The comments, then those on a mark that do not stand among them already. */
function drawComments(sheet: layout.Sheet, { term, grades, comments }: ReportContent) {
  const said = new Set(comments.map(({ subject, comment }) => `${subject}\n${comment}`));
  const on_marks = grades.filter(({ subject, comment }) =>
    comment && !said.has(`${subject}\n${comment}`)
  );
  const rows = comments.map(({ subject, comment, author }) => [
    oneLine(subject),
    comment,
    oneLine(author ?? ""),
  ]);
  for (const { subject, term_name, comment, author } of on_marks) {
    const other_term = term_name && term_name !== term?.name ? term_name : "";
    rows.push([
      [oneLine(subject), oneLine(other_term)].filter(Boolean).join(", "),
      comment!,
      oneLine(author ?? ""),
    ]);
  }
  const signed = rows.some(([, , author]) => author);
  const columns = [{ title: "Subject", width: 104, bold: true }, { title: "Comment" }];
  layout.table(sheet, {
    title: "Teacher comments",
    columns: signed ? [...columns, { title: "Teacher", width: 92 }] : columns,
    rows: signed ? rows : rows.map(([subject, comment]) => [subject, comment]),
    empty: "No teacher comments yet",
  });
}

/** Midday of that date as jsPDF prints it, in whatever time zone the server stands. */
function midday(date: string): Date {
  const [year, month, day] = date.split("-").map(Number);
  const noon = new Date(year, month - 1, day, 12);
  if (Number.isNaN(noon.getTime())) throw new RangeError(`issued_on is not a date: "${date}"`);
  return Object.assign(noon, { getTimezoneOffset: () => 0 });
}

/** 32 hex digits: jsPDF's own would be random. */
async function fileId(content: ReportContent): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return digest.toHex().slice(0, 32);
}
