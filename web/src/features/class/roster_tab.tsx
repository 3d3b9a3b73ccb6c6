import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { PlusIcon, StudentsIcon, TrashIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { Person } from "../../components/parts.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import { RemoveDialog } from "../../components/remove_dialog.tsx";
import type { Class, ClassStudent, List } from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";
import { api, role } from "../../lib/session.ts";
import { plural } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { useQuery } from "../../lib/use_query.ts";
import { type Chosen, PeoplePicker } from "../notices/people_picker.tsx";
import { TabBar } from "../student/tab_bar.tsx";
import styles from "./class_page.module.css";

/** Who is in the class now. The office adds and removes. */
export function RosterTab({ value, onChange }: { value: Class; onChange(): void }) {
  const { class_id, name, archived_at } = value;
  const roster = useQuery<List<ClassStudent>>(`/api/classes/${class_id}/students`, { limit: 200 });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<ClassStudent | null>(null);
  const can_write = role.value === "Admin" && !archived_at;

  function reload() {
    setAdding(false);
    setRemoving(null);
    void roster.reload();
    onChange();
  }

  return (
    <>
      {can_write && (
        <TabBar>
          <Button kind="primary" icon={PlusIcon} onClick={() => setAdding(true)}>
            Add students
          </Button>
        </TabBar>
      )}
      <Load query={roster} skeleton={<TableSkeleton rows={10} />}>
        {({ data }) => (
          <DataTable
            caption={`Roster of ${name}`}
            columns={can_write ? [...COLUMNS, menuColumn(setRemoving)] : COLUMNS}
            rows={data}
            rowKey={(row) => row.student_id}
            busy={roster.loading}
            keep
            empty={
              <EmptyState
                icon={StudentsIcon}
                title="Nobody is in this class yet"
                actions={can_write && (
                  <Button kind="primary" onClick={() => setAdding(true)}>Add students</Button>
                )}
              >
                {can_write
                  ? "Add the children of the class, several at once"
                  : "The school office puts children into classes"}
              </EmptyState>
            }
          />
        )}
      </Load>
      <Dialog open={adding} title={`Add students to ${name}`} onClose={() => setAdding(false)}>
        <AddStudents class_id={class_id} onDone={reload} onClose={() => setAdding(false)} />
      </Dialog>
      <RemoveDialog
        what={removing}
        title={({ name: who }) => `Remove "${who}" from ${name}?`}
        path={({ student_id }) => `/api/classes/${class_id}/students/${student_id}`}
        confirm="Remove"
        done_message="Removed from the class"
        onDone={reload}
        onClose={() => setRemoving(null)}
      >
        <p>From today on. The marks and the attendance so far stay in the record</p>
      </RemoveDialog>
    </>
  );
}

const COLUMNS: Column<ClassStudent>[] = [
  {
    key: "name",
    title: "Name",
    heads_row: true,
    cell: ({ student_id, name, student_number }) => (
      <Person
        name={name}
        href={`/students/${student_id}`}
        note={<span class={styles.phone_note}>{student_number}</span>}
      />
    ),
  },
  { key: "number", title: "Number", hide_on_phone: true, cell: (row) => row.student_number },
  { key: "grade", title: "Grade level", hide_on_phone: true, cell: (row) => row.grade_level },
  {
    key: "since",
    title: "In the class since",
    hide_on_phone: true,
    cell: ({ started_on }) => formatDate(started_on),
  },
];

function menuColumn(remove: (student: ClassStudent) => void): Column<ClassStudent> {
  return rowMenu({
    label: (student) => `More for ${student.name}`,
    items: (student) => [{
      label: "Remove from the class",
      icon: TrashIcon,
      danger: true,
      onClick: () => remove(student),
    }],
  });
}

function AddStudents(
  { class_id, onDone, onClose }: { class_id: number; onDone(): void; onClose(): void },
) {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const add = useAction(
    (student_ids: number[]) =>
      api.post<{ enrolled: number }>(`/api/classes/${class_id}/students`, { student_ids }),
    {
      onDone,
      done_message: ({ enrolled }) => `${plural(enrolled, "student", "students")} added`,
    },
  );
  return (
    <>
      {add.problem && <ErrorPanel problem={add.problem} />}
      <PeoplePicker of="students" chosen={chosen} onChange={setChosen} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          busy={add.busy}
          disabled={chosen.length === 0}
          onClick={() => void add.run(chosen.map(({ id }) => id))}
        >
          {chosen.length === 0 ? "Add" : `Add ${plural(chosen.length, "student", "students")}`}
        </Button>
      </DialogActions>
    </>
  );
}
