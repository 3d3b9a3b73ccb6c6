import { useRef, useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { ConflictDialog } from "../../components/conflict_dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { CheckIcon, StudentsIcon } from "../../components/icons.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Note } from "../../components/parts.tsx";
import { SaveBar } from "../../components/save_bar.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { Class, ClassRegister, ClassRegisterInput } from "../../lib/api_types.ts";
import { formatLongDate, formatTime } from "../../lib/dates.ts";
import { useLeaveGuard } from "../../lib/leave_guard.tsx";
import { fieldErrors, type Problem } from "../../lib/problem.ts";
import { api } from "../../lib/session.ts";
import { changedIds, undone, withEntry } from "../../lib/sheet.ts";
import { toast } from "../../lib/toast.ts";
import { useQuery } from "../../lib/use_query.ts";
import { useSheet } from "../../lib/use_sheet.ts";
import { DayBar } from "./day_bar.tsx";
import { registerKey } from "./register_keys.ts";
import { RegisterRow } from "./register_row.tsx";
import {
  type Choice,
  choose,
  countChoices,
  entryWords,
  markRestPresent,
  registerErrors,
  registerInput,
  type RegisterSheet,
  registerSheet,
} from "./register_state.ts";
import styles from "./register_page.module.css";

/** A class's register for one day: thirty children on one page, saved by one request. */
export function RegisterPage({ params }: { params: { id: string; date: string } }) {
  const { id, date } = params;
  return <RegisterView key={`${id} ${date}`} class_id={id} date={date} />;
}

function RegisterView({ class_id, date }: { class_id: string; date: string }) {
  const path = `/api/classes/${class_id}/attendance/${date}`;
  const about = useQuery<Class>(`/api/classes/${class_id}`);
  const register = useQuery<ClassRegister>(path);
  // A sheet starts from what the server has now, never from what this tab remembers.
  const ready = register.value !== null && !register.loading;
  const [started, setStarted] = useState(false);
  if (ready && !started) setStarted(true);
  const back = { href: `/classes/${class_id}?tab=register`, label: about.value?.name ?? "Class" };
  const sub = [about.value?.name, dayWords(date)].filter(Boolean).join(" · ");

  if (register.problem) {
    return (
      <>
        <PageHeader title="Register" sub={sub} back={back} />
        <ErrorPanel problem={register.problem} onRetry={() => void register.reload()} />
      </>
    );
  }
  return (
    <>
      <PageHeader title="Register" sub={sub} back={back} />
      {started && register.value
        ? (
          <Sheet
            path={path}
            class_id={class_id}
            date={date}
            register={register.value}
            etag={register.etag}
          />
        )
        : <TableSkeleton rows={12} />}
    </>
  );
}

function dayWords(date: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? formatLongDate(date) : date;
}

interface SheetProps {
  path: string;
  class_id: string;
  date: string;
  register: ClassRegister;
  etag: string | null;
}

function Sheet({ path, class_id, date, register, etag }: SheetProps) {
  const list = useRef<HTMLUListElement>(null);
  const [taken_at, setTakenAt] = useState(register.taken_at);
  const [checked, setChecked] = useState(false);
  const sent = useRef<ClassRegisterInput["marks"]>([]);
  const work = useSheet({
    path,
    answer: register,
    etag,
    read: registerSheet,
    write(sheet: RegisterSheet, if_match) {
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
  const changed = new Set(changedIds(sheet));
  const errors = checked
    ? { ...serverErrors(work.problem, sent.current), ...registerErrors(sheet) }
    : {};

  function set(student_id: number, choice: Choice) {
    work.change((now) =>
      withEntry(now, { student_id, patch: choose(now.entries[student_id], choice) })
    );
    if (choice === "Late") {
      queueMicrotask(() => requestAnimationFrame(() => focusMinutes(student_id)));
    }
  }

  function focusMinutes(student_id: number) {
    rowOf(student_id)?.querySelector<HTMLInputElement>("[inputmode=numeric]")?.focus();
  }

  function rowOf(student_id: number) {
    return list.current?.querySelector(`[data-row="${student_id}"]`);
  }

  function keys(event: KeyboardEvent) {
    const target = event.target as HTMLInputElement;
    const row = target.closest("[data-row]");
    const key = registerKey(event, { typing: target.type === "text" });
    if (!row || !key) return;
    event.preventDefault();
    if ("choose" in key) return set(Number(row.getAttribute("data-row")), key.choose);
    const next = key.move === 1 ? row.nextElementSibling : row.previousElementSibling;
    const radio = next?.querySelector<HTMLInputElement>("input:checked") ??
      next?.querySelector<HTMLInputElement>("input");
    radio?.focus();
  }

  function save() {
    setChecked(true);
    const [first] = Object.keys(registerErrors(sheet));
    if (first) focusMinutes(Number(first));
    else void work.save();
  }

  if (sheet.rows.length === 0) return <NoChildren class_id={class_id} date={date} go={guard.go} />;
  const counts = countChoices(sheet);
  return (
    <>
      <DayBar class_id={class_id} date={date} go={guard.go}>
        <Button
          icon={CheckIcon}
          disabled={counts.not_marked === 0}
          onClick={() => work.change(markRestPresent)}
        >
          {counts.not_marked === sheet.rows.length ? "Mark all present" : "Mark the rest present"}
        </Button>
      </DayBar>
      {work.restored && (
        <div class={styles.note}>
          <Note>What you had entered and not saved is here again</Note>
        </div>
      )}
      <p class={styles.keys}>
        Keys: <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>P</kbd> <kbd>A</kbd> <kbd>E</kbd> <kbd>L</kbd>
        {" "}
        mark
      </p>
      <ul class={styles.list} ref={list} onKeyDown={keys} aria-label="Children">
        {sheet.rows.map((row) => (
          <RegisterRow
            key={row.student_id}
            row={row}
            entry={sheet.entries[row.student_id]}
            changed={changed.has(row.student_id)}
            error={errors[row.student_id]}
            onChoose={(choice) => set(row.student_id, choice)}
            onType={(patch) =>
              work.change((now) => withEntry(now, { student_id: row.student_id, patch }))}
          />
        ))}
      </ul>
      <SaveBar
        label="Save register"
        dirty={work.dirty}
        saving={work.saving}
        problem={work.problem}
        onSave={save}
        onUndo={() => work.change(undone)}
      >
        <Counts counts={counts} taken_at={work.dirty ? null : taken_at} />
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

function Counts(
  { counts, taken_at }: { counts: ReturnType<typeof countChoices>; taken_at: string | null },
) {
  const words = [
    { count: counts.Present, word: "present" },
    { count: counts.Late, word: "late" },
    { count: counts.Absent, word: "absent" },
    { count: counts.Excused, word: "excused" },
    { count: counts.not_marked, word: "not marked" },
  ].filter(({ count, word }) => count > 0 || word === "present");
  return (
    <>
      {words.map(({ count, word }) => (
        <span key={word}>
          <strong>{count}</strong> {word}
        </span>
      ))}
      {taken_at && <span>Saved {formatTime(taken_at)}</span>}
    </>
  );
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
