import { useRef, useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { ConflictDialog } from "../../components/conflict_dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { CheckIcon, StudentsIcon } from "../../components/icons.tsx";
import { Badge, Note } from "../../components/parts.tsx";
import { SaveBar } from "../../components/save_bar.tsx";
import type { ClassRegister, ClassRegisterInput } from "../../lib/api_types.ts";
import { useLeaveGuard } from "../../lib/leave_guard.tsx";
import { fieldErrors, type Problem } from "../../lib/problem.ts";
import { api } from "../../lib/session.ts";
import { touchedIds, undone, withEntry } from "../../lib/sheet.ts";
import { toast } from "../../lib/toast.ts";
import { useSheet } from "../../lib/use_sheet.ts";
import { DayBar } from "./day_bar.tsx";
import { FindChild } from "./find_child.tsx";
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
  registerInput,
  type RegisterSheet as Sheet,
  registerSheet,
} from "./register_state.ts";
import { useRegisterKeys } from "./use_register_keys.ts";
import styles from "./register_page.module.css";

interface SheetProps {
  path: string;
  class_id: string;
  date: string;
  register: ClassRegister;
  etag: string | null;
}

/** The children of a class on a day, with what is entered for each, and the bar that saves them. */
export function RegisterSheet({ path, class_id, date, register, etag }: SheetProps) {
  const list = useRef<HTMLUListElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const last = useRef<number | null>(null);
  const [found, setFound] = useState<number | null>(null);
  const [taken_at, setTakenAt] = useState(register.taken_at);
  const [checked, setChecked] = useState(false);
  const sent = useRef<ClassRegisterInput["marks"]>([]);
  const work = useSheet({
    path,
    answer: register,
    etag,
    read: registerSheet,
    write(sheet: Sheet, if_match) {
      const body = registerInput(sheet);
      sent.current = body.marks;
      return api.put<ClassRegister>(path, body, { if_match });
    },
    onSaved(saved) {
      setTakenAt(saved.taken_at);
      setChecked(false);
      toast("Register saved");
    },
  });
  const { sheet } = work;
  const guard = useLeaveGuard({ dirty: work.dirty, what: "register", onLeave: work.forget });
  const changed = new Set(touchedIds(sheet));
  const errors = checked
    ? { ...serverErrors(work.problem, sent.current), ...registerErrors(sheet) }
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
    if (choice === "Late") {
      queueMicrotask(() => requestAnimationFrame(() => keys.focusMinutes(student_id)));
    }
  }

  function cycle(student_id: number) {
    set(student_id, nextChoice(sheet.entries[student_id].choice));
    // Not on the name: from here the keys go on.
    requestAnimationFrame(() => keys.focusInPlace(student_id));
  }

  function goTo(student_id: number) {
    last.current = student_id;
    keys.focusChild(student_id);
  }

  function save() {
    if (!work.dirty && taken_at) return;
    setChecked(true);
    const [first] = Object.keys(registerErrors(sheet));
    if (first) keys.focusMinutes(Number(first));
    else void work.save();
  }

  if (sheet.rows.length === 0) return <NoChildren class_id={class_id} date={date} go={guard.go} />;
  const counts = countChoices(sheet);
  return (
    <>
      <DayBar class_id={class_id} date={date} go={guard.go}>
        {!taken_at && <Badge tone="warn">Not taken</Badge>}
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
        {counts.not_marked > 0 && (
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
      <Hints taken={taken_at !== null} />
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
            proposed={!taken_at && !changed.has(row.student_id)}
            found={found === row.student_id}
            error={errors[row.student_id]}
            onChoose={(choice) => set(row.student_id, choice)}
            onCycle={() => cycle(row.student_id)}
            onType={(patch) =>
              work.change((now) => withEntry(now, { student_id: row.student_id, patch }))}
          />
        ))}
      </ul>
      <SaveBar
        label="Save register"
        dirty={work.dirty}
        unsaved={!taken_at}
        saving={work.saving}
        problem={work.problem}
        onSave={save}
        onUndo={() => work.change(undone)}
      >
        <RegisterCounts counts={counts} saved_at={work.dirty ? null : taken_at} />
      </SaveBar>
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

/** How it is done, by keyboard or by touch: the stylesheet shows the one that fits the screen. */
function Hints({ taken }: { taken: boolean }) {
  return (
    <>
      <p class={styles.touch}>
        {taken ? "" : "Everyone is down as present until you save. "}
        Tap a name for absent, again for excused
      </p>
      <p class={styles.keys}>
        {taken ? "" : "Everyone is down as present until you save. "}
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

function NoChildren(
  { class_id, date, go }: { class_id: string; date: string; go(href: string): void },
) {
  return (
    <>
      <DayBar class_id={class_id} date={date} go={go} />
      <EmptyState
        icon={StudentsIcon}
        title="Nobody was in this class on that day"
        actions={<LinkButton href={`/classes/${class_id}`}>See the roster</LinkButton>}
      >
        The school office puts children into classes
      </EmptyState>
    </>
  );
}
