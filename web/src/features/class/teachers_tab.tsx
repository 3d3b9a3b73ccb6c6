import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { PeopleIcon, PlusIcon, TrashIcon } from "../../components/icons.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { Person } from "../../components/parts.tsx";
import { RemoveDialog } from "../../components/remove_dialog.tsx";
import type { Class } from "../../lib/api_types.ts";
import { api, role } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { type Chosen, PeoplePicker } from "../notices/people_picker.tsx";
import { TabBar } from "../student/tab_bar.tsx";

type Teacher = Class["teachers"][number];

export function TeachersTab({ value, onChange }: { value: Class; onChange(value: Class): void }) {
  const { class_id, name, teachers, archived_at } = value;
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Teacher | null>(null);
  const can_write = role.value === "Admin" && !archived_at;
  const path = `/api/classes/${class_id}/teachers`;

  function done(next: Class) {
    setAdding(false);
    setRemoving(null);
    onChange(next);
  }

  return (
    <>
      {can_write && (
        <TabBar>
          <Button kind="primary" icon={PlusIcon} onClick={() => setAdding(true)}>
            Add a teacher
          </Button>
        </TabBar>
      )}
      <DataTable
        caption={`Teachers of ${name}`}
        columns={can_write ? [...COLUMNS, menuColumn(setRemoving)] : COLUMNS}
        rows={teachers}
        rowKey={(row) => row.user_id}
        keep
        empty={
          <EmptyState icon={PeopleIcon} title="Nobody teaches this class yet">
            {can_write
              ? "A teacher takes the register and enters the marks of the class"
              : "The school office puts teachers down for classes"}
          </EmptyState>
        }
      />
      <Dialog open={adding} title={`Add a teacher to ${name}`} onClose={() => setAdding(false)}>
        <AddTeacher path={path} onDone={done} onClose={() => setAdding(false)} />
      </Dialog>
      <RemoveDialog<Teacher, Class>
        what={removing}
        title={({ name: who }) => `Remove "${who}" from ${name}?`}
        path={({ user_id }) => `${path}/${user_id}`}
        confirm="Remove"
        done_message="Teacher removed"
        onDone={done}
        onClose={() => setRemoving(null)}
      >
        <p>What {removing?.name} entered stays. The account stays too</p>
      </RemoveDialog>
    </>
  );
}

const COLUMNS: Column<Teacher>[] = [
  { key: "name", title: "Name", heads_row: true, cell: ({ name }) => <Person name={name} /> },
];

function menuColumn(remove: (teacher: Teacher) => void): Column<Teacher> {
  return rowMenu({
    label: (teacher) => `More for ${teacher.name}`,
    items: (teacher) => [{
      label: "Remove from the class",
      icon: TrashIcon,
      danger: true,
      onClick: () => remove(teacher),
    }],
  });
}

function AddTeacher(
  { path, onDone, onClose }: { path: string; onDone(value: Class): void; onClose(): void },
) {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const add = useAction(
    (user_id: number) => api.put<Class>(`${path}/${user_id}`),
    { onDone, done_message: "Teacher added" },
  );
  return (
    <>
      {add.problem && <ErrorPanel problem={add.problem} />}
      <PeoplePicker
        of="users"
        single
        filter={{ role: "Teacher" }}
        chosen={chosen}
        onChange={setChosen}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          busy={add.busy}
          disabled={chosen.length === 0}
          onClick={() => void add.run(chosen[0].id)}
        >
          Add the teacher
        </Button>
      </DialogActions>
    </>
  );
}
