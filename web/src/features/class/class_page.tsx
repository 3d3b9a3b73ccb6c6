import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/dialog.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { ArchiveIcon, EditIcon, SendIcon } from "../../components/icons.tsx";
import { Menu } from "../../components/menu.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Badge, Tabs } from "../../components/parts.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { Class } from "../../lib/api_types.ts";
import { weekdayName } from "../../lib/dates.ts";
import { api, role } from "../../lib/session.ts";
import { plural } from "../../lib/strings.ts";
import { useAction } from "../../lib/use_action.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { ClassFields, classInput } from "../classes/class_fields.tsx";
import { SendNoticeDialog } from "../notices/send_notice_dialog.tsx";
import { ClassMarksTab } from "./class_marks_tab.tsx";
import { ClassRegisterTab } from "./class_register_tab.tsx";
import { OverviewTab } from "./overview_tab.tsx";
import { RosterTab } from "./roster_tab.tsx";
import { TeachersTab } from "./teachers_tab.tsx";

export function ClassPage({ params }: { params: { id: string } }) {
  return <ClassView key={params.id} id={params.id} />;
}

const BACK = { href: "/classes", label: "Classes" };

function ClassView({ id }: { id: string }) {
  const query = useQuery<Class>(`/api/classes/${id}`);
  const url = useUrlState({ tab: "overview", term: "" });
  const { value, problem } = query;
  if (problem) {
    return (
      <>
        <PageHeader title="Class" back={BACK} />
        <ErrorPanel problem={problem} onRetry={() => void query.reload()} />
      </>
    );
  }
  const { tab } = url.values;
  return (
    <>
      <Header value={value} onChange={query.set} onReload={() => void query.reload()} />
      {value
        ? (
          <>
            <Tabs
              label={`Class ${value.name}`}
              current={tab}
              href={(next) => url.href({ tab: next, term: "" })}
              tabs={[
                { id: "overview", title: "Overview" },
                { id: "roster", title: "Roster", count: value.student_count },
                { id: "register", title: "Register" },
                { id: "marks", title: "Marks" },
                { id: "teachers", title: "Teachers", count: value.teachers.length },
              ]}
            />
            {tab === "register"
              ? <ClassRegisterTab value={value} />
              : tab === "marks"
              ? <ClassMarksTab value={value} />
              : tab === "teachers"
              ? <TeachersTab value={value} onChange={query.set} />
              : tab === "roster"
              ? <RosterTab value={value} onChange={() => void query.reload()} />
              : <OverviewTab value={value} />}
          </>
        )
        : <Skeleton lines={8} />}
    </>
  );
}

interface HeaderProps {
  value: Class | null;
  onChange(value: Class): void;
  onReload(): void;
}

function Header({ value, onChange, onReload }: HeaderProps) {
  const [open, setOpen] = useState<"edit" | "notice" | "archive" | null>(null);
  const is_admin = role.value === "Admin";
  const path = `/api/classes/${value?.class_id}`;
  const archive = useAction(
    (_: null) => api.remove<Class>(path),
    { onDone: done, done_message: "Class archived" },
  );
  const restore = useAction(
    (_: null) => api.post<Class>(`${path}/restore`),
    { onDone: done, done_message: "Class restored" },
  );

  function done(next: Class) {
    setOpen(null);
    onChange(next);
  }

  return (
    <>
      <PageHeader
        title={value?.name ?? "Class"}
        back={BACK}
        sub={value && <Sub value={value} />}
        actions={value && (
          <>
            {!value.archived_at && (
              <Button icon={SendIcon} onClick={() => setOpen("notice")}>Send a notice</Button>
            )}
            {is_admin && <Button icon={EditIcon} onClick={() => setOpen("edit")}>Edit</Button>}
            {is_admin && (
              <Menu
                label={`More for ${value.name}`}
                items={[
                  value.archived_at
                    ? {
                      label: "Restore",
                      icon: ArchiveIcon,
                      onClick: () => void restore.run(null),
                    }
                    : { label: "Archive", icon: ArchiveIcon, onClick: () => setOpen("archive") },
                ]}
              />
            )}
          </>
        )}
      />
      {restore.problem && <ErrorPanel problem={restore.problem} />}
      {value && (
        <>
          <RecordDialog<Class>
            open={open === "edit"}
            title="Edit class"
            edit={path}
            input={classInput}
            submit="Save"
            done_message="Class saved"
            onSaved={() => {
              setOpen(null);
              onReload();
            }}
            onClose={() => setOpen(null)}
          >
            {(now) => <ClassFields now={now} />}
          </RecordDialog>
          <ConfirmDialog
            open={open === "archive"}
            title={`Archive "${value.name}"?`}
            confirm="Archive"
            busy={archive.busy}
            problem={archive.problem}
            onConfirm={() => void archive.run(null)}
            onClose={() => setOpen(null)}
          >
            <p>
              Its register and its marks stay and can be read. Nothing new can be entered until it
              is restored
            </p>
          </ConfirmDialog>
          <SendNoticeDialog
            open={open === "notice"}
            onClose={() => setOpen(null)}
            to={{ class_id: value.class_id }}
            to_label={value.name}
          />
        </>
      )}
    </>
  );
}

function Sub({ value }: { value: Class }) {
  const { subject, grade_level, level, meets_on, student_count, archived_at } = value;
  const words = [
    subject,
    grade_level && `Grade ${grade_level}`,
    level !== "Regular" && level,
    meets_on && (meets_on.map((day) => weekdayName(day, "short")).join(", ") || "No lessons"),
    plural(student_count, "student", "students"),
  ].filter(Boolean).join(" · ");
  return <>{words} {archived_at && <Badge tone="warn">Archived</Badge>}</>;
}
