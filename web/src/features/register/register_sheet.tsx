import { useRef, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ConflictDialog } from "../../components/conflict_dialog.tsx";
import { CheckIcon } from "../../components/icons.tsx";
import { Badge, Note } from "../../components/parts.tsx";
import { SaveBar } from "../../components/save_bar.tsx";
import type { ClassRegisterInput } from "../../lib/api_types.ts";
import { formatTime } from "../../lib/dates.ts";
import { useLeaveGuard } from "../../lib/leave_guard.tsx";
import { fieldErrors, type Problem } from "../../lib/problem.ts";
import { touchedIds, undone, withEntry } from "../../lib/sheet.ts";
import { DayBar } from "./day_bar.tsx";
import { FindChild } from "./find_child.tsx";
import { Archived, NoChildren, NotYet } from "./no_register.tsx";
import { whyWords } from "./register_day.ts";
import { RegisterCounts } from "./register_counts.tsx";
import { RegisterRow } from "./register_row.tsx";
import {
  type Choice,
  choose,
  countChoices,
  entryWords,
  markRestPresent,
  nextChoice,
  registerErrors,
} from "./register_state.ts";
import type { OpenRegister } from "./open_register.ts";
import { useRegister } from "./use_register.ts";
import { useRegisterKeys } from "./use_register_keys.ts";
import styles from "./register_page.module.css";

interface SheetProps {
  class_id: number;
  date: string;
  class_name: string | null;
  /** The class: what is taken can be read, and nothing changed. */
  archived: boolean;
  opened: OpenRegister;
}

/** The children of a class on a day, with what is entered for each, and the bar that saves them. */
export function RegisterSheet({ class_id, date, class_name, archived, opened }: SheetProps) {
  const list = useRef<HTMLUListElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const last = useRef<number | null>(null);
  const [found, setFound] = useState<number | null>(null);
  const [checked, setChecked] = useState(false);
  const work = useRegister({ class_id, date, class_name, opened });
  const { sheet, taken_at, item, day } = work;
  const taken = taken_at !== null || item !== null;
  // What was entered before is shown with why it isn't sent.
  const read_only = archived && item === null && !work.dirty;
  const guard = useLeaveGuard({ dirty: work.dirty, what: "register", onLeave: work.forget });
  const changed = new Set(touchedIds(sheet));
  const errors = checked
    ? { ...serverErrors(work.problem, work.sent), ...registerErrors(sheet) }
    : {};
  const keys = useRegisterKeys(list, {
    choose: set,
    cycle,
    find: () => find.current?.focus(),
    save,
  });

  function set(student_id: number, choice: Choice) {
    work.change((now) =>
      withEntry(now, { student_id, patch: choose(now.entries[student_id], choice) })
    );
    if (choice === "Late") keys.focusMinutesOnceDrawn(student_id);
  }

  function cycle(student_id: number) {
    set(student_id, nextChoice(sheet.entries[student_id].choice));
    // Not on the name: from here the keys go on.
    keys.focusInPlace(student_id);
  }

  function goTo(student_id: number) {
    last.current = student_id;
    keys.focusChild(student_id);
  }

  function save() {
    if (read_only || !work.dirty && taken && !work.problem) return;
    setChecked(true);
    const [first] = Object.keys(registerErrors(sheet));
    if (first) keys.focusMinutes(Number(first));
    else void work.save().then((kept) => kept && setChecked(false));
  }

  const bar = { class_id, date, go: guard.go };
  if (!taken && (archived || day?.why === "archived")) return <Archived {...bar} />;
  if (!taken && day?.why === "future") return <NotYet {...bar} />;
  if (sheet.rows.length === 0) return <NoChildren {...bar} />;
  const why = !taken && day && whyWords(day);
  const counts = countChoices(sheet);
  // Some may be marked already: the office does so where parents ring before the lesson.
  const isProposed = ({ student_id }: { student_id: number }) =>
    sheet.base[student_id].choice === null;
  return (
    <>
      <DayBar {...bar}>
        {why ? <Badge>Not needed</Badge> : !taken && day && <Badge tone="warn">Not taken</Badge>}
        <FindChild
          rows={sheet.rows}
          input={find}
          onFound={(student_id) => {
            setFound(student_id);
            if (student_id) keys.show(student_id);
          }}
          onGo={goTo}
          onLeave={() => goTo(last.current ?? sheet.rows[0].student_id)}
        />
        {counts.not_marked > 0 && !read_only && (
          <Button
            icon={CheckIcon}
            onClick={() => work.change(markRestPresent)}
          >
            Mark the rest present
          </Button>
        )}
      </DayBar>
      {work.restored && (
        <div class={styles.note}>
          <Note>What you had entered and not saved is here again</Note>
        </div>
      )}
      {why && (
        <div class={styles.note}>
          <Note>{why}. No register is needed; it can be taken all the same</Note>
        </div>
      )}
      {opened.kept_at !== null && !taken && <KeptNote kept_at={opened.kept_at} />}
      {read_only
        ? (
          <div class={styles.note}>
            <Note>This class is archived: its registers can be read</Note>
          </div>
        )
        : (
          <Hints
            taken={taken}
            everyone={sheet.rows.every(isProposed) ? "Everyone" : "Everyone else"}
          />
        )}
      <fieldset disabled={read_only}>
        <ul
          class={styles.list}
          ref={list}
          onKeyDown={keys.inList}
          onFocusIn={(event) => {
            const row = (event.target as Element).closest("[data-row]");
            last.current = Number(row?.getAttribute("data-row"));
          }}
          aria-label="Children"
        >
          {sheet.rows.map((row) => (
            <RegisterRow
              key={row.student_id}
              row={row}
              entry={sheet.entries[row.student_id]}
              changed={changed.has(row.student_id)}
              proposed={!taken && isProposed(row) && !changed.has(row.student_id)}
              found={found === row.student_id}
              error={errors[row.student_id]}
              onChoose={(choice) => set(row.student_id, choice)}
              onCycle={() => cycle(row.student_id)}
              onType={(patch) =>
                work.change((now) => withEntry(now, { student_id: row.student_id, patch }))}
            />
          ))}
        </ul>
      </fieldset>
      {!read_only && (
        <SaveBar
          label="Save register"
          dirty={work.dirty}
          unsaved={!taken || work.problem !== null}
          done_label={item ? "Waiting" : "Saved"}
          saving={work.saving}
          problem={work.problem}
          onSave={save}
          onUndo={() => work.change(undone)}
        >
          <RegisterCounts counts={counts} saved_at={work.dirty || item ? null : taken_at} />
          {item && <Badge tone="warn">{STATES[item.state]}</Badge>}
          {item?.state === "old" && <Button small onClick={() => work.settle([])}>Send</Button>}
          {item?.state === "conflict" && <Button small onClick={work.choose}>Choose</Button>}
        </SaveBar>
      )}
      <ConflictDialog
        conflicts={work.conflicts.map(({ mine, theirs, ...child }) => ({
          ...child,
          mine: entryWords(mine),
          theirs: entryWords(theirs),
        }))}
        onSettle={work.settle}
        onClose={work.postpone}
      />
      {guard.dialog}
    </>
  );
}

const STATES = {
  waiting: "Waits to be sent",
  conflict: "Needs your choice",
  refused: "Could not be sent",
  old: "Saved days ago, and not sent",
  lost: "Lost before it was sent",
};

function KeptNote({ kept_at }: { kept_at: number }) {
  return (
    <div class={styles.note}>
      <Note>
        The class as it was on{" "}
        {formatTime(new Date(kept_at).toISOString())}, when this device was last told. What you save
        is sent later
      </Note>
    </div>
  );
}

/** How it is done, by keyboard or by touch: the stylesheet shows the one that fits the screen. */
function Hints({ taken, everyone }: { taken: boolean; everyone: string }) {
  const proposed = taken ? "" : `${everyone} is down as present until you save. `;
  return (
    <>
      <p class={styles.touch}>
        {proposed}
        Tap a name for absent, again for excused
      </p>
      <p class={styles.keys}>
        {proposed}
        Keys: <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Enter</kbd> move, <kbd>P</kbd> <kbd>A</kbd>{" "}
        <kbd>E</kbd> <kbd>L</kbd> mark, <kbd>Space</kbd> changes, <kbd>/</kbd>{" "}
        finds a name and marks nobody, <kbd>Ctrl</kbd> <kbd>S</kbd> saves
      </p>
    </>
  );
}

/** The server's messages name the place in what was sent; here they belong to a child. */
function serverErrors(
  problem: Problem | null,
  sent: ClassRegisterInput["marks"],
): Record<number, string> {
  const found: Record<number, string> = {};
  for (const [path, message] of Object.entries(fieldErrors(problem))) {
    const mark = sent[Number(/^marks\.(\d+)\./.exec(path)?.[1])];
    if (mark) found[mark.student_id] = message;
  }
  return found;
}
