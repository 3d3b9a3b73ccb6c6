import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { Select } from "../../components/field.tsx";
import { AuditIcon, EditIcon, MarksIcon, PlusIcon, TrashIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { Badge, Stack } from "../../components/parts.tsx";
import { Skeleton, TableSkeleton } from "../../components/skeleton.tsx";
import { Pager } from "../../components/pager.tsx";
import type { Gpa, Grade, List, Student, Term } from "../../lib/api_types.ts";
import { role } from "../../lib/session.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { lazyPage } from "../../components/lazy_page.tsx";
import { RemoveDialog } from "../../components/remove_dialog.tsx";
import { GpaCard } from "./gpa_card.tsx";
import { GradeDialog } from "./grade_dialog.tsx";
import { GradeHistory } from "./grade_history.tsx";
import { groupByTerm, termNames } from "./grade_groups.ts";
import styles from "./marks_tab.module.css";
import { TabBar } from "./tab_bar.tsx";

// With its charts and the arithmetic of averages it comes only where there are marks to look at.
const ScoresSection = lazyPage(() => import("./scores_section.tsx"), (m) => m.ScoresSection);

const DEFAULTS = { term_id: "", cursor: "" };

export function MarksTab({ student, can_write }: { student: Student; can_write: boolean }) {
  const { student_id, name } = student;
  const is_staff = role.value === "Admin" || role.value === "Teacher";
  const url = useUrlState(DEFAULTS);
  const { term_id, cursor } = url.values;
  const grades = useQuery<List<Grade>>(`/api/students/${student_id}/grades`, {
    term_id,
    limit: 200,
    cursor,
  });
  // A family's list of terms comes from all of them: choosing one does not take the others from it.
  const path = `/api/students/${student_id}/gpa`;
  const overall = useQuery<Gpa>(is_staff ? null : path);
  const chosen = useQuery<Gpa>(is_staff || term_id ? path : null, { term_id });
  const gpa = is_staff || term_id ? chosen : overall;
  const terms = useQuery<List<Term>>(is_staff ? "/api/terms" : null, { limit: 200 });
  const names = termNames(terms.value?.data ?? null, overall.value);
  const [editing, setEditing] = useState<Grade | "new" | null>(null);
  const [removing, setRemoving] = useState<Grade | null>(null);
  const [history, setHistory] = useState<Grade | null>(null);

  function reload() {
    setEditing(null);
    setRemoving(null);
    void grades.reload();
    void gpa.reload();
  }

  const columns = can_write
    ? [...COLUMNS, menuColumn({ edit: setEditing, history: setHistory, remove: setRemoving })]
    : COLUMNS;
  return (
    <Stack>
      {(names.length > 1 || term_id || can_write) && (
        <TabBar
          flush
          filters={
            <TermFilter
              names={names}
              value={term_id}
              onChange={(next) => url.set({ term_id: next })}
            />
          }
        >
          {can_write && (
            <Button kind="primary" icon={PlusIcon} onClick={() => setEditing("new")}>
              Add a mark
            </Button>
          )}
        </TabBar>
      )}
      <Load query={gpa} skeleton={<Skeleton lines={5} />}>
        {(value) => (
          <GpaCard
            gpa={value}
            term_name={term_id
              ? names.find((n) => String(n.term_id) === term_id)?.name ?? ""
              : null}
          />
        )}
      </Load>
      <ScoresSection
        student_id={student_id}
        term_id={term_id}
        maximum={gpa.value?.scale.maximum ?? 4}
      />
      <Load query={grades} skeleton={<TableSkeleton rows={6} />}>
        {({ data, next_cursor }) => (
          <>
            {data.length === 0 && (
              <DataTable
                caption="Marks"
                columns={columns}
                rows={[]}
                rowKey={() => ""}
                empty={<NoMarks name={name} can_write={can_write} term={term_id !== ""} />}
              />
            )}
            {groupByTerm(data, names).map((group) => (
              <section class={styles.group} key={group.term_id}>
                <h2>{group.name}</h2>
                <DataTable
                  caption={`Marks, ${group.name}`}
                  columns={columns}
                  rows={group.grades}
                  rowKey={(row) =>
                    row.grade_id}
                  busy={grades.loading}
                  keep
                />
              </section>
            ))}
            <Pager
              label="marks"
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </>
        )}
      </Load>
      <GradeDialog
        student={student}
        grade={editing}
        terms={terms.value?.data ?? []}
        onSaved={reload}
        onClose={() => setEditing(null)}
      />
      <GradeHistory grade={history} onClose={() => setHistory(null)} />
      <RemoveGrade grade={removing} onDone={reload} onClose={() => setRemoving(null)} />
    </Stack>
  );
}

const COLUMNS: Column<Grade>[] = [
  {
    key: "subject",
    title: "Subject",
    heads_row: true,
    cell: ({ subject, level, comment }) => (
      <>
        {subject}
        {level !== "Regular" && (
          <span class={styles.level}>
            <Badge tone="info">{level}</Badge>
          </span>
        )}
        {comment && <small class={styles.phone_comment}>{comment}</small>}
      </>
    ),
  },
  { key: "grade", title: "Mark", cell: ({ grade }) => <span class={styles.mark}>{grade}</span> },
  {
    key: "points",
    title: "Points",
    align: "end",
    hide_on_phone: true,
    cell: ({ points }) => points ?? "–",
  },
  {
    key: "credits",
    title: "Credits",
    align: "end",
    hide_on_phone: true,
    cell: ({ credits }) => credits ?? "–",
  },
  {
    key: "comment",
    title: "Comment",
    hide_on_phone: true,
    cell: ({ comment }) => comment && <span class={styles.comment}>{comment}</span>,
  },
];

function menuColumn(
  { edit, history, remove }: Record<"edit" | "history" | "remove", (grade: Grade) => void>,
): Column<Grade> {
  return rowMenu({
    label: (grade) => `More for ${grade.subject} ${grade.grade}`,
    items: (grade) => [
      { label: "Edit", icon: EditIcon, onClick: () => edit(grade) },
      { label: "History", icon: AuditIcon, onClick: () => history(grade) },
      { label: "Delete", icon: TrashIcon, danger: true, onClick: () => remove(grade) },
    ],
  });
}

function TermFilter(
  { names, value, onChange }: {
    names: { term_id: number | null; name: string }[];
    value: string;
    onChange(term_id: string): void;
  },
) {
  return (
    <Select
      label="Term"
      hide_label
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      options={[
        { value: "", label: "All terms" },
        ...names.map(({ term_id, name }) => ({ value: term_id!, label: name })),
      ]}
    />
  );
}

function RemoveGrade(
  { grade, onDone, onClose }: { grade: Grade | null; onDone(): void; onClose(): void },
) {
  return (
    <RemoveDialog
      what={grade}
      title={({ subject, grade }) => `Delete "${subject} ${grade}"?`}
      path={({ student_id, grade_id }) => `/api/students/${student_id}/grades/${grade_id}`}
      done_message="Mark deleted"
      onDone={onDone}
      onClose={onClose}
    >
      <p>The mark goes out of the GPA. The audit log keeps that it was there</p>
    </RemoveDialog>
  );
}

function NoMarks({ name, can_write, term }: { name: string; can_write: boolean; term: boolean }) {
  return (
    <EmptyState
      icon={MarksIcon}
      title={term ? "No marks in this term" : "No marks yet"}
      actions={can_write && <LinkButton href="/classes">Enter marks for a class</LinkButton>}
    >
      {can_write
        ? `Add a mark for ${name} here, or the marks of a whole class at once`
        : "Marks appear here when a teacher has entered them"}
    </EmptyState>
  );
}
