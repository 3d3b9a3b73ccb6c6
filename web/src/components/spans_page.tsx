import type { ComponentChildren, ComponentType } from "preact";
import { useState } from "preact/hooks";
import type { List } from "../lib/api_types.ts";
import { formatDate, schoolToday } from "../lib/dates.ts";
import { useUrlState } from "../lib/url_state.ts";
import { useQuery } from "../lib/use_query.ts";
import { Button } from "./button.tsx";
import { type Column, DataTable } from "./data_table.tsx";
import { TextField } from "./field.tsx";
import { Fields } from "./form.tsx";
import { EditIcon, PlusIcon, TrashIcon } from "./icons.tsx";
import { Load } from "./load.tsx";
import type { MenuItem } from "./menu.tsx";
import { PageHeader } from "./page_header.tsx";
import { Pager } from "./pager.tsx";
import { Badge } from "./parts.tsx";
import { RecordDialog } from "./record_dialog.tsx";
import { RemoveDialog } from "./remove_dialog.tsx";
import { rowMenu } from "./row_menu.tsx";
import { TableSkeleton } from "./skeleton.tsx";

/** Days of the school's calendar with a name, both ends included. */
interface Span {
  name: string;
  starts_on: string;
  ends_on: string;
}

interface SpansPageProps<T extends Span> {
  /** As on the page, and in the middle of a sentence: "Terms", "term". */
  title: string;
  noun: string;
  sub: string;
  /** Where they are listed and made. */
  path: string;
  id(span: T): number;
  /** What stands there while there is none. */
  empty: ComponentChildren;
  /** The fields below the name; `now` is null for a new one. */
  days: ComponentType<{ now: T | null }>;
  name: { hint: string; maxLength: number };
  /** What is said before one is deleted. */
  on_delete: string;
  /** Behind the name in the list. */
  badge?(span: T): ComponentChildren;
  /** Between "Edit" and "Delete". */
  actions?(span: T): MenuItem[];
  /** What the page asks besides; `reload` reads the list anew. */
  children?(reload: () => void): ComponentChildren;
}

/** The page of what has a name and days: to list, add, change and delete. */
export function SpansPage<T extends Span>(props: SpansPageProps<T>) {
  const { title, noun, sub, path, id, empty, days: Days, name, on_delete, children } = props;
  const url = useUrlState({ cursor: "" });
  const { cursor } = url.values;
  const spans = useQuery<List<T>>(path, { cursor });
  const [editing, setEditing] = useState<T | "new" | null>(null);
  const [removing, setRemoving] = useState<T | null>(null);
  const edited = editing === "new" ? null : editing;
  const capital = noun[0].toUpperCase() + noun.slice(1);

  function reload() {
    setEditing(null);
    setRemoving(null);
    void spans.reload();
  }

  const add = (
    <Button kind="primary" icon={PlusIcon} onClick={() => setEditing("new")}>Add {noun}</Button>
  );
  return (
    <>
      <PageHeader title={title} sub={sub} actions={add} />
      <Load query={spans} skeleton={<TableSkeleton rows={3} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption={title}
              columns={columnsOf<T>({ ...props, edit: setEditing, remove: setRemoving })}
              rows={data}
              rowKey={id}
              busy={spans.loading}
              empty={empty}
            />
            <Pager
              label={title.toLowerCase()}
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </>
        )}
      </Load>
      <RecordDialog<T>
        open={editing !== null}
        title={edited ? `Edit ${noun}` : `Add ${noun}`}
        create={path}
        edit={edited ? `${path}/${id(edited)}` : undefined}
        input={spanInput}
        submit={edited ? "Save" : `Add ${noun}`}
        done_message={edited ? `${capital} saved` : `${capital} added`}
        onSaved={reload}
        onClose={() => setEditing(null)}
      >
        {(now) => (
          <>
            <TextField label="Name" name="name" {...name} defaultValue={now?.name} autofocus />
            <Fields two>
              <Days now={now} />
            </Fields>
          </>
        )}
      </RecordDialog>
      <RemoveDialog
        what={removing}
        title={({ name }) => `Delete "${name}"?`}
        path={(span) => `${path}/${id(span)}`}
        done_message={`${capital} deleted`}
        onDone={reload}
        onClose={() => setRemoving(null)}
      >
        <p>{on_delete}</p>
      </RemoveDialog>
      {children?.(reload)}
    </>
  );
}

function columnsOf<T extends Span>({ badge, actions, edit, remove }: SpansPageProps<T> & {
  edit(span: T): void;
  remove(span: T): void;
}): Column<T>[] {
  return [
    {
      key: "name",
      title: "Name",
      heads_row: true,
      cell: (span) => (
        <>
          {span.name} {isNow(span) && <Badge tone="good">Now</Badge>} {badge?.(span)}
        </>
      ),
    },
    { key: "starts_on", title: "First day", cell: ({ starts_on }) => formatDate(starts_on) },
    { key: "ends_on", title: "Last day", cell: ({ ends_on }) => formatDate(ends_on) },
    rowMenu({
      label: ({ name }) => `More for ${name}`,
      items: (span) => [
        { label: "Edit", icon: EditIcon, onClick: () => edit(span) },
        ...actions?.(span) ?? [],
        { label: "Delete", icon: TrashIcon, danger: true, onClick: () => remove(span) },
      ],
    }),
  ];
}

function isNow({ starts_on, ends_on }: Span): boolean {
  const today = schoolToday();
  return starts_on <= today && today <= ends_on;
}

function spanInput(values: Record<string, string>): Span {
  return { name: values.name.trim(), starts_on: values.starts_on, ends_on: values.ends_on };
}
