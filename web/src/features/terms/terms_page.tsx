import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { ConfirmDialog } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import {
  ArchiveIcon,
  CalendarIcon,
  EditIcon,
  PlusIcon,
  TrashIcon,
} from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Pager } from "../../components/pager.tsx";
import { Badge } from "../../components/parts.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { List, Term, TermInput } from "../../lib/api_types.ts";
import { formatDate, schoolToday } from "../../lib/dates.ts";
import { api } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";

/** The terms of the school year: what marks and reports belong to. */
export function TermsPage() {
  const url = useUrlState({ cursor: "" });
  const { cursor } = url.values;
  const terms = useQuery<List<Term>>("/api/terms", { cursor });
  const [editing, setEditing] = useState<Term | "new" | null>(null);
  const [removing, setRemoving] = useState<Term | null>(null);
  const [closing, setClosing] = useState<Term | null>(null);
  const edited = editing === "new" ? null : editing;
  const remove = useAction(
    ({ term_id }: Term) => api.remove<void>(`/api/terms/${term_id}`),
    { onDone: reload, done_message: "Term deleted" },
  );

  function reload() {
    setEditing(null);
    setRemoving(null);
    setClosing(null);
    void terms.reload();
  }

  const add = (
    <Button kind="primary" icon={PlusIcon} onClick={() => setEditing("new")}>Add term</Button>
  );
  return (
    <>
      <PageHeader title="Terms" sub="Marks and reports belong to a term" actions={add} />
      <Load query={terms} skeleton={<TableSkeleton rows={3} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption="Terms"
              columns={[
                ...COLUMNS,
                menuColumn({ edit: setEditing, close: setClosing, remove: setRemoving }),
              ]}
              rows={data}
              rowKey={(row) => row.term_id}
              busy={terms.loading}
              empty={
                <EmptyState icon={CalendarIcon} title="No terms yet">
                  Add the term that runs now: then teachers can enter its marks
                </EmptyState>
              }
            />
            <Pager
              label="terms"
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </>
        )}
      </Load>
      <RecordDialog<Term>
        open={editing !== null}
        title={edited ? "Edit term" : "Add term"}
        create="/api/terms"
        edit={edited ? `/api/terms/${edited.term_id}` : undefined}
        input={termInput}
        submit={edited ? "Save" : "Add term"}
        done_message={edited ? "Term saved" : "Term added"}
        onSaved={reload}
        onClose={() => setEditing(null)}
      >
        {(now) => <TermFields now={now} />}
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
        <p>Only a term without marks and reports can be deleted</p>
      </ConfirmDialog>
      <CloseTerm term={closing} onDone={reload} onClose={() => setClosing(null)} />
    </>
  );
}

/** Closes a term whose results are done, or opens it for a late change. */
function CloseTerm(
  { term, onDone, onClose }: { term: Term | null; onDone(): void; onClose(): void },
) {
  const is_closed = term?.closed_at !== null;
  const turn = useAction(
    ({ term_id, closed_at }: Term) =>
      api.post<Term>(`/api/terms/${term_id}/${closed_at ? "open" : "close"}`),
    { onDone, done_message: (done) => done.closed_at ? "Term closed" : "Term open again" },
  );
  return (
    <ConfirmDialog
      open={term !== null}
      title={is_closed ? `Open "${term?.name}" again?` : `Close "${term?.name}"?`}
      confirm={is_closed ? "Open again" : "Close the term"}
      busy={turn.busy}
      problem={turn.problem}
      onConfirm={() => term && void turn.run(term)}
      onClose={() => {
        turn.reset();
        onClose();
      }}
    >
      <p>
        {is_closed
          ? "Scores, results and marks of the term can be changed again"
          : "Scores, results and marks of the term can then be read and no longer be changed, until an Admin opens it again"}
      </p>
    </ConfirmDialog>
  );
}

const COLUMNS: Column<Term>[] = [
  {
    key: "name",
    title: "Name",
    heads_row: true,
    cell: (term) => (
      <>
        {term.name} {runsNow(term) && <Badge tone="good">Now</Badge>}{" "}
        {term.closed_at && <Badge>Closed</Badge>}
      </>
    ),
  },
  { key: "starts_on", title: "First day", cell: ({ starts_on }) => formatDate(starts_on) },
  { key: "ends_on", title: "Last day", cell: ({ ends_on }) => formatDate(ends_on) },
];

function runsNow({ starts_on, ends_on }: Term): boolean {
  const today = schoolToday();
  return starts_on <= today && today <= ends_on;
}

function menuColumn(
  { edit, close, remove }: Record<"edit" | "close" | "remove", (term: Term) => void>,
): Column<Term> {
  return rowMenu({
    label: (term) => `More for ${term.name}`,
    items: (term) => [
      { label: "Edit", icon: EditIcon, onClick: () => edit(term) },
      {
        label: term.closed_at ? "Open again" : "Close",
        icon: ArchiveIcon,
        onClick: () => close(term),
      },
      { label: "Delete", icon: TrashIcon, danger: true, onClick: () => remove(term) },
    ],
  });
}

function TermFields({ now }: { now: Term | null }) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        maxLength={200}
        hint="Such as Autumn term 2026"
        defaultValue={now?.name}
        autofocus
      />
      <Fields two>
        <TextField label="First day" name="starts_on" type="date" defaultValue={now?.starts_on} />
        <TextField label="Last day" name="ends_on" type="date" defaultValue={now?.ends_on} />
      </Fields>
    </>
  );
}

function termInput(values: Record<string, string>): TermInput {
  return { name: values.name.trim(), starts_on: values.starts_on, ends_on: values.ends_on };
}
