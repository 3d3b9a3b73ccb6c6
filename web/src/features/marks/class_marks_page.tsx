import { useEffect, useRef, useState } from "preact/hooks";
import { LinkButton } from "../../components/button.tsx";
import { ClosedNote } from "../../components/closed_note.tsx";
import { ConflictDialog } from "../../components/conflict_dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { Checkbox, Select, TextField } from "../../components/field.tsx";
import { MarksIcon } from "../../components/icons.tsx";
import rows from "../../components/mark_rows.module.css";
import { PageHeader } from "../../components/page_header.tsx";
import { Note } from "../../components/parts.tsx";
import { SaveBar } from "../../components/save_bar.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { Class, ClassMarks, ClassMarksInput, List, Term } from "../../lib/api_types.ts";
import { useLeaveGuard } from "../../lib/leave_guard.tsx";
import { fieldErrors } from "../../lib/problem.ts";
import { api } from "../../lib/session.ts";
import { changedIds, undone, withEntry } from "../../lib/sheet.ts";
import { plural } from "../../lib/strings.ts";
import { toast } from "../../lib/toast.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { useSheet } from "../../lib/use_sheet.ts";
import { NoTerms } from "../class/class_marks_tab.tsx";
import { MarkRow } from "./mark_row.tsx";
import {
  changedMarks,
  commentsWithoutMark,
  entryWords,
  errorsByChild,
  type MarksSheet,
  marksSheet,
} from "./marks_state.ts";
import { fillDown, parseColumn, pasteWords } from "./paste.ts";
import { SubjectList, useSubjects } from "./subjects.tsx";
import styles from "./class_marks_page.module.css";

/** A column of marks: one subject, one term, one input a child, one Save. */
export function ClassMarksPage({ params }: { params: { id: string } }) {
  const { id } = params;
  const url = useUrlState({ term_id: "", subject: "" });
  const { term_id, subject } = url.values;
  const about = useQuery<Class>(`/api/classes/${id}`);
  const terms = useQuery<List<Term>>("/api/terms", { limit: 200 });
  const [dirty, setDirty] = useState(false);
  const forget = useRef<() => void>(() => {});
  const guard = useLeaveGuard({ dirty, what: "marks", onLeave: () => forget.current() });
  const name = about.value?.name;
  const term = terms.value?.data.find((known) => String(known.term_id) === term_id);
  return (
    <>
      <PageHeader
        title={subject ? `Marks: ${subject}` : "Marks"}
        sub={[name, term?.name].filter(Boolean).join(" · ")}
        back={{ href: `/classes/${id}?tab=marks`, label: name ?? "Class" }}
        actions={
          <LinkButton
            icon={MarksIcon}
            href={`/classes/${id}/gradebook${term_id ? `?term=${term_id}` : ""}`}
          >
            Gradebook
          </LinkButton>
        }
      />
      {about.problem && <ErrorPanel problem={about.problem} />}
      {terms.value?.data.length === 0 ? <NoTerms /> : (
        <Which
          value={about.value}
          terms={terms.value?.data ?? []}
          term_id={term_id}
          subject={subject}
          onChange={(patch) => guard.go(url.href(patch))}
        />
      )}
      {term_id && subject
        ? (
          <Column
            key={`${term_id} ${subject}`}
            class_id={id}
            term_id={term_id}
            subject={subject}
            closed={term?.closed_at ? term : null}
            onDirty={setDirty}
            forget={forget}
          />
        )
        : terms.value && terms.value.data.length > 0 && (
          <EmptyState icon={MarksIcon} title="Choose a term and a subject">
            Then enter a mark for each child, or paste a column from a spreadsheet
          </EmptyState>
        )}
      {guard.dialog}
    </>
  );
}

interface WhichProps {
  value: Class | null;
  terms: Term[];
  term_id: string;
  subject: string;
  onChange(patch: { term_id?: string; subject?: string }): void;
}

function Which({ value, terms, term_id, subject, onChange }: WhichProps) {
  const subjects = useSubjects(value);
  return (
    <div class={styles.which}>
      <Select
        label="Term"
        value={term_id}
        onChange={(event) => {
          const next = event.currentTarget.value;
          event.currentTarget.value = term_id;
          onChange({ term_id: next });
        }}
        options={[
          ...(term_id ? [] : [{ value: "", label: "Choose a term" }]),
          ...terms.map((term) => ({ value: term.term_id, label: term.name })),
        ]}
      />
      <TextField
        key={subject}
        label="Subject"
        maxLength={100}
        list="subjects"
        autocomplete="off"
        defaultValue={subject}
        onChange={(event) => {
          const next = event.currentTarget.value.trim();
          if (next && next !== subject) onChange({ subject: next });
        }}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      <SubjectList id="subjects" subjects={subjects} />
    </div>
  );
}

interface ColumnProps {
  class_id: string;
  term_id: string;
  subject: string;
  /** The term, where it is closed: nothing of it can be changed. */
  closed: Term | null;
  onDirty(dirty: boolean): void;
  forget: { current: () => void };
}

function Column(props: ColumnProps) {
  const { class_id, term_id, subject } = props;
  const path = `/api/classes/${class_id}/grades`;
  const query = useQuery<ClassMarks>(path, { term_id, subject });
  const [started, setStarted] = useState(false);
  if (query.value && !query.loading && !started) setStarted(true);
  if (query.problem) {
    return <ErrorPanel problem={query.problem} onRetry={() => void query.reload()} />;
  }
  if (!started || !query.value) return <TableSkeleton rows={12} />;
  return <Sheet {...props} path={path} answer={query.value} etag={query.etag} />;
}

type SheetProps = ColumnProps & { path: string; answer: ClassMarks; etag: string | null };

function Sheet(props: SheetProps) {
  const { path, term_id, subject, closed, answer, etag, onDirty, forget } = props;
  const list = useRef<HTMLOListElement>(null);
  const sent = useRef<ClassMarksInput["marks"]>([]);
  const [with_comments, setWithComments] = useState(false);
  const work = useSheet({
    path: `${path}?${new URLSearchParams({ term_id, subject })}`,
    answer,
    etag,
    read: marksSheet,
    write(sheet: MarksSheet, if_match) {
      sent.current = changedMarks(sheet);
      const body: ClassMarksInput = { term_id: Number(term_id), subject, marks: sent.current };
      return api.put<ClassMarks>(path, body, { if_match });
    },
    onSaved: () => toast("Marks saved"),
  });
  const { sheet } = work;
  const [no_mark, setNoMark] = useState<number[]>([]);
  const errors = errorsByChild(fieldErrors(work.problem), { sent: sent.current, sheet, no_mark });
  const changed = new Set(changedIds(sheet));
  const entered = sheet.rows.filter(({ student_id }) => sheet.entries[student_id].grade !== "");
  forget.current = work.forget;
  useEffect(() => onDirty(work.dirty), [work.dirty]);
  useEffect(() => {
    list.current?.querySelector<HTMLInputElement>("[aria-invalid]")?.focus();
  }, [work.problem]);

  function move(student_id: number, by: 1 | -1) {
    const row = list.current?.querySelector(`[data-row="${student_id}"]`);
    const next = by === 1 ? row?.nextElementSibling : row?.previousElementSibling;
    const input = next?.querySelector("input");
    input?.focus();
    input?.select();
  }

  function paste(student_id: number, text: string): boolean {
    if (!/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""))) return false;
    const done = fillDown(sheet, { from: student_id, cells: parseColumn(text) });
    work.change(() => done.sheet);
    toast(pasteWords(done));
    return true;
  }

  function save() {
    const found = commentsWithoutMark(sheet);
    setNoMark(found);
    if (found.length === 0) void work.save();
  }

  if (sheet.rows.length === 0) {
    return (
      <EmptyState icon={MarksIcon} title="Nobody is in this class yet">
        The school office puts children into classes
      </EmptyState>
    );
  }
  return (
    <>
      {work.restored && <Note>What you had entered and not saved is here again</Note>}
      {closed ? <ClosedNote term={closed} what="its marks" /> : (
        <p class={styles.how}>
          <span class={styles.keys}>Enter goes to the next child.</span>{" "}
          A column copied from a spreadsheet fills down from where it is pasted
        </p>
      )}
      <div class={styles.phone_only}>
        <Checkbox
          label="With comments"
          checked={with_comments}
          onChange={(event) => setWithComments(event.currentTarget.checked)}
        />
      </div>
      <ol
        class={with_comments ? rows.list : `${rows.list} ${styles.without_comments}`}
        ref={list}
        aria-label="Marks"
      >
        {sheet.rows.map((row) => (
          <MarkRow
            key={row.student_id}
            row={row}
            entry={sheet.entries[row.student_id]}
            changed={changed.has(row.student_id)}
            error={errors[row.student_id]}
            read_only={closed !== null}
            onType={(patch) =>
              work.change((now) => withEntry(now, { student_id: row.student_id, patch }))}
            onMove={(by) => move(row.student_id, by)}
            onPaste={(text) => paste(row.student_id, text)}
          />
        ))}
      </ol>
      {!closed && (
        <SaveBar
          label="Save marks"
          dirty={work.dirty}
          saving={work.saving}
          problem={work.problem?.errors ? null : work.problem}
          onSave={save}
          onUndo={() => work.change(undone)}
        >
          <span>
            <strong>{entered.length}</strong> of {plural(sheet.rows.length, "child", "children")}
          </span>
          {changed.size > 0 && <span>{changed.size} not saved</span>}
          {Object.keys(errors).length > 0 && (
            <span class={rows.wrong} role="alert">
              {plural(Object.keys(errors).length, "mark needs", "marks need")} a change
            </span>
          )}
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
    </>
  );
}
