import type { ComponentChildren } from "preact";
import { Button } from "../../components/button.tsx";
import { DownIcon, UpIcon } from "../../components/icons.tsx";
import type { CellAt, GradebookStudent } from "../../lib/gradebook_types.ts";
import { averageOf } from "./averages_view.ts";
import { cellText, cellWords } from "./cell_syntax.ts";
import styles from "./gradebook.module.css";
import type { GradebookStore } from "./gradebook_store.ts";
import { SaveMark } from "./save_status.tsx";
import { blockOf, cellsOf, isScoreCell } from "./grid_cursor.ts";
import type { GridControl } from "./grid_control.ts";

interface CellBarProps {
  store: GradebookStore;
  control: GridControl;
  students: GradebookStudent[];
  read_only: boolean;
  onHistory(at: CellAt): void;
  onChoose(): void;
}

/** Whose cell it is and what can be put in without a keyboard. Its height never changes. */
export function CellBar(props: CellBarProps) {
  const { store, control, students, read_only } = props;
  const cursor = control.cursor.value;
  const student = students[cursor.row];
  const assessment = store.about.value.assessments[cursor.column];
  const there = isScoreCell(cursor) && student && assessment;
  const locked = read_only || !there || student.left;
  return (
    <div class={styles.bar} role="group" aria-label="The cell">
      <div class={styles.about}>{there && <About {...props} />}</div>
      <div class={styles.steps}>
        <Button
          small
          icon={UpIcon}
          icon_only
          onMouseDown={keepFocus}
          onClick={() => control.step(-1)}
        >
          Child before
        </Button>
        <Button
          small
          icon={DownIcon}
          icon_only
          onMouseDown={keepFocus}
          onClick={() => control.step(1)}
        >
          Next child
        </Button>
      </div>
      <div class={styles.put}>
        <Put text="missing" {...{ control, locked }}>Missing</Put>
        <Put text="exempt" {...{ control, locked }}>Exempt</Put>
        <LatePut {...{ control, locked }} />
        <Put text="" {...{ control, locked }}>Blank</Put>
        <span class={styles.letters}>
          <Button small onMouseDown={keepFocus} onClick={control.turnLetters}>
            {control.letters.value ? "123" : "ABC"}
            <span class="sr_only">keyboard</span>
          </Button>
        </span>
      </div>
    </div>
  );
}

function About({ store, control, students, read_only, onHistory, onChoose }: CellBarProps) {
  const cursor = control.cursor.value;
  const draft = control.draft.value;
  const student = students[cursor.row];
  const assessment = store.about.value.assessments[cursor.column];
  const at = { student_id: student.student_id, assessment_id: assessment.assessment_id };
  const row = store.row(at.student_id).value;
  const cell = store.cell(at);
  const conflicts = store.unsaved.value.filter((one) => store.cell(one).theirs).length;
  const block = blockOf(cursor)!;
  const many = cellsOf(block).length;
  const of_child = averageOf(store.about.value, row, draft);
  if (many > 1) return <p class={styles.line}>{many} cells selected</p>;
  return (
    <>
      <p class={styles.line}>
        <span class={styles.average}>
          {of_child.text === "–" ? "– %" : `${of_child.text} % ${of_child.grade ?? ""}`}
        </span>
        <strong>{student.name}</strong>
        {!read_only && <SaveMark store={store} />}
      </p>
      <p class={styles.line} data-tone={cell.wrong ? "bad" : cell.theirs ? "warn" : undefined}>
        {cell.wrong ? <span>{cell.wrong.message}</span> : cell.theirs
          ? (
            <>
              <span>
                {cell.theirs.changed_by ?? "Someone else"} saved{" "}
                {cellWords(cell.theirs.now, assessment.maximum)} meanwhile
              </span>
              {conflicts > 1 && (
                <button type="button" class={styles.link} onClick={onChoose}>
                  Choose for all {conflicts}
                </button>
              )}
            </>
          )
          : (
            <>
              <span class={styles.of}>{assessment.title}, {ofMaximum(assessment)}</span>
              <button type="button" class={styles.link} onClick={() => onHistory(at)}>
                History
              </button>
            </>
          )}
      </p>
    </>
  );
}

function ofMaximum({ maximum, extra_credit }: { maximum: number; extra_credit: boolean }): string {
  return extra_credit ? `up to ${maximum} extra` : `out of ${maximum}`;
}

interface PutProps {
  control: GridControl;
  locked: boolean;
}

function Put(
  { text, control, locked, children }: PutProps & { text: string; children: ComponentChildren },
) {
  return (
    <Button
      small
      disabled={locked}
      onMouseDown={keepFocus}
      onClick={() => control.put(() => text)}
    >
      {children}
    </Button>
  );
}

/** What has a score keeps it, and is late. */
function LatePut({ control, locked }: PutProps) {
  return (
    <Button
      small
      disabled={locked}
      onMouseDown={keepFocus}
      onClick={() => control.put((now, labels) => lateText(now, labels))}
    >
      Late
    </Button>
  );
}

function lateText(now: string, labels: string[]): string {
  const score = now.replace(/\s*\b(?:l|late)$/i, "").trim();
  const is_score = /^[\d.,]+$/.test(score) || labels.includes(score);
  return is_score ? `${score} L` : cellText({ state: "late", score: null, label: null }, labels);
}

// A tap on a button must not close the keyboard of the phone.
function keepFocus(event: Event) {
  event.preventDefault();
}
