import { batch, type Signal, signal } from "@preact/signals";
import type {
  Cell,
  CellAt,
  Gradebook,
  SavedScores,
  ScoreInput,
} from "../../lib/gradebook_types.ts";
import { fieldErrors, type Problem, type Result } from "../../lib/problem.ts";
import { type CellRule, cellText, parseCell, sameCell } from "./cell_syntax.ts";
import {
  cellAt,
  cellOf,
  confirmed,
  contested,
  entered,
  type GridCell,
  inputOf,
  isUnsaved,
  merged,
  needsSaving,
  onItsWay,
  refused,
  refusedAs,
  type RowCells,
  rowsOf,
  settledAs,
} from "./grid_state.ts";
import { createSaver, type SaverTimers, type SaveState } from "./saver.ts";

/** One request's worth; the API takes no more cells. */
const BURST_CELLS = 2_000;
const UNDO_STEPS = 200;

export interface CellEdit extends CellAt {
  text: string;
}

/** What was typed where no cell is any more: the column was deleted, or the child taken off. */
export interface Orphan {
  name: string;
  title: string;
  text: string;
}

/** A cell's `now` and `wrong`, before or after a step. */
type Entry = Pick<GridCell, "now" | "wrong">;
type Step = (CellAt & { before: Entry; after: Entry })[];

interface StoreOptions {
  gradebook: Gradebook;
  put(scores: ScoreInput[]): Promise<Result<SavedScores>>;
  timers: SaverTimers;
}

export type GradebookStore = ReturnType<typeof createGradebookStore>;

/** The cells of one gradebook: a signal a child, so that an entry draws one row anew. */
export function createGradebookStore({ gradebook, put, timers }: StoreOptions) {
  const about = signal(gradebook);
  const rows = new Map<number, Signal<RowCells>>();
  const save_state = signal<SaveState>({ kind: "saved" });
  /** The cells that are not saved, by what keeps them. Counted when something changed. */
  const unsaved = signal<CellAt[]>([]);
  /** Goes up with each conflict that the server told of: the page then reads what else is new. */
  const contested_times = signal(0);
  const orphans = signal<Orphan[]>([]);
  let done: Step[] = [];
  let undone: Step[] = [];

  const saver = createSaver<ScoreInput[], SavedScores>({
    take: takeBurst,
    send: put,
    onSaved,
    onRefused,
    onState: (state) => save_state.value = state,
    timers,
  });

  load(gradebook);

  function rowSignal(student_id: number): Signal<RowCells> {
    let row = rows.get(student_id);
    if (!row) rows.set(student_id, row = signal<RowCells>(new Map()));
    return row;
  }

  function cell({ student_id, assessment_id }: CellAt): GridCell {
    return cellAt(rowSignal(student_id).peek(), assessment_id);
  }

  /** Changes many cells, each row's signal once. */
  function update(cells: Iterable<CellAt & { cell: GridCell }>) {
    const changed = new Map<number, Map<number, GridCell>>();
    for (const { student_id, assessment_id, cell } of cells) {
      const row = changed.get(student_id) ?? new Map(rowSignal(student_id).peek());
      changed.set(student_id, row.set(assessment_id, cell));
    }
    batch(() => {
      for (const [student_id, row] of changed) rowSignal(student_id).value = row;
      countUnsaved();
    });
  }

  function countUnsaved() {
    const found: CellAt[] = [];
    for (const [student_id, row] of rows) {
      for (const [assessment_id, cell] of row.peek()) {
        if (isUnsaved(cell)) found.push({ student_id, assessment_id });
      }
    }
    unsaved.value = found;
  }

  /** A newer reading of the server; what was changed here and is not saved stays. */
  function load(fresh: Gradebook) {
    const read = rowsOf(fresh);
    batch(() => {
      orphans.value = [...orphans.peek(), ...orphanedBy(fresh)];
      about.value = fresh;
      for (const [student_id, row] of read) {
        const mine = rowSignal(student_id);
        mine.value = merged(mine.peek(), row, fresh.assessments);
      }
      for (const student_id of rows.keys()) if (!read.has(student_id)) rows.delete(student_id);
      countUnsaved();
    });
  }

  function orphanedBy({ students, assessments }: Gradebook): Orphan[] {
    const known = about.peek();
    const labels = known.rules.labels.map(({ label }) => label);
    return unsaved.peek().filter((at) =>
      !assessments.some((one) => one.assessment_id === at.assessment_id) ||
      !students.some((one) => one.student_id === at.student_id)
    ).map((at) => ({
      name: known.students.find((one) => one.student_id === at.student_id)!.name,
      title: known.assessments.find((one) => one.assessment_id === at.assessment_id)!.title,
      text: cell(at).wrong?.text ?? cellText(cell(at).now, labels),
    }));
  }

  function ruleOf(assessment_id: number): CellRule {
    const { assessments, rules } = about.peek();
    const { maximum } = assessments.find((known) => known.assessment_id === assessment_id)!;
    return { maximum, labels: rules.labels.map(({ label }) => label) };
  }

  function takeBurst(): ScoreInput[] | null {
    const ready = unsaved.peek().filter((at) => needsSaving(cell(at))).slice(0, BURST_CELLS);
    if (ready.length === 0) return null;
    const burst = ready.map((at) => inputOf(at, cell(at)));
    update(ready.map((at) => ({ ...at, cell: onItsWay(cell(at)) })));
    return burst;
  }

  function onSaved({ saved, conflicts }: SavedScores, burst: ScoreInput[]): boolean {
    const sent = new Map(burst.map((input) => [keyOf(input), cellOf(input)]));
    update(saved.map((at) => ({ ...where(at), cell: confirmed(cell(at), sent.get(keyOf(at))!) })));
    update(conflicts.map((one) => ({ ...where(one), cell: contested(cell(one), one) })));
    for (const { now, ...at } of conflicts) if (cell(at).theirs) baseSteps(at, now);
    if (conflicts.length > 0) contested_times.value++;
    return conflicts.some((at) => needsSaving(cell(at)));
  }

  /** What someone else wrote is what an undo goes back to: what stood there before is gone. */
  function baseSteps(at: CellAt, theirs: Cell | null) {
    const isOther = (one: CellAt) => keyOf(one) !== keyOf(at);
    const last = done.flat().findLast((change) => !isOther(change));
    const based = (change: Step[number]) => {
      if (isOther(change)) return [change];
      return change === last ? [{ ...change, before: { now: theirs, wrong: null } }] : [];
    };
    done = done.map((step) => step.flatMap(based)).filter(({ length }) => length > 0);
    undone = undone.map((step) => step.filter(isOther)).filter(({ length }) => length > 0);
  }

  function onRefused(problem: Problem, burst: ScoreInput[]): boolean {
    const messages = new Map<ScoreInput, string>();
    for (const [path, message] of Object.entries(fieldErrors(problem))) {
      const input = burst[Number(/^scores\.(\d+)(\.|$)/.exec(path)?.[1])];
      if (input) messages.set(input, messages.get(input) ?? message);
    }
    update(burst.map((input) => {
      const [known, sent, message] = [cell(input), cellOf(input), messages.get(input)];
      if (message === undefined) return { ...where(input), cell: refused(known, sent) };
      const wrong = { text: cellText(sent, ruleOf(input.assessment_id).labels), message };
      return { ...where(input), cell: refusedAs(known, sent, wrong) };
    }));
    return messages.size > 0;
  }

  function perform(step: Step, which: "before" | "after") {
    const from = which === "after" ? "before" : "after";
    const there = step.filter((change) =>
      rows.has(change.student_id) &&
      about.peek().assessments.some((known) => known.assessment_id === change.assessment_id) &&
      // Someone else's since then.
      (isUnsaved(cell(change)) || sameCell(cell(change).now, change[from].now))
    );
    update(there.map((change) => {
      const { now, wrong } = change[which];
      return { ...where(change), cell: entered({ ...cell(change), now }, wrong ?? now) };
    }));
    saver.touch();
    return there;
  }

  /** Enters texts as one step; one that can't stand in its cell is marked, and not saved. */
  function enter(edits: CellEdit[]): Step {
    const step = edits.map((edit) => {
      const before = cell(edit);
      const parsed = parseCell(edit.text, ruleOf(edit.assessment_id));
      const entry = parsed.ok ? parsed.cell : { text: edit.text.trim(), message: parsed.message };
      const after = entered(before, entry);
      return { ...where(edit), before: entryOf(before), after: entryOf(after) };
    }).filter(({ before, after }) => !sameEntry(before, after));
    if (step.length === 0) return step;
    done = [...done, step].slice(-UNDO_STEPS);
    undone = [];
    perform(step, "after");
    return step;
  }

  function turn(from: "done" | "undone"): CellAt[] {
    const step = from === "done" ? done.pop() : undone.pop();
    if (!step) return [];
    (from === "done" ? undone : done).push(step);
    return perform(step, from === "done" ? "before" : "after").map(where);
  }

  return {
    about,
    save_state,
    unsaved,
    contested_times,
    orphans,
    row: rowSignal,
    cell,
    ruleOf,
    load,
    enter,
    undo: () => turn("done"),
    redo: () => turn("undone"),
    /** Back to what counts, where what was typed can't stand in a cell. */
    dropWrong(at: CellAt) {
      update([{ ...where(at), cell: { ...cell(at), wrong: null } }]);
      saver.touch();
    },
    settle(cells: (CellAt & { whose: "mine" | "theirs" })[]) {
      update(cells.map(({ whose, ...at }) => ({ ...at, cell: settledAs(cell(at), whose) })));
      saver.touch();
    },
    flush: saver.flush,
    stop: saver.stop,
  };
}

function entryOf({ now, wrong }: GridCell): Entry {
  return { now, wrong };
}

function sameEntry(a: Entry, b: Entry): boolean {
  return sameCell(a.now, b.now) && a.wrong?.text === b.wrong?.text;
}

function where({ assessment_id, student_id }: CellAt): CellAt {
  return { assessment_id, student_id };
}

function keyOf({ assessment_id, student_id }: CellAt): string {
  return `${assessment_id} ${student_id}`;
}
