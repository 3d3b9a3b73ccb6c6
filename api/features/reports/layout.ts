import { jsPDF } from "jspdf";
import { __createTable, __drawTable, type Styles } from "jspdf-autotable";
import { addFonts, BOLD, REGULAR, type ReportFonts } from "./fonts.ts";

// A4 in points. Greys are levels of black that survive a photocopier.
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = { top: 68, right: 51, bottom: 62, left: 51 };
const BLACK = 0;
const GREY = 80;
const HAIRLINE = 185;
const LINE_HEIGHT = 1.3;
const SECTION_GAP = 17;
const HEADING_HEIGHT = 22;

/** The width between the margins, in points. */
export const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
const TEXT_HEIGHT = PAGE.height - MARGIN.top - MARGIN.bottom;

/** A document being written from the top down; `y` is where the next thing goes, in points. */
export interface Sheet {
  doc: jsPDF;
  y: number;
}

export interface TextStyle {
  size: number;
  bold?: boolean;
  grey?: boolean;
}

export interface Column {
  title: string;
  /** In points; the columns without one share what is left. */
  width?: number;
  align?: "right";
  bold?: boolean;
}

export function newSheet(fonts: ReportFonts): Sheet {
  const doc = new jsPDF({ unit: "pt", format: "a4", compress: true, putOnlyUsedFonts: true });
  addFonts(doc, fonts);
  doc.setLineHeightFactor(LINE_HEIGHT);
  // autotable asks for the list at every cell, and jsPDF makes it anew each time.
  const list = doc.getFontList();
  doc.getFontList = () => list;
  return { doc, y: 44 };
}

function setStyle(doc: jsPDF, { size, bold = false, grey = false }: TextStyle) {
  doc.setFont(bold ? BOLD : REGULAR, "normal").setFontSize(size).setTextColor(grey ? GREY : BLACK);
}

/**
 * Draws `text` wrapped to `width`, its first line's top at `y`, `x` points right of the margin.
 * Answers its height.
 */
export function block(
  sheet: Sheet,
  text: string,
  { x = 0, y = sheet.y, width = TEXT_WIDTH, align = "left", ...style }:
    & TextStyle
    & { x?: number; y?: number; width?: number; align?: "left" | "right" },
): number {
  setStyle(sheet.doc, style);
  const lines: string[] = sheet.doc.splitTextToSize(text, width);
  const left = MARGIN.left + x;
  sheet.doc.text(lines, align === "right" ? left + width : left, y + style.size, { align });
  return lines.length * style.size * LINE_HEIGHT;
}

export function rule(
  { doc, y: here }: Sheet,
  { x = 0, y = here, width = TEXT_WIDTH, weight = 0.3 } = {},
) {
  const left = MARGIN.left + x;
  doc.setDrawColor(weight < 0.5 ? HAIRLINE : BLACK).setLineWidth(weight)
    .line(left, y, left + width, y);
}

/** Starts a new page unless `height` points still fit on this one. */
export function needSpace(sheet: Sheet, height: number) {
  if (sheet.y + height <= PAGE.height - MARGIN.bottom) return;
  sheet.doc.addPage();
  sheet.y = MARGIN.top;
}

/** A heading and its table, or what to say when there are no rows. The head repeats on each page. */
export function table(
  sheet: Sheet,
  { title, columns, rows, empty, note }: {
    title: string;
    columns: Column[];
    rows: string[][];
    empty: string;
    note?: string;
  },
) {
  if (rows.length === 0) {
    heading(sheet, { title, keep: 20 });
    rule(sheet, { y: sheet.y - 2, weight: 0.7 });
    sheet.y += 5 + block(sheet, empty, { y: sheet.y + 5, size: 9.5, grey: true }) + SECTION_GAP;
    return;
  }
  const left_over = TEXT_WIDTH - columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const sharers = columns.filter((column) => column.width === undefined).length;
  const last = columns.length - 1;
  const styles: Record<string, Partial<Styles>> = {};
  const head = columns.map((column, index) => {
    const halign: Styles["halign"] = column.align ?? "left";
    const cellPadding = { top: 3.5, bottom: 3, left: 0, right: index === last ? 0 : 10 };
    styles[index] = {
      cellWidth: column.width ?? left_over / sharers,
      font: column.bold ? BOLD : REGULAR,
      halign,
      cellPadding,
    };
    return { content: column.title, styles: { halign, cellPadding: { ...cellPadding, top: 0 } } };
  });
  // Measured before it is drawn, so that no heading stands alone at the foot of a page.
  const measured = __createTable(sheet.doc, {
    theme: "plain",
    margin: MARGIN,
    rowPageBreak: "avoid", // but a row that is taller than a page goes on over the next
    styles: { font: REGULAR, fontStyle: "normal", fontSize: 9.5, textColor: BLACK, valign: "top" },
    headStyles: { fontSize: 8, textColor: GREY, lineColor: BLACK, lineWidth: { bottom: 0.7 } },
    bodyStyles: { lineColor: HAIRLINE, lineWidth: { bottom: 0.3 } },
    columnStyles: styles,
    head: [head],
    body: rows,
  });
  const [first] = measured.body;
  const keep = measured.getHeadHeight(measured.columns) + first.height;
  heading(sheet, { title, keep: keep < TEXT_HEIGHT / 2 ? keep : 80 });
  measured.settings.startY = sheet.y;
  __drawTable(sheet.doc, measured);
  sheet.y = measured.finalY ?? sheet.y;
  if (note) sheet.y += 4 + block(sheet, note, { y: sheet.y + 4, size: 8, grey: true });
  sheet.y += SECTION_GAP;
}

/** A section's title, on the same page as the `keep` points that follow it. */
function heading(sheet: Sheet, { title, keep }: { title: string; keep: number }) {
  needSpace(sheet, HEADING_HEIGHT + keep);
  block(sheet, title, { size: 12, bold: true });
  sheet.y += HEADING_HEIGHT;
}

export interface Panel {
  title: string;
  figures: [label: string, value: string][];
  /** Said in place of the figures. */
  empty: string | null;
}

/** Panels side by side, as wide as they have figures: a label, and its number under it. */
export function panels(sheet: Sheet, list: Panel[]) {
  const height = HEADING_HEIGHT + (list.every((panel) => panel.empty) ? 18 : 36);
  needSpace(sheet, height);
  const gap = 24;
  const count = list.reduce((sum, panel) => sum + panel.figures.length, 0);
  const step = (TEXT_WIDTH - gap * (list.length - 1)) / count;
  let x = 0;
  for (const { title, figures, empty } of list) {
    const width = figures.length * step;
    const y = sheet.y + HEADING_HEIGHT;
    block(sheet, title, { x, width, size: 12, bold: true });
    rule(sheet, { x, y: y - 2, width, weight: 0.7 });
    if (empty) block(sheet, empty, { x, y: y + 5, width, size: 9.5, grey: true });
    figures.forEach(([label, value], index) => {
      if (empty) return;
      const place = { x: x + index * step, width: step };
      block(sheet, label, { ...place, y: y + 4, size: 8, grey: true });
      block(sheet, value, { ...place, y: y + 15, size: 13, bold: true });
    });
    x += width + gap;
  }
  sheet.y += height + SECTION_GAP;
}

/** Labels with their values under them, side by side; `share` is a part of the width. */
export function facts(sheet: Sheet, list: { label: string; value: string; share: number }[]) {
  let x = 0;
  let height = 0;
  for (const { label, value, share } of list) {
    const place = { x, width: TEXT_WIDTH * share - 10 };
    block(sheet, label, { ...place, size: 8, grey: true });
    height = Math.max(height, block(sheet, value, { ...place, y: sheet.y + 11, size: 9.5 }));
    x += TEXT_WIDTH * share;
  }
  sheet.y += 11 + height + SECTION_GAP;
}

/** Foot of every page, and on all but the first a head that says whose report a loose page is of. */
export function headsAndFeet(
  sheet: Sheet,
  { left, right, foot }: { left: string; right: string; foot: string },
) {
  const pages = sheet.doc.getNumberOfPages();
  const width = TEXT_WIDTH / 2 - 10;
  const small = { width, size: 8, grey: true };
  const opposite = { ...small, x: TEXT_WIDTH - width, align: "right" } as const;
  const head = [left, right].map((text) => cutToWidth(sheet, text, width));
  for (let page = 1; page <= pages; page++) {
    sheet.doc.setPage(page);
    if (page > 1) {
      block(sheet, head[0], { ...small, y: 34 });
      block(sheet, head[1], { ...opposite, y: 34 });
      rule(sheet, { y: 50 });
    }
    rule(sheet, { y: PAGE.height - 44 });
    block(sheet, foot, { ...small, y: PAGE.height - 38 });
    block(sheet, `Page ${page} of ${pages}`, { ...opposite, y: PAGE.height - 38 });
  }
}

/** The running head repeats what stands in full on the first page, so it alone may be cut. */
function cutToWidth({ doc }: Sheet, text: string, width: number): string {
  setStyle(doc, { size: 8 });
  if (doc.getTextWidth(text) <= width) return text;
  let end = 0;
  while (doc.getTextWidth(text.slice(0, end + 1) + "…") <= width) end++;
  return text.slice(0, end).trimEnd() + "…";
}
