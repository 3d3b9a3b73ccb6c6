import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { TextField } from "../../components/field.tsx";
import { Fields } from "../../components/form.tsx";
import { ClipIcon, EditIcon, PlusIcon, StarIcon, TrashIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { rowMenu } from "../../components/row_menu.tsx";
import { Pager } from "../../components/pager.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import { RemoveDialog } from "../../components/remove_dialog.tsx";
import type { Activity, ActivityInput, List, Student } from "../../lib/api_types.ts";
import { formatDate, schoolToday } from "../../lib/dates.ts";
import { blankToNull, plural } from "../../lib/strings.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { ActivityFiles } from "./activity_files.tsx";
import { TabBar } from "./tab_bar.tsx";

export function ActivitiesTab({ student, can_write }: { student: Student; can_write: boolean }) {
  const { student_id, name } = student;
  const path = `/api/students/${student_id}/activities`;
  const url = useUrlState({ cursor: "" });
  const { cursor } = url.values;
  const activities = useQuery<List<Activity>>(path, { cursor });
  const [editing, setEditing] = useState<Activity | "new" | null>(null);
  const [removing, setRemoving] = useState<Activity | null>(null);
  const [filed, setFiled] = useState<Activity | null>(null);
  const edited = editing === "new" ? null : editing;

  function reload() {
    setEditing(null);
    setRemoving(null);
    void activities.reload();
  }

  const columns = [...COLUMNS, filesColumn({ can_write, show: setFiled })];
  if (can_write) columns.push(menuColumn({ edit: setEditing, remove: setRemoving }));
  return (
    <>
      {can_write && (
        <TabBar>
          <Button kind="primary" icon={PlusIcon} onClick={() => setEditing("new")}>
            Add an activity
          </Button>
        </TabBar>
      )}
      <Load query={activities} skeleton={<TableSkeleton rows={3} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption={`Activities of ${name}`}
              columns={columns}
              rows={data}
              rowKey={(row) => row.activity_id}
              busy={activities.loading}
              empty={
                <EmptyState icon={StarIcon} title="No activities yet">
                  {can_write
                    ? "Clubs, teams, competitions, concerts: add what should stand in the report"
                    : "Clubs, teams and competitions appear here when the school has entered them"}
                </EmptyState>
              }
            />
            <Pager
              label="activities"
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </>
        )}
      </Load>
      <RecordDialog<Activity>
        open={editing !== null}
        title={edited ? "Edit activity" : `Add an activity for ${name}`}
        create={path}
        edit={edited ? `${path}/${edited.activity_id}` : undefined}
        input={activityInput}
        submit={edited ? "Save" : "Add activity"}
        done_message={edited ? "Activity saved" : "Activity added"}
        onSaved={reload}
        onClose={() => setEditing(null)}
      >
        {(now) => <ActivityFields now={now} />}
      </RecordDialog>
      <ActivityFiles
        activity={filed}
        can_write={can_write}
        onChange={() => void activities.reload()}
        onClose={() => setFiled(null)}
      />
      <RemoveActivity activity={removing} onDone={reload} onClose={() => setRemoving(null)} />
    </>
  );
}

const COLUMNS: Column<Activity>[] = [
  { key: "activity_name", title: "Activity", heads_row: true, cell: (row) => row.activity_name },
  { key: "date", title: "Date", cell: (row) => formatDate(row.participation_date) },
  { key: "role", title: "Role", cell: (row) => row.role },
  { key: "achievement", title: "Achievement", cell: (row) => row.achievement },
];

function filesColumn(
  { can_write, show }: { can_write: boolean; show(activity: Activity): void },
): Column<Activity> {
  return {
    key: "files",
    title: "Files",
    cell: (activity) => {
      const { activity_name, file_count } = activity;
      const words = plural(file_count, "file", "files");
      if (file_count === 0 && !can_write) return null;
      return (
        <Button
          small
          kind={file_count === 0 ? "quiet" : "secondary"}
          icon={ClipIcon}
          aria-label={file_count === 0
            ? `Add files to ${activity_name}`
            : `${words} of ${activity_name}`}
          onClick={() => show(activity)}
        >
          {file_count === 0 ? "Add files" : words}
        </Button>
      );
    },
  };
}

function menuColumn(
  { edit, remove }: { edit(activity: Activity): void; remove(activity: Activity): void },
): Column<Activity> {
  return rowMenu({
    label: (activity) => `More for ${activity.activity_name}`,
    items: (activity) => [
      { label: "Edit", icon: EditIcon, onClick: () => edit(activity) },
      { label: "Delete", icon: TrashIcon, danger: true, onClick: () => remove(activity) },
    ],
  });
}

function ActivityFields({ now }: { now: Activity | null }) {
  return (
    <Fields two>
      <TextField
        label="Activity"
        name="activity_name"
        maxLength={200}
        autofocus
        defaultValue={now?.activity_name}
      />
      <TextField
        label="Date"
        name="participation_date"
        type="date"
        defaultValue={now?.participation_date ?? schoolToday()}
      />
      <TextField
        label="Role"
        name="role"
        optional
        maxLength={200}
        hint="Captain, first violin, helper"
        defaultValue={now?.role ?? ""}
      />
      <TextField
        label="Achievement"
        name="achievement"
        optional
        maxLength={500}
        hint="Second in the county"
        defaultValue={now?.achievement ?? ""}
      />
    </Fields>
  );
}

function activityInput(values: Record<string, string>): ActivityInput {
  return {
    activity_name: values.activity_name.trim(),
    participation_date: values.participation_date,
    role: blankToNull(values.role),
    achievement: blankToNull(values.achievement),
  };
}

function RemoveActivity(
  { activity, onDone, onClose }: {
    activity: Activity | null;
    onDone(): void;
    onClose(): void;
  },
) {
  return (
    <RemoveDialog
      what={activity}
      title={({ activity_name }) => `Delete "${activity_name}"?`}
      path={({ student_id, activity_id }) =>
        `/api/students/${student_id}/activities/${activity_id}`}
      done_message="Activity deleted"
      onDone={onDone}
      onClose={onClose}
    >
      <p>
        {activity?.file_count ? "Its files are deleted with it. " : ""}
        Reports that are issued already keep it
      </p>
    </RemoveDialog>
  );
}
