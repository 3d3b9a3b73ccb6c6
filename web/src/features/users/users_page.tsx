import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { Select } from "../../components/field.tsx";
import {
  CheckIcon,
  CloseIcon,
  EditIcon,
  LinkIcon,
  PlusIcon,
  SearchIcon,
} from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Pager } from "../../components/pager.tsx";
import { Badge, Person, Toolbar } from "../../components/parts.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { SearchBox } from "../../components/search_box.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { List, User } from "../../lib/api_types.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { InvitationPanel } from "./invitation_link.tsx";
import { StatusDialog } from "./status_dialog.tsx";
import { ROLES, STATUS_WORDS, UserFields, userInput } from "./user_fields.tsx";
import styles from "./users_page.module.css";

type Open = { kind: "edit" | "invite" | "status"; user: User } | { kind: "new" };

/** Everyone who can sign in, and those who will. */
export function UsersPage() {
  const url = useUrlState({ q: "", role: "", status: "", cursor: "" });
  const { values } = url;
  const users = useQuery<List<User>>("/api/users", values);
  const [open, setOpen] = useState<Open | null>(null);
  const user = open && "user" in open ? open.user : null;
  const close = () => setOpen(null);

  function saved() {
    close();
    void users.reload();
  }

  return (
    <>
      <PageHeader
        title="People"
        sub="Accounts of the office, teachers, parents and students"
        actions={
          <Button kind="primary" icon={PlusIcon} onClick={() => setOpen({ kind: "new" })}>
            Add a person
          </Button>
        }
      />
      <Toolbar>
        <SearchBox
          label="Search by name or email"
          value={values.q}
          onSearch={(q) => url.set({ q }, { replace: true })}
        />
        <div class={styles.filters}>
          <Select
            label="Role"
            hide_label
            value={values.role}
            onChange={(event) => url.set({ role: event.currentTarget.value })}
            options={[
              { value: "", label: "All roles" },
              ...ROLES.map((role) => ({ value: role, label: role })),
            ]}
          />
          <Select
            label="Status"
            hide_label
            value={values.status}
            onChange={(event) => url.set({ status: event.currentTarget.value })}
            options={[
              { value: "", label: "Any status" },
              ...Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label })),
            ]}
          />
        </div>
      </Toolbar>
      <Load query={users} skeleton={<TableSkeleton rows={10} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption="People"
              columns={[...COLUMNS, menuColumn(setOpen)]}
              rows={data}
              rowKey={(row) => row.user_id}
              busy={users.loading}
              empty={<NoMatch />}
            />
            <Pager
              label="people"
              cursor={values.cursor}
              next_cursor={next_cursor}
              href={(cursor) => url.href({ cursor })}
            />
          </>
        )}
      </Load>
      <RecordDialog<User>
        open={open?.kind === "new"}
        title="Add a person"
        create="/api/users"
        input={userInput}
        submit="Add and invite"
        onSaved={(added) => {
          setOpen({ kind: "invite", user: added });
          void users.reload();
        }}
        onClose={close}
      >
        {(now) => <UserFields now={now} />}
      </RecordDialog>
      <RecordDialog<User>
        open={open?.kind === "edit"}
        title="Edit account"
        edit={`/api/users/${user?.user_id}`}
        input={userInput}
        submit="Save"
        done_message="Account saved"
        onSaved={saved}
        onClose={close}
      >
        {(now) => <UserFields now={now} />}
      </RecordDialog>
      <Dialog
        open={open?.kind === "invite"}
        title={user?.status === "active" ? `Reset the password of ${user.name}` : "Invitation link"}
        onClose={close}
      >
        {user && <InvitationPanel user_id={user.user_id} name={user.name} />}
        <DialogActions>
          <Button onClick={close}>Done</Button>
        </DialogActions>
      </Dialog>
      <StatusDialog
        user={open?.kind === "status" ? open.user : null}
        onDone={saved}
        onClose={close}
      />
    </>
  );
}

const COLUMNS: Column<User>[] = [
  {
    key: "name",
    title: "Name",
    heads_row: true,
    cell: ({ name, email, role }) => (
      <Person
        name={name}
        note={
          <>
            <span class={styles.phone_role}>{role}{email && " · "}</span>
            {email}
          </>
        }
      />
    ),
  },
  { key: "role", title: "Role", hide_on_phone: true, cell: ({ role }) => role },
  {
    key: "status",
    title: "Status",
    cell: ({ status }) => (
      <Badge tone={status === "active" ? "good" : status === "invited" ? "warn" : "plain"}>
        {STATUS_WORDS[status]}
      </Badge>
    ),
  },
];

function menuColumn(open: (next: Open) => void): Column<User> {
  return rowMenu({
    label: (user) => `More for ${user.name}`,
    items: (user) => [
      { label: "Edit", icon: EditIcon, onClick: () => open({ kind: "edit", user }) },
      ...(user.status === "disabled" || !user.email ? [] : [{
        label: user.status === "active" ? "Reset password" : "New invitation link",
        icon: LinkIcon,
        onClick: () => open({ kind: "invite", user }),
      }]),
      user.status === "disabled"
        ? {
          label: "Enable",
          icon: CheckIcon,
          onClick: () => open({ kind: "status", user }),
        }
        : {
          label: "Disable",
          icon: CloseIcon,
          danger: true,
          onClick: () => open({ kind: "status", user }),
        },
    ],
  });
}

function NoMatch() {
  return (
    <EmptyState
      icon={SearchIcon}
      title="Nobody matches"
      actions={<LinkButton href="/users">Show everyone</LinkButton>}
    >
      Try how a name or an email address begins, or take a filter away
    </EmptyState>
  );
}
