import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { Select } from "../../components/field.tsx";
import { Fields, Form } from "../../components/form.tsx";
import { DownloadIcon, EyeIcon, MarksIcon, PlusIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { Pager } from "../../components/pager.tsx";
import { Badge } from "../../components/parts.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { Gpa, List, Report, ReportType, Student, Term } from "../../lib/api_types.ts";
import { formatTime, schoolToday } from "../../lib/dates.ts";
import { downloadFile, openFile } from "../../lib/open_file.ts";
import type { Problem } from "../../lib/problem.ts";
import { api, role } from "../../lib/session.ts";
import { useAction } from "../../lib/use_action.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { termNames, termOf } from "./grade_groups.ts";
import { reportFileName } from "./report_file.ts";
import styles from "./reports_tab.module.css";
import { TabBar } from "./tab_bar.tsx";

export function ReportsTab({ student, can_write }: { student: Student; can_write: boolean }) {
  const { student_id, name } = student;
  const is_staff = role.value === "Admin" || role.value === "Teacher";
  const url = useUrlState({ cursor: "" });
  const { cursor } = url.values;
  const reports = useQuery<List<Report>>(`/api/students/${student_id}/reports`, { cursor });
  const terms = useQuery<List<Term>>(is_staff ? "/api/terms" : null, { limit: 200 });
  const gpa = useQuery<Gpa>(is_staff ? null : `/api/students/${student_id}/gpa`);
  const names = termNames(terms.value?.data ?? null, gpa.value);
  const [asking, setAsking] = useState(false);

  const columns: Column<Report>[] = [
    { key: "type", title: "Report", heads_row: true, cell: ({ type }) => WORDS[type].title },
    {
      key: "term",
      title: "Term",
      cell: ({ term_id }) =>
        term_id === null
          ? "All terms"
          : names.find((known) => known.term_id === term_id)?.name ?? "",
    },
    { key: "at", title: "Made", cell: ({ generated_at }) => formatTime(generated_at) },
    {
      key: "file",
      title: "File",
      hide_title: true,
      align: "end",
      cell: (report) => <File report={report} name={name} />,
    },
  ];
  return (
    <>
      {can_write && (
        <TabBar>
          <Button kind="primary" icon={PlusIcon} onClick={() => setAsking(true)}>
            Make a report
          </Button>
        </TabBar>
      )}
      <Load query={reports} skeleton={<TableSkeleton rows={3} />}>
        {({ data, next_cursor }) => (
          <>
            <DataTable
              caption={`Reports of ${name}`}
              columns={columns}
              rows={data}
              rowKey={(row) => row.report_id}
              busy={reports.loading}
              empty={
                <EmptyState icon={MarksIcon} title="No reports yet">
                  {can_write
                    ? "A report holds the marks, the GPA, the attendance and the activities, as a PDF to print"
                    : "Reports appear here when the school has made them"}
                </EmptyState>
              }
            />
            <Pager
              label="reports"
              cursor={cursor}
              next_cursor={next_cursor}
              href={(next) => url.href({ cursor: next })}
            />
          </>
        )}
      </Load>
      <MakeReportDialog
        student={student}
        open={asking}
        terms={terms.value?.data ?? []}
        onDone={() => {
          setAsking(false);
          void reports.reload();
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

const WORDS: Record<ReportType, { title: string; about: string }> = {
  Progress: { title: "Progress report", about: "Progress: how it is going in a term" },
  Achievement: { title: "Achievement report", about: "Achievement: what was reached" },
};

function File({ report, name }: { report: Report; name: string }) {
  const [busy, setBusy] = useState<"open" | "download" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { status, report_url, type } = report;
  if (status === "failed") return <Badge tone="bad">Failed: make it again</Badge>;
  if (status === "pending" || !report_url) return <Badge>Being made</Badge>;
  const file_name = reportFileName({ ...report, name });

  async function run(which: "open" | "download", work: Promise<Problem | null>) {
    setBusy(which);
    setProblem(null);
    setProblem(await work);
    setBusy(null);
  }

  return (
    <div class={styles.file}>
      <div class={styles.buttons}>
        <Button
          small
          icon={EyeIcon}
          busy={busy === "open"}
          aria-label={`Open ${WORDS[type].title}, ${formatTime(report.generated_at)}`}
          onClick={() => void run("open", openFile(report_url, file_name))}
        >
          Open
        </Button>
        <Button
          small
          icon={DownloadIcon}
          busy={busy === "download"}
          aria-label={`Download ${WORDS[type].title}, ${formatTime(report.generated_at)}`}
          onClick={() => void run("download", downloadFile(report_url, file_name))}
        >
          Download
        </Button>
      </div>
      {problem && <ErrorPanel problem={problem} />}
    </div>
  );
}

interface MakeReportDialogProps {
  student: Student;
  open: boolean;
  terms: Term[];
  onDone(): void;
  onClose(): void;
}

// Fonts and layout are loaded with the first report of a server: that one may take a while.
const TIMEOUT_MS = 60_000;

function MakeReportDialog({ student, open, terms, onDone, onClose }: MakeReportDialogProps) {
  const make = useAction(
    (input: { type: ReportType; term_id: number | null }) =>
      api.post<Report>(`/api/students/${student.student_id}/generate-report`, input, {
        timeout_ms: TIMEOUT_MS,
      }),
    { onDone, done_message: "Report made" },
  );
  return (
    <Dialog
      open={open}
      title={`Make a report for ${student.name}`}
      onClose={() => {
        make.reset();
        onClose();
      }}
    >
      <Form
        problem={make.problem}
        onSubmit={({ type, term_id }) =>
          void make.run({ type: type as ReportType, term_id: term_id ? Number(term_id) : null })}
      >
        <Fields>
          <Select
            label="Report"
            name="type"
            options={Object.entries(WORDS).map(([value, { about }]) => ({ value, label: about }))}
          />
          <Select
            label="Term"
            name="term_id"
            optional
            hint="An issued report never changes; later marks come into the next one"
            value={termOf(schoolToday(), terms)?.term_id}
            options={[
              { value: "", label: "All terms" },
              ...terms.map(({ term_id, name }) => ({ value: term_id, label: name })),
            ]}
          />
        </Fields>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={make.busy}>Make the report</Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
