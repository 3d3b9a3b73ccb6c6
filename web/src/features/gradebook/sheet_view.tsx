import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ClosedNote } from "../../components/closed_note.tsx";
import { ConflictDialog } from "../../components/conflict_dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { MarksIcon, PlusIcon } from "../../components/icons.tsx";
import { Menu } from "../../components/menu.tsx";
import { Note } from "../../components/parts.tsx";
import type { Assessment, CellAt, GradebookStudent } from "../../lib/gradebook_types.ts";
import { AssessmentDialog } from "./assessment_dialog.tsx";
import { averageOf } from "./averages_view.ts";
import { CategoriesDialog } from "./categories_dialog.tsx";
import { CellBar } from "./cell_bar.tsx";
import { cellWords } from "./cell_syntax.ts";
import { ColumnDialog } from "./column_dialog.tsx";
import styles from "./gradebook.module.css";
import type { GradebookStore } from "./gradebook_store.ts";
import { Grid, type Sort } from "./grid.tsx";
import { HistoryDialog } from "./history_dialog.tsx";
import { KeysDialog } from "./keys_dialog.tsx";
import { Orphans, SaveProblem, SaveStatus } from "./save_status.tsx";
import { gridControl } from "./grid_control.ts";
import { ReadAnew, Unsaved } from "./unsaved.tsx";
import { WhyDialog } from "./why_dialog.tsx";
import { WrongList } from "./wrong_list.tsx";

interface SheetProps {
  store: GradebookStore;
  sort: Sort;
  sortHref(sort: Sort): string;
  reload(): void;
  children(guard: (href: string) => void): JSX.Element;
}

type Opened = "categories" | "keys" | "conflicts" | null;

export function Sheet({ store, sort, sortHref, reload, children }: SheetProps) {
  const gradebook = store.about.value;
  const { term, assessments, categories } = gradebook;
  const read_only = term.closed_at !== null;
  const students = useOrder(store, sort);
  const shown = useRef({ students, read_only });
  shown.current = { students, read_only };
  const [control] = useState(() =>
    gridControl({
      store,
      students: () => shown.current.students,
      read_only: () => shown.current.read_only,
    })
  );
  const [open, setOpen] = useState<Opened>(null);
  const [why, setWhy] = useState<GradebookStudent | null>(null);
  const [history, setHistory] = useState<CellAt | null>(null);
  const [column, setColumn] = useState<Assessment | null>(null);
  const [editing, setEditing] = useState<Assessment | "new" | null>(null);
  const guard = useRef<(href: string) => void>(() => {});

  function changed() {
    setEditing(null);
    setColumn(null);
    setOpen(null);
    reload();
  }

  return (
    <>
      <div class={styles.toolbar}>
        {children((href) => guard.current(href))}
        {!read_only && <SaveStatus store={store} onGo={control.goToCell} />}
        <div class={styles.tools}>
          {!read_only && assessments.length > 0 && (
            <span class={styles.add_frame}>
              <Button icon={PlusIcon} onClick={() => setEditing("new")}>Add assessment</Button>
            </span>
          )}
          <Menu
            label="More for the gradebook"
            items={[
              ...(read_only
                ? []
                : [{ label: "Categories and weights", onClick: () => setOpen("categories") }]),
              { label: "Keys and what to type", onClick: () => setOpen("keys") },
              {
                label: "Term marks without assessments",
                href: `/classes/${gradebook.class_id}/marks?term_id=${term.term_id}`,
              },
            ]}
          />
        </div>
      </div>
      {read_only && <ClosedNote term={term} what="its scores" />}
      <Unweighted categories={categories} assessments={assessments} />
      <SaveProblem store={store} />
      <Orphans store={store} />
      {students.length === 0
        ? (
          <EmptyState icon={MarksIcon} title="Nobody is in this class yet">
            The school office puts children into classes
          </EmptyState>
        )
        : assessments.length === 0
        ? <NoAssessments read_only={read_only} onAdd={() => setEditing("new")} />
        : (
          <>
            <CellBar
              {...{ store, control, students, read_only }}
              onHistory={setHistory}
              onChoose={() => setOpen("conflicts")}
            />
            <p class="sr_only" id="grid_keys">
              Arrow keys move, typing enters, Enter goes to the next child. Escape, then Tab leaves
              the grid
            </p>
            <Grid
              {...{ store, control, students, sort, sortHref, read_only }}
              onWhy={setWhy}
              onColumn={setColumn}
            />
            <WrongList store={store} students={students} onGo={control.goToCell} />
          </>
        )}
      <WhyDialog store={store} student={why} onClose={() => setWhy(null)} />
      <HistoryDialog store={store} at={history} onClose={() => setHistory(null)} />
      <ColumnDialog
        {...{ store, students, read_only }}
        assessment={column}
        onEdit={(assessment) => {
          setColumn(null);
          setEditing(assessment);
        }}
        onDeleted={changed}
        onClose={() => setColumn(null)}
      />
      <AssessmentDialog
        gradebook={gradebook}
        editing={editing}
        onSaved={changed}
        onClose={() => setEditing(null)}
      />
      <CategoriesDialog
        gradebook={gradebook}
        open={open === "categories"}
        onSaved={changed}
        onClose={() => setOpen(null)}
      />
      <KeysDialog open={open === "keys"} onClose={() => setOpen(null)} />
      <Conflicts store={store} open={open === "conflicts"} onClose={() => setOpen(null)} />
      <Unsaved store={store} guard={guard} />
      <ReadAnew store={store} reload={reload} />
    </>
  );
}

/** The order holds while one types: a row that jumps away under the hands would take the next key. */
function useOrder(store: GradebookStore, sort: Sort): GradebookStudent[] {
  const { students } = store.about.value;
  return useMemo(() => {
    const average = (student_id: number) =>
      averageOf(store.about.peek(), store.row(student_id).peek()).percent;
    const sorted = sort.endsWith("average")
      ? students.map((student) => ({ student, percent: average(student.student_id) ?? -1 }))
        .sort((a, b) => a.percent - b.percent).map(({ student }) => student)
      : [...students];
    return sort.startsWith("-") ? sorted.reverse() : sorted;
  }, [sort, students.map(({ student_id, left }) => `${student_id} ${left}`).join()]);
}

function Unweighted(
  { categories, assessments }: { categories: unknown[]; assessments: Assessment[] },
) {
  const without = assessments.filter(({ category_id }) => category_id === null);
  if (categories.length === 0 || without.length === 0) return null;
  return (
    <Note tone="warn">
      {without.map(({ title }) => title).join(", ")}: in no category, so{" "}
      {without.length === 1 ? "it counts" : "they count"}{" "}
      for nothing. Open the heading to choose one
    </Note>
  );
}

function NoAssessments({ read_only, onAdd }: { read_only: boolean; onAdd(): void }) {
  return (
    <EmptyState
      icon={MarksIcon}
      title="No assessments in this term yet"
      actions={!read_only && <Button kind="primary" onClick={onAdd}>Add assessment</Button>}
    >
      A test, an essay, a project: each is a column with a score for each child
    </EmptyState>
  );
}

function Conflicts(
  { store, open, onClose }: { store: GradebookStore; open: boolean; onClose(): void },
) {
  const { students, assessments } = store.about.value;
  const found = store.unsaved.value.flatMap((at) => {
    const { now, theirs } = store.cell(at);
    const student = students.find(({ student_id }) => student_id === at.student_id);
    const assessment = assessments.find((known) => known.assessment_id === at.assessment_id);
    return theirs && student && assessment ? [{ at, now, theirs, student, assessment }] : [];
  });
  return (
    <ConflictDialog
      conflicts={!open ? [] : found.map(({ now, theirs, student, assessment }, place) => ({
        // A child may have several: here they are told apart by their place.
        student_id: place,
        name: `${student.name}, ${assessment.title}`,
        mine: cellWords(now, assessment.maximum),
        theirs: cellWords(theirs.now, assessment.maximum),
      }))}
      onSettle={(take_theirs) => {
        store.settle(found.map(({ at }, place) => ({
          ...at,
          whose: take_theirs.includes(place) ? "theirs" : "mine",
        })));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
