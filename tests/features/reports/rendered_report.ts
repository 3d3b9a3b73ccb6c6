import assert from "node:assert/strict";
import { getDocumentProxy } from "unpdf";
import type { ReportContent } from "../../../api/features/reports/content.ts";
import { renderReport } from "../../../api/features/reports/render.ts";

export const A4 = { width: 595.28, height: 841.89 };
export const MARGIN = { side: 51, body_top: 68, body_bottom: 62 };

export const TERM = { name: "Autumn term 2026", starts_on: "2026-09-01", ends_on: "2026-12-18" };

/** A report of all time on a child of whom only the name is known. */
export const EMPTY: ReportContent = {
  type: "Progress",
  school_name: "Riverside School",
  student: { name: "Ana Silva", student_number: null, grade_level: null, date_of_birth: null },
  term: null,
  issued_on: "2026-12-18",
  scale: { name: "US 4.0" },
  grades: [],
  gpa: { gpa: null, weighted_gpa: null, credits: 0 },
  attendance: { marked: 0, present: 0, absent: 0, excused: 0, late: 0, rate: null },
  activities: [],
  comments: [],
};

/** A progress report that has something in each of its parts, and fits one page. */
export const FULL: ReportContent = {
  ...EMPTY,
  student: {
    name: "Ana Silva",
    student_number: "S-10042",
    grade_level: "7",
    date_of_birth: "2014-03-05",
  },
  term: TERM,
  grades: [
    mark({ subject: "Mathematics", grade: "A-", points: 3.7, level: "Honors" }),
    mark({
      subject: "Art",
      grade: "P",
      points: null,
      credits: 0.5,
      comment: "Lovely use of ink.",
      author: "Mr Klee",
    }),
  ],
  gpa: { gpa: 3.345, weighted_gpa: 3.845, credits: 6.5 },
  attendance: { marked: 72, present: 68, absent: 1, excused: 3, late: 4, rate: 68 / 72 },
  activities: [{
    activity_name: "Debate club",
    role: "Captain",
    participation_date: "2026-10-02",
    achievement: "Regional finalist",
  }],
  comments: [{ subject: "Mathematics", author: "Ms Rivera", comment: "Explains her steps well." }],
};

/** A mark in English of the autumn term, but for what `over` says. */
export function mark(
  over: Partial<ReportContent["grades"][number]>,
): ReportContent["grades"][number] {
  return {
    subject: "English",
    grade: "B",
    points: 3,
    credits: 1,
    level: "Regular",
    class_name: null,
    term_name: TERM.name,
    comment: null,
    author: null,
    ...over,
  };
}

/** The full report, of a child of this name. */
export function named(name: string): ReportContent {
  return { ...FULL, student: { ...FULL.student, name } };
}

interface Piece {
  text: string;
  x: number;
  /** The baseline's distance from the top of the page. */
  y: number;
  width: number;
  size: number;
}

interface ReadBack {
  pages: Piece[][];
  /** All text in the order drawn, with single spaces. */
  text: string;
  /** The same without any. */
  dense: string;
  info: Record<string, unknown>;
}

async function readBack(pdf: Uint8Array): Promise<ReadBack> {
  const document = await getDocumentProxy(pdf.slice());
  const pages: Piece[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) =>
      "str" in item && item.str.trim() !== ""
        ? [{
          text: item.str,
          x: item.transform[4],
          y: A4.height - item.transform[5],
          width: item.width,
          size: item.transform[0],
        }]
        : []
    );
    pages.push(pieces);
  }
  const { info } = await document.getMetadata();
  await document.loadingTask.destroy();
  const text = pages.flat().map((piece) => piece.text).join(" ").replace(/\s+/g, " ");
  return { pages, text, dense: text.replaceAll(" ", ""), info: info as Record<string, unknown> };
}

/** The PDF of a report, and what a reader finds in it. */
export async function rendered(content: ReportContent) {
  const { pdf, missing_glyphs } = await renderReport(content);
  return { pdf, missing_glyphs, ...await readBack(pdf) };
}

/** Nothing outside the margins, nothing drawn upon something else. */
export function assertCleanPages(pages: Piece[][]) {
  pages.forEach((pieces, index) => {
    for (const { text, x, y, width } of pieces) {
      const where = `"${text}" on page ${index + 1}`;
      assert.ok(x > MARGIN.side - 1, `${where} starts left of the margin`);
      assert.ok(x + width < A4.width - MARGIN.side + 1, `${where} runs past the right margin`);
      assert.ok(y > 30 && y < A4.height - 25, `${where} runs off the page`);
    }
    const foot = pieces.filter(({ y }) => y > A4.height - MARGIN.body_bottom + 14);
    assert.deepEqual(foot.map(({ text }) => text), [
      "Issued 18 Dec 2026",
      `Page ${index + 1} of ${pages.length}`,
    ]);
    pieces.forEach((a, i) => {
      for (const b of pieces.slice(i + 1)) {
        const beside = a.x + a.width <= b.x + 1 || b.x + b.width <= a.x + 1;
        const apart = Math.abs(a.y - b.y) >= Math.min(a.size, b.size) * 0.9;
        assert.ok(beside || apart, `"${a.text}" and "${b.text}" overlap on page ${index + 1}`);
      }
    });
  });
}
