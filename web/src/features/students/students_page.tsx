import { useLocation } from "preact-iso/router";
import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { Select } from "../../components/field.tsx";
import { PlusIcon, SearchIcon, StudentsIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Pager } from "../../components/pager.tsx";
import { Person, Toolbar } from "../../components/parts.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { SearchBox } from "../../components/search_box.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { Class, List, Student } from "../../lib/api_types.ts";
import { role } from "../../lib/session.ts";
import { type UrlState, useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { StudentFields, studentInput } from "./student_fields.tsx";
import styles from "./students_page.module.css";

const DEFAULTS = {
  q: "",
  class_id: "",
  grade_level: "",
  archived: "",
  sort: "name",
  cursor: "",
};

/** Everyone whom this person may see: the school, one's classes, or one's own children. */
export function StudentsPage() {
  const url = useUrlState(DEFAULTS);
  const { route } = useLocation();
  const query = url.values;
  const [adding, setAdding] = useState(false);
  const students = useQuery<List<Student>>("/api/students", query);
  const is_admin = role.value === "Admin";
  const is_staff = is_admin || role.value === "Teacher";
  const filtered = [query.q, query.class_id, query.grade_level, query.archived].some(Boolean);

  return (
    <>
      <PageHeader
        title={is_staff ? "Students" : "Your children"}
        actions={is_admin && (
          <Button
            kind="primary"
            icon={PlusIcon}
            onClick={() => setAdding(true)}
          >
            Add student
          </Button>
        )}
      />
      {is_staff && (
        <Toolbar>
          <SearchBox
            label="Search by name or number"
            value={query.q}
            onSearch={(q) => url.set({ q }, { replace: true })}
          />
          <Filters url={url} />
        </Toolbar>
      )}
      <Load query={students} skeleton={<TableSkeleton rows={10} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption={query.archived ? "Archived students" : "Students"}
              columns={is_staff ? COLUMNS : COLUMNS.slice(0, 3)}
              rows={data}
              rowKey={(row) => row.student_id}
              // What a search finds stands by the word that fits.
              sort={query.q ? undefined : query.sort}
              sortHref={query.q ? undefined : (sort) => url.href({ sort })}
              busy={students.loading}
              empty={filtered ? <NoMatch /> : <NoStudents onAdd={() => setAdding(true)} />}
            />
            <Pager
              label="students"
              cursor={query.cursor}
              next_cursor={next_cursor}
              href={(cursor) => url.href({ cursor })}
            />
          </>
        )}
      </Load>
      <RecordDialog<Student>
        open={adding}
        title="Add student"
        wide
        create="/api/students"
        input={studentInput}
        submit="Add student"
        done_message="Student added"
        onSaved={({ student_id }) => route(`/students/${student_id}`)}
        onClose={() => setAdding(false)}
      >
        {(now) => <StudentFields now={now} />}
      </RecordDialog>
    </>
  );
}

const COLUMNS: Column<Student>[] = [
  {
    key: "name",
    title: "Name",
    heads_row: true,
    sort: "name",
    cell: (row) => (
      <Person
        name={row.name}
        href={`/students/${row.student_id}`}
        note={<span class={styles.phone_note}>{noteOf(row)}</span>}
      />
    ),
  },
  {
    key: "student_number",
    title: "Number",
    sort: "student_number",
    hide_on_phone: true,
    cell: (row) => row.student_number,
  },
  {
    key: "grade_level",
    title: "Grade level",
    hide_on_phone: true,
    cell: (row) => row.grade_level,
  },
  {
    key: "guardian",
    title: "Guardian",
    hide_on_phone: true,
    cell: (row) =>
      row.guardian_name && (
        <span class={styles.guardian}>
          {row.guardian_name}
          <small>{row.guardian_contact}</small>
        </span>
      ),
  },
];

function noteOf({ grade_level, student_number }: Student): string {
  return [grade_level && `Grade ${grade_level}`, student_number].filter(Boolean).join(" · ");
}

function Filters({ url }: { url: UrlState<typeof DEFAULTS> }) {
  const classes = useQuery<List<Class>>("/api/classes", { limit: 200 });
  // The level in the address is kept even if no class has it.
  const levels = [
    url.values.grade_level,
    ...(classes.value?.data ?? []).map(({ grade_level }) => grade_level ?? ""),
  ].filter(Boolean).sort(new Intl.Collator(undefined, { numeric: true }).compare);
  return (
    <div class={styles.filters}>
      <Select
        label="Class"
        hide_label
        value={url.values.class_id}
        onChange={(event) => url.set({ class_id: event.currentTarget.value })}
        options={[
          { value: "", label: "All classes" },
          ...(classes.value?.data ?? []).map(({ class_id, name }) => ({
            value: class_id,
            label: name,
          })),
        ]}
      />
      <Select
        label="Grade level"
        hide_label
        value={url.values.grade_level}
        onChange={(event) => url.set({ grade_level: event.currentTarget.value })}
        options={[
          { value: "", label: "All grade levels" },
          ...[...new Set(levels)].map((level) => ({ value: level, label: `Grade ${level}` })),
        ]}
      />
      <Select
        label="Which students"
        hide_label
        value={url.values.archived}
        onChange={(event) => url.set({ archived: event.currentTarget.value })}
        options={[
          { value: "", label: "At school now" },
          { value: "true", label: "Archived" },
        ]}
      />
    </div>
  );
}

function NoMatch() {
  return (
    <EmptyState
      icon={SearchIcon}
      title="No student matches"
      actions={<LinkButton href="/students">Show all students</LinkButton>}
    >
      Try how a name begins, or take a filter away
    </EmptyState>
  );
}

function NoStudents({ onAdd }: { onAdd(): void }) {
  if (role.value === "Admin") {
    return (
      <EmptyState
        icon={StudentsIcon}
        title="No students yet"
        actions={<Button kind="primary" onClick={onAdd}>Add the first student</Button>}
      >
        Add the children of the school, then put them in classes
      </EmptyState>
    );
  }
  return role.value === "Teacher"
    ? (
      <EmptyState icon={StudentsIcon} title="No students yet">
        Students appear here when the school office has put them in your classes
      </EmptyState>
    )
    : (
      <EmptyState icon={StudentsIcon} title="No children linked yet">
        Ask the school office to link your child to this account. Then you see marks, attendance and
        reports here
      </EmptyState>
    );
}
