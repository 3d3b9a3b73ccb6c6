import { useRef, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { BarChart } from "../../components/charts/chart.tsx";
import { ClosedNote } from "../../components/closed_note.tsx";
import { ConflictDialog } from "../../components/conflict_dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { Load } from "../../components/load.tsx";
import { MarksIcon } from "../../components/icons.tsx";
import rows from "../../components/mark_rows.module.css";
import { PageHeader } from "../../components/page_header.tsx";
import { Card, Note, Stack } from "../../components/parts.tsx";
import { SaveBar } from "../../components/save_bar.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { List, Term } from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import type { Gradebook, Results } from "../../lib/gradebook_types.ts";
import { useLeaveGuard } from "../../lib/leave_guard.tsx";
import { fieldErrors } from "../../lib/problem.ts";
import { api } from "../../lib/session.ts";
import { undone, withEntry } from "../../lib/sheet.ts";
import { plural } from "../../lib/strings.ts";
import { toast } from "../../lib/toast.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { useSheet } from "../../lib/use_sheet.ts";
import { NoTerms } from "../class/class_marks_tab.tsx";
import { termOf } from "../student/grade_groups.ts";
import { ResultRow } from "./result_row.tsx";
import {
  computedWouldChange,
  distribution,
  resultErrors,
  type ResultInput,
  type ResultsSheet,
  resultsSheet,
  toPost,
  withComputed,
} from "./results_state.ts";
import styles from "./results.module.css";

/** The term's results: what the gradebook comes to, and what of it is the official mark. */
export function ResultsPage({ params }: { params: { id: string } }) {
  const { id } = params;
  const url = useUrlState({ term: "" });
  const terms = useQuery<List<Term>>(url.values.term ? null : "/api/terms", { limit: 200 });
  const now = termOf(schoolToday(), terms.value?.data ?? []);
  const term = url.values.term || String(now?.term_id ?? "");
  const path = `/api/classes/${id}/results`;
  const results = useQuery<Results>(term ? path : null, { term_id: term });
  const about_class = term ? `/api/classes/${id}/gradebook` : null;
  const gradebook = useQuery<Gradebook>(about_class, { term_id: term });
  // Of another term nothing is shown, nor posted, until its own answer is there.
  const [started, setStarted] = useState("");
  const is_read = results.value?.term.term_id === Number(term);
  if (is_read && !results.loading && started !== term) setStarted(term);
  const is_shown = is_read && started === term;
  const about = [gradebook.value?.name, results.value?.term.name].filter(Boolean).join(" · ");
  return (
    <>
      <PageHeader
        title="Results"
        sub={about}
        back={{ href: `/classes/${id}/gradebook?term=${term}`, label: "Gradebook" }}
      />
      {terms.problem && <ErrorPanel problem={terms.problem} onRetry={() => void terms.reload()} />}
      {terms.value?.data.length === 0 && <NoTerms />}
      {term && (
        <Load query={is_shown ? results : { ...results, value: null }} skeleton={<Rows />}>
          {(value) => (
            <Stack>
              {gradebook.value && <Distribution results={value} gradebook={gradebook.value} />}
              <Sheet key={term} path={path} term_id={term} answer={value} etag={results.etag} />
            </Stack>
          )}
        </Load>
      )}
    </>
  );
}

function Rows() {
  return <TableSkeleton rows={10} />;
}

function Distribution({ results, gradebook }: { results: Results; gradebook: Gradebook }) {
  const { entries, kind } = gradebook.scale;
  const labels = kind === "letter"
    ? entries.filter(({ minimum }) => minimum !== null).map(({ label }) => label)
    : [];
  const bars = distribution(results.data, labels);
  if (bars.every(({ value }) => value === 0)) return null;
  return (
    <Card title="How the class stands">
      <BarChart title="Children by mark" points={bars} heads={["Mark", "Children"]} />
    </Card>
  );
}

interface SheetProps {
  path: string;
  term_id: string;
  answer: Results;
  etag: string | null;
}

function Sheet({ path, term_id, answer, etag }: SheetProps) {
  const sent = useRef<ResultInput[]>([]);
  const [term, setTerm] = useState(answer.term);
  const work = useSheet({
    path: `${path}?${new URLSearchParams({ term_id })}`,
    answer,
    etag,
    read: resultsSheet,
    write(sheet: ResultsSheet, if_match) {
      sent.current = toPost(sheet);
      return api.put<Results>(path, { results: sent.current }, { query: { term_id }, if_match });
    },
    onSaved(saved) {
      setTerm(saved.term);
      toast(`${plural(sent.current.length, "result", "results")} posted`);
    },
  });
  const { sheet } = work;
  const read_only = term.closed_at !== null;
  const guard = useLeaveGuard({ dirty: work.dirty, what: "results", onLeave: work.forget });
  const errors = resultErrors(fieldErrors(work.problem), { sent: sent.current, sheet });
  const ready = toPost(sheet);
  if (sheet.rows.length === 0) {
    return (
      <EmptyState icon={MarksIcon} title="Nobody is in this class yet">
        The school office puts children into classes
      </EmptyState>
    );
  }
  return (
    <div>
      {read_only && (
        <div class={styles.note}>
          <ClosedNote term={term} what="its results" />
        </div>
      )}
      {work.restored && (
        <div class={styles.note}>
          <Note>What you had entered and not posted is here again</Note>
        </div>
      )}
      <div class={styles.head}>
        <h2>Marks of the term</h2>
        {!read_only && computedWouldChange(sheet) && (
          <Button
            small
            onClick={() => work.change(withComputed)}
          >
            Use all computed marks
          </Button>
        )}
      </div>
      <p class={styles.how}>
        {answer.subject}: each average is a mark on the school's scale. Change it where it should be
        another, say why, and post: then it is the child's mark of the term
      </p>
      <ol class={rows.list} aria-label="Results">
        {sheet.rows.map((row) => (
          <ResultRow
            key={row.student_id}
            row={row}
            entry={sheet.entries[row.student_id]}
            error={errors[row.student_id]}
            read_only={read_only}
            onType={(patch) =>
              work.change((now) => withEntry(now, { student_id: row.student_id, patch }))}
          />
        ))}
      </ol>
      {!read_only && (
        <SaveBar
          label={ready.length === 0
            ? "Post results"
            : `Post ${plural(ready.length, "result", "results")}`}
          done_label={sheet.rows.some(({ posted }) => posted) ? "Posted" : "Nothing to post"}
          dirty={work.dirty}
          unsaved={ready.length > 0}
          saving={work.saving}
          problem={Object.keys(errors).length > 0 ? null : work.problem}
          onSave={() => ready.length > 0 && void work.save()}
          onUndo={() => work.change(undone)}
        >
          <span>
            <strong>{sheet.rows.filter(({ posted }) => posted).length}</strong> of{" "}
            {plural(sheet.rows.length, "child has a mark", "children have a mark")}
          </span>
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
          mine: words(mine),
          theirs: words(theirs),
        }))}
        onSettle={work.settle}
        onClose={work.postpone}
      />
      {guard.dialog}
    </div>
  );
}

function words({ grade, comment }: { grade: string; comment: string }): string {
  if (grade === "") return "No mark";
  return comment ? `${grade}, "${comment}"` : grade;
}
