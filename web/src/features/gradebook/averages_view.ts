import { average, shown } from "../../../../api/features/gradebook/averages.ts";
import { computedMark } from "../../../../api/features/gradebook/computed_mark.ts";
import type { Average, Cell, CellAt, Gradebook } from "../../lib/gradebook_types.ts";
import { parseCell } from "./cell_syntax.ts";
import { countingCells, type RowCells } from "./grid_state.ts";

export interface RowAverage extends Average {
  /** As the teacher reads it: `87.5`, or a dash where nothing counts. */
  text: string;
  /** What that is on the school's scale. */
  grade: string | null;
}

/** A child's average by the server's own rules, from what is on the screen, the cell in hand too. */
export function averageOf(
  gradebook: Gradebook,
  row: RowCells,
  draft: CellAt & { text: string } | null = null,
): RowAverage {
  const cells = countingCells(row);
  if (draft) putDraft(gradebook, cells, draft);
  const { rules, categories, assessments, scale } = gradebook;
  const found = average({ rules, categories, assessments, cells });
  const grade = computedMark(found.percent, scale);
  return { ...found, text: percentText(found.percent), grade };
}

function putDraft(
  { assessments, rules }: Gradebook,
  cells: Map<number, Cell>,
  { assessment_id, text }: CellAt & { text: string },
) {
  const assessment = assessments.find((known) => known.assessment_id === assessment_id);
  if (!assessment) return;
  const labels = rules.labels.map(({ label }) => label);
  const parsed = parseCell(text, { maximum: assessment.maximum, labels });
  // Half a word is no score yet: until it is one, what was there counts.
  if (!parsed.ok) return;
  if (parsed.cell) cells.set(assessment_id, parsed.cell);
  else cells.delete(assessment_id);
}

export function percentText(percent: number | null): string {
  return percent === null ? "–" : shown(percent);
}

/** The mean of a column, in percent of its maximum: of the cells that have a score. */
export function columnMean(
  { rules }: Gradebook,
  { maximum, cells }: { maximum: number; cells: (Cell | null)[] },
): number | null {
  const percents = cells.flatMap((cell) => {
    if (!cell) return [];
    if (cell.state === "missing") return rules.missing_is_zero ? [0] : [];
    if (cell.score !== null) return [(cell.score / maximum) * 100];
    return rules.labels.find(({ label }) => label === cell.label)?.percent ?? [];
  });
  return meanOf(percents);
}

/** Of those that are known; null where none is. */
export function meanOf(percents: (number | null)[]): number | null {
  const known = percents.filter((percent) => percent !== null);
  return known.length === 0
    ? null
    : known.reduce((sum, percent) => sum + percent, 0) / known.length;
}
