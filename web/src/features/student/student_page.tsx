import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { EditIcon, SendIcon } from "../../components/icons.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Avatar, Badge, Tabs } from "../../components/parts.tsx";
import { RecordDialog } from "../../components/record_dialog.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { Student } from "../../lib/api_types.ts";
import { me, role } from "../../lib/session.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { SendNoticeDialog } from "../notices/send_notice_dialog.tsx";
import { StudentFields, studentInput } from "../students/student_fields.tsx";
import { ActivitiesTab } from "./activities_tab.tsx";
import { AttendanceTab } from "./attendance_tab.tsx";
import { GuardiansTab } from "./guardians_tab.tsx";
import { MarksTab } from "./marks_tab.tsx";
import { Particulars } from "./particulars.tsx";
import { ReportsTab } from "./reports_tab.tsx";
import { ArchivedNote, StudentMenu } from "./student_menu.tsx";
import { StudentPhoto } from "./student_photo.tsx";

/** A child's record: the staff's page to work on, and the family's own view. */
export function StudentPage({ params }: { params: { id: string } }) {
  // Another child is another page: nothing of the first may stay in a dialog or a field.
  return <StudentView key={params.id} id={params.id} />;
}

function StudentView({ id }: { id: string }) {
  const query = useQuery<Student>(`/api/students/${id}`);
  const student = query.value;
  if (query.problem) {
    return (
      <>
        <PageHeader title="Student" back={backLink()} />
        <ErrorPanel problem={query.problem} onRetry={() => void query.reload()} />
      </>
    );
  }
  return (
    <>
      <Header student={student} onChange={query.set} onReload={query.reload} />
      {student ? <Sections student={student} /> : <Skeleton lines={8} />}
    </>
  );
}

interface HeaderProps {
  student: Student | null;
  onChange(student: Student): void;
  onReload(): Promise<void>;
}

function Header({ student, onChange, onReload }: HeaderProps) {
  const [open, setOpen] = useState<"edit" | "notice" | null>(null);
  const is_admin = role.value === "Admin";
  const is_staff = is_admin || role.value === "Teacher";
  const name = student?.name ?? "Student";
  return (
    <>
      <PageHeader
        title={name}
        back={backLink()}
        lead={student ? <StudentPhoto student={student} /> : <Avatar name={name} large />}
        sub={student && <Sub student={student} />}
        actions={student && is_staff && (
          <>
            {!student.archived_at && (
              <Button icon={SendIcon} onClick={() => setOpen("notice")}>Send a notice</Button>
            )}
            {is_admin && <Button icon={EditIcon} onClick={() => setOpen("edit")}>Edit</Button>}
            <StudentMenu student={student} onChange={onChange} />
          </>
        )}
      />
      {student && (
        <>
          <ArchivedNote student={student} onChange={onChange} />
          <Particulars student={student} />
          <RecordDialog<Student>
            open={open === "edit"}
            title="Edit particulars"
            wide
            edit={`/api/students/${student.student_id}`}
            input={studentInput}
            submit="Save"
            done_message="Particulars saved"
            onSaved={() => {
              setOpen(null);
              void onReload();
            }}
            onClose={() => setOpen(null)}
          >
            {(now) => <StudentFields now={now} />}
          </RecordDialog>
          <SendNoticeDialog
            open={open === "notice"}
            onClose={() => setOpen(null)}
            to={{ student_ids: [student.student_id] }}
            to_label={student.name}
          />
        </>
      )}
    </>
  );
}

function Sub({ student }: { student: Student }) {
  const { grade_level, student_number, archived_at } = student;
  const words = [grade_level && `Grade ${grade_level}`, student_number].filter(Boolean);
  return (
    <>
      {words.join(" · ")}
      {archived_at && (
        <>
          {words.length > 0 && " "}
          <Badge tone="warn">Archived</Badge>
        </>
      )}
    </>
  );
}

function Sections({ student }: { student: Student }) {
  const url = useUrlState({ tab: "marks" });
  const { student_id, name, archived_at } = student;
  const is_staff = role.value === "Admin" || role.value === "Teacher";
  const can_write = is_staff && !archived_at;
  const tabs = [
    { id: "marks", title: "Marks" },
    { id: "attendance", title: "Attendance" },
    { id: "activities", title: "Activities" },
    { id: "reports", title: "Reports" },
    ...(is_staff ? [{ id: "guardians", title: "Guardians" }] : []),
  ];
  const { tab } = url.values;
  return (
    <>
      <Tabs
        label={`Record of ${name}`}
        tabs={tabs}
        current={tab}
        href={(id) => tabHref(student_id, id)}
      />
      {tab === "attendance"
        ? <AttendanceTab student={student} can_write={can_write} />
        : tab === "activities"
        ? <ActivitiesTab student={student} can_write={can_write} />
        : tab === "reports"
        ? <ReportsTab student={student} can_write={can_write} />
        : tab === "guardians" && is_staff
        ? <GuardiansTab student={student} />
        : <MarksTab student={student} can_write={can_write} />}
    </>
  );
}

/** A tab begins at its own first page, without the filters of another one. */
function tabHref(student_id: number, tab: string): string {
  return `/students/${student_id}${tab === "marks" ? "" : `?tab=${tab}`}`;
}

function backLink() {
  if (role.value === "Student") return undefined;
  if (role.value !== "Parent") return { href: "/students", label: "Students" };
  return (me.value?.students.length ?? 0) > 1
    ? { href: "/students", label: "Your children" }
    : { href: "/", label: "Home" };
}
