import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { ConfirmDialog } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import { EditIcon, HolidayIcon, PlusIcon, TrashIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Pager } from "../../components/pager.tsx";
import { Badge } from "../../components/parts.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { Holiday, HolidayInput, List } from "../../lib/api_types.ts";
import { addDays, formatDate, schoolToday } from "../../lib/dates.ts";
import { api } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";

/** The days without school: no register is expected on them. */
export function HolidaysPage() {
  const url = useUrlState({ cursor: "" });
  const { cursor } = url.values;
  const holidays = useQuery<List<Holiday>>("/api/holidays", { cursor });
  const [editing, setEditing] = useState<Holiday | "new" | null>(null);
  const [removing, setRemoving] = useState<Holiday | null>(null);
  const edited = editing === "new" ? null : editing;
  const remove = useAction(
    ({ holiday_id }: Holiday) => api.remove<void>(`/api/holidays/${holiday_id}`),
    { onDone: reload, done_message: "Holiday deleted" },
  );

  function reload() {
    setEditing(null);
    setRemoving(null);
    void holidays.reload();
  }

  const add = (
    <Button kind="primary" icon={PlusIcon} onClick={() => setEditing("new")}>Add holiday</Button>
  );
  return (
    <>
      <PageHeader title="Holidays" sub="No register is expected on these days" actions={add} />
      <Load query={holidays} skeleton={<TableSkeleton rows={3} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption="Holidays"
              columns={[...COLUMNS, menuColumn({ edit: setEditing, remove: setRemoving })]}
              rows={data}
              rowKey={(row) => row.holiday_id}
              busy={holidays.loading}
              empty={
                <EmptyState icon={HolidayIcon} title="No holidays yet">
                  Add the days on which the school is closed: then nobody is asked for a register
                </EmptyState>
              }
            />
            <Pager
              label="holidays"
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </>
        )}
      </Load>
      <RecordDialog<Holiday>
        open={editing !== null}
        title={edited ? "Edit holiday" : "Add holiday"}
        create="/api/holidays"
        edit={edited ? `/api/holidays/${edited.holiday_id}` : undefined}
        input={holidayInput}
        submit={edited ? "Save" : "Add holiday"}
        done_message={edited ? "Holiday saved" : "Holiday added"}
        onSaved={reload}
        onClose={() => setEditing(null)}
      >
        {(now) => <HolidayFields now={now} />}
      </RecordDialog>
      <ConfirmDialog
        open={removing !== null}
        title={`Delete "${removing?.name}"?`}
        confirm="Delete"
        danger
        busy={remove.busy}
        problem={remove.problem}
        onConfirm={() => removing && void remove.run(removing)}
        onClose={() => {
          remove.reset();
          setRemoving(null);
        }}
      >
        <p>Registers are expected on its days again</p>
      </ConfirmDialog>
    </>
  );
}

const COLUMNS: Column<Holiday>[] = [
  {
    key: "name",
    title: "Name",
    heads_row: true,
    cell: (holiday) => <>{holiday.name} {isNow(holiday) && <Badge tone="good">Now</Badge>}</>,
  },
  { key: "starts_on", title: "First day", cell: ({ starts_on }) => formatDate(starts_on) },
  { key: "ends_on", title: "Last day", cell: ({ ends_on }) => formatDate(ends_on) },
];

function isNow({ starts_on, ends_on }: Holiday): boolean {
  const today = schoolToday();
  return starts_on <= today && today <= ends_on;
}

function menuColumn(
  { edit, remove }: { edit(holiday: Holiday): void; remove(holiday: Holiday): void },
): Column<Holiday> {
  return rowMenu({
    label: (holiday) => `More for ${holiday.name}`,
    items: (holiday) => [
      { label: "Edit", icon: EditIcon, onClick: () => edit(holiday) },
      { label: "Delete", icon: TrashIcon, danger: true, onClick: () => remove(holiday) },
    ],
  });
}

const LONGEST = 366;

function HolidayFields({ now }: { now: Holiday | null }) {
  const [first, setFirst] = useState(now?.starts_on ?? "");
  return (
    <>
      <TextField
        label="Name"
        name="name"
        maxLength={100}
        hint="Such as Half-term"
        defaultValue={now?.name}
        autofocus
      />
      <Fields two>
        <TextField
          label="First day"
          name="starts_on"
          type="date"
          defaultValue={now?.starts_on}
          onInput={(event) => setFirst(event.currentTarget.value)}
        />
        <TextField
          label="Last day"
          name="ends_on"
          type="date"
          hint="The same as the first for a single day"
          min={first || undefined}
          max={first ? addDays(first, LONGEST - 1) : undefined}
          defaultValue={now?.ends_on}
        />
      </Fields>
    </>
  );
}

function holidayInput(values: Record<string, string>): HolidayInput {
  return { name: values.name.trim(), starts_on: values.starts_on, ends_on: values.ends_on };
}
