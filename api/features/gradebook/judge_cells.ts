import { badInput, type FieldError, notFound } from "../../errors.ts";
import { foldLabel, type Scale } from "../grades/scales.ts";
import type { Cell } from "./averages.ts";
import type { SavedScores, SentCell } from "./sheet_schema.ts";

interface CellRef {
  assessment_id: number;
  student_id: number;
}

/** A cell that is to change; null is a blank one. */
export interface ChangedCell extends CellRef {
  from: Cell | null;
  to: Cell | null;
}

interface Known {
  scale: Scale;
  assessments: { assessment_id: number; maximum: number }[];
  members: { student_id: number }[];
  /** What stands there now; a blank cell is not in it. */
  now: (CellRef & Cell & { updated_at: string })[];
}

/**
 * What of the cells that were sent stands already, what is to change, and what someone else has
 * changed since it was read.
 * @throws {Refusal} 404 for what is not on the sheet, 400 with every score and label that can't be
 */
export function judgeCells(sent: SentCell[], { scale, assessments, members, now }: Known) {
  const maxima = new Map(assessments.map((one) => [one.assessment_id, one.maximum]));
  const inClass = new Set(members.map(({ student_id }) => student_id));
  const cells = new Map(now.map((cell) => [keyOf(cell), cell]));
  const labels = new Map(scale.entries.map(({ label }) => [foldLabel(label), label]));
  refuseStrangers(sent, { maxima, inClass });

  const errors: FieldError[] = [];
  const standing: SavedScores["saved"] = [];
  const changes: ChangedCell[] = [];
  const conflicts: (CellRef & { now: Cell | null; updated_at: string | null })[] = [];
  sent.forEach(({ was, ...asked }, i) => {
    const ids = { assessment_id: asked.assessment_id, student_id: asked.student_id };
    const found = cells.get(keyOf(ids));
    const from = found ? cellOf(found) : null;
    const spelled = asked.label === null ? null : labels.get(foldLabel(asked.label));
    const { state, score } = asked;
    const to = state && { state, score, label: spelled ?? asked.label };
    const updated_at = found?.updated_at ?? null;
    if (same(from, to)) {
      standing.push({ ...ids, ...(from ?? BLANK), updated_at });
      return;
    }
    const path = `body.scores.${i}`;
    const maximum = maxima.get(ids.assessment_id)!;
    if (score !== null && score > maximum) {
      errors.push({ path: `${path}.score`, message: `It is out of ${maximum}. Send that or less` });
    }
    if (spelled === undefined) {
      const message =
        `"${asked.label}" is not on the scale "${scale.name}". Send one of its labels`;
      errors.push({ path: `${path}.label`, message });
    }
    if (was === undefined || same(from, was)) changes.push({ ...ids, from, to });
    else conflicts.push({ ...ids, now: from, updated_at });
  });
  if (errors.length > 0) throw badInput(errors);
  return { standing, changes, conflicts };
}

const BLANK = { state: null, score: null, label: null };

function refuseStrangers(
  sent: SentCell[],
  { maxima, inClass }: { maxima: Map<number, number>; inClass: Set<number> },
): void {
  sent.forEach(({ assessment_id, student_id }, i) => {
    if (!maxima.has(assessment_id)) {
      throw notFound("assessment of this class and term", [`body.scores.${i}.assessment_id`]);
    }
    if (!inClass.has(student_id)) {
      throw notFound("student in this class", [`body.scores.${i}.student_id`]);
    }
  });
}

const keyOf = ({ assessment_id, student_id }: CellRef) => `${assessment_id} ${student_id}`;

const cellOf = ({ state, score, label }: Cell): Cell => ({ state, score, label });

function same(a: Cell | null, b: Cell | null): boolean {
  return a?.state === b?.state && (a?.score ?? null) === (b?.score ?? null) &&
    (a?.label ?? null) === (b?.label ?? null);
}
