import { withEntry } from "../../lib/sheet.ts";
import type { MarksSheet } from "./marks_state.ts";

/**
 * The marks of a copied spreadsheet column, one a line. Of several columns the last one that holds
 * anything counts: names stand before marks. An empty cell keeps its place, as the rows must match.
 */
export function parseColumn(text: string): string[] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n")
    .map((line) => line.split("\t").map(unquoted));
  const width = Math.max(...lines.map((cells) => cells.length));
  for (let column = width - 1; column >= 0; column--) {
    const cells = lines.map((line) => line[column] ?? "");
    if (cells.some((cell) => cell !== "")) return cells;
  }
  return lines.map(() => "");
}

/** Spreadsheets quote a cell that holds a quote, a tab or a line break. */
function unquoted(cell: string): string {
  const trimmed = cell.trim();
  const quoted = /^"([\s\S]*)"$/.exec(trimmed);
  return quoted ? quoted[1].replaceAll('""', '"').trim() : trimmed;
}

/**
 * Fills marks down from a child. An empty cell leaves the mark that is there: a paste must not
 * take marks away. Says how many children the column filled and how many cells found no child.
 */
export function fillDown(
  sheet: MarksSheet,
  { from, cells }: { from: number; cells: string[] },
): { sheet: MarksSheet; filled: number; left_over: number } {
  const start = sheet.rows.findIndex(({ student_id }) => student_id === from);
  const rows = sheet.rows.slice(start, start + cells.length);
  let next = sheet;
  rows.forEach(({ student_id }, at) => {
    if (cells[at] !== "") next = withEntry(next, { student_id, patch: { grade: cells[at] } });
  });
  const given = cells.filter((cell) => cell !== "").length;
  const filled = cells.slice(0, rows.length).filter((cell) => cell !== "").length;
  return { sheet: next, filled, left_over: given - filled };
}

/** For a message after a paste. */
export function pasteWords({ filled, left_over }: { filled: number; left_over: number }): string {
  const words = `${filled} ${filled === 1 ? "mark" : "marks"} pasted`;
  return left_over === 0 ? words : `${words}, ${left_over} more had no child left`;
}
