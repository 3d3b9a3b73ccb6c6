import { useLocation } from "preact-iso/router";
import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { Select } from "../../components/field.tsx";
import { ClassesIcon, PlusIcon, RegisterIcon, SearchIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Pager } from "../../components/pager.tsx";
import { Toolbar } from "../../components/parts.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { SearchBox } from "../../components/search_box.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { Class, List } from "../../lib/api_types.ts";
import { schoolToday } from "../../lib/dates.ts";
import { role } from "../../lib/session.ts";
import { formatNumber, plural } from "../../lib/strings.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { ClassFields, classInput } from "./class_fields.tsx";
import styles from "./classes_page.module.css";
import { teacherWords } from "./teacher_words.ts";

/** The classes of the school, or those that a teacher teaches. */
export function ClassesPage() {
  const url = useUrlState({ q: "", archived: "", cursor: "" });
  const { route } = useLocation();
  const { values } = url;
  const classes = useQuery<List<Class>>("/api/classes", values);
  const [adding, setAdding] = useState(false);
  const is_admin = role.value === "Admin";
  const filtered = values.q !== "" || values.archived !== "";

  return (
    <>
      <PageHeader
        title={is_admin ? "Classes" : "Your classes"}
        actions={is_admin && (
          <Button kind="primary" icon={PlusIcon} onClick={() => setAdding(true)}>Add class</Button>
        )}
      />
      <Toolbar>
        <SearchBox
          label="Search classes"
          value={values.q}
          onSearch={(q) => url.set({ q }, { replace: true })}
        />
        <div class={styles.filter}>
          <Select
            label="Which classes"
            hide_label
            value={values.archived}
            onChange={(event) => url.set({ archived: event.currentTarget.value })}
            options={[
              { value: "", label: "Running now" },
              { value: "true", label: "Archived" },
            ]}
          />
        </div>
      </Toolbar>
      <Load query={classes} skeleton={<TableSkeleton rows={8} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption="Classes"
              columns={COLUMNS}
              rows={data}
              rowKey={(row) => row.class_id}
              busy={classes.loading}
              keep
              empty={filtered ? <NoMatch /> : <NoClasses onAdd={() => setAdding(true)} />}
            />
            <Pager
              label="classes"
              cursor={values.cursor}
              next_cursor={next_cursor}
              href={(cursor) => url.href({ cursor })}
            />
          </>
        )}
      </Load>
      <RecordDialog<Class>
        open={adding}
        title="Add class"
        create="/api/classes"
        input={classInput}
        submit="Add class"
        done_message="Class added"
        onSaved={({ class_id }) => route(`/classes/${class_id}?tab=roster`)}
        onClose={() => setAdding(false)}
      >
        {(now) => <ClassFields now={now} />}
      </RecordDialog>
    </>
  );
}

const COLUMNS: Column<Class>[] = [
  {
    key: "name",
    title: "Name",
    heads_row: true,
    cell: (row) => (
      <>
        <a href={`/classes/${row.class_id}`}>{row.name}</a>
        <small class={styles.phone_note}>
          {[row.subject, plural(row.student_count, "student", "students")].filter(Boolean)
            .join(" · ")}
        </small>
      </>
    ),
  },
  { key: "subject", title: "Subject", hide_on_phone: true, cell: ({ subject }) => subject },
  { key: "grade_level", title: "Grade level", hide_on_phone: true, cell: (row) => row.grade_level },
  {
    key: "teachers",
    title: "Teachers",
    hide_on_phone: true,
    cell: ({ teachers }) => <span class={styles.teachers}>{teacherWords(teachers)}</span>,
  },
  {
    key: "students",
    title: "Students",
    align: "end",
    hide_on_phone: true,
    cell: ({ student_count }) => formatNumber(student_count),
  },
  {
    key: "register",
    title: "Register",
    hide_title: true,
    align: "end",
    cell: ({ class_id, name, archived_at }) =>
      !archived_at && (
        <LinkButton
          small
          icon={RegisterIcon}
          href={`/classes/${class_id}/register/${schoolToday()}`}
          aria-label={`Register of ${name} for today`}
        >
          Register
        </LinkButton>
      ),
  },
];

function NoMatch() {
  return (
    <EmptyState
      icon={SearchIcon}
      title="No class matches"
      actions={<LinkButton href="/classes">Show all classes</LinkButton>}
    >
      Try how a name begins, or take the filter away
    </EmptyState>
  );
}

function NoClasses({ onAdd }: { onAdd(): void }) {
  return role.value === "Admin"
    ? (
      <EmptyState
        icon={ClassesIcon}
        title="No classes yet"
        actions={<Button kind="primary" onClick={onAdd}>Add the first class</Button>}
      >
        A class has teachers and a roster. Its register and its marks are entered in one go
      </EmptyState>
    )
    : (
      <EmptyState icon={ClassesIcon} title="You teach no class yet">
        Ask the school office to put you down as a teacher of your classes
      </EmptyState>
    );
}
