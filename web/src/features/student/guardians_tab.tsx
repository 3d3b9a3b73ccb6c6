import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { LinkIcon, PeopleIcon, PlusIcon, TrashIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { Badge, Person } from "../../components/parts.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import { RemoveDialog } from "../../components/remove_dialog.tsx";
import type { Guardian, List, Student } from "../../lib/api_types.ts";
import { role } from "../../lib/session.ts";
import { useQuery } from "../../lib/use_query.ts";
import { InvitationPanel } from "../users/invitation_link.tsx";
import { AddGuardianDialog } from "./add_guardian_dialog.tsx";
import { TabBar } from "./tab_bar.tsx";

type Open = { kind: "add" } | { kind: "unlink" | "invite"; guardian: Guardian };

/** Who may see this child's record from home. The office links them. */
export function GuardiansTab({ student }: { student: Student }) {
  const { student_id, name } = student;
  const is_admin = role.value === "Admin";
  const guardians = useQuery<List<Guardian>>(`/api/students/${student_id}/guardians`);
  const [open, setOpen] = useState<Open | null>(null);

  function reload() {
    setOpen(null);
    void guardians.reload();
  }

  const columns = is_admin ? [...COLUMNS, menuColumn(setOpen)] : COLUMNS;
  const unlinking = open?.kind === "unlink" ? open.guardian : null;
  const inviting = open?.kind === "invite" ? open.guardian : null;
  return (
    <>
      {is_admin && (
        <TabBar>
          <Button kind="primary" icon={PlusIcon} onClick={() => setOpen({ kind: "add" })}>
            Add a parent
          </Button>
        </TabBar>
      )}
      <Load query={guardians} skeleton={<TableSkeleton rows={2} />}>
        {({ data }) => (
          <DataTable
            caption={`Parents and guardians of ${name}`}
            columns={columns}
            rows={data}
            rowKey={(row) => row.user_id}
            empty={
              <EmptyState icon={PeopleIcon} title="No parent is linked">
                {is_admin
                  ? "Link a parent who has an account, or invite one: then they see this record"
                  : "The school office links parents, so that they see this record"}
              </EmptyState>
            }
          />
        )}
      </Load>
      <AddGuardianDialog
        student={student}
        open={open?.kind === "add"}
        onLinked={() => void guardians.reload()}
        onClose={() => setOpen(null)}
      />
      <RemoveDialog
        what={unlinking}
        title={({ name }) => `Unlink "${name}"?`}
        path={({ user_id }) => `/api/students/${student_id}/guardians/${user_id}`}
        confirm="Unlink"
        done_message="Link removed"
        onDone={reload}
        onClose={() => setOpen(null)}
      >
        <p>{unlinking?.name} no longer sees the record of {name}. The account stays</p>
      </RemoveDialog>
      <Dialog
        open={inviting !== null}
        title={`Invitation for ${inviting?.name}`}
        onClose={() => setOpen(null)}
      >
        {inviting && <InvitationPanel user_id={inviting.user_id} name={inviting.name} />}
        <DialogActions>
          <Button onClick={() => setOpen(null)}>Done</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

const COLUMNS: Column<Guardian>[] = [
  {
    key: "name",
    title: "Name",
    heads_row: true,
    cell: ({ name, email }) => <Person name={name} note={email} />,
  },
  { key: "relationship", title: "Relationship", cell: ({ relationship }) => relationship },
  {
    key: "status",
    title: "Account",
    cell: ({ status }) =>
      status === "active"
        ? <Badge tone="good">Active</Badge>
        : status === "invited"
        ? <Badge tone="warn">Invited, not signed in yet</Badge>
        : <Badge>Disabled</Badge>,
  },
];

function menuColumn(open: (next: Open) => void): Column<Guardian> {
  return rowMenu({
    label: (guardian) => `More for ${guardian.name}`,
    items: (guardian) => [
      ...(guardian.status === "invited"
        ? [{
          label: "New invitation link",
          icon: LinkIcon,
          onClick: () => open({ kind: "invite", guardian }),
        }]
        : []),
      {
        label: "Unlink",
        icon: TrashIcon,
        danger: true,
        onClick: () => open({ kind: "unlink", guardian }),
      },
    ],
  });
}
