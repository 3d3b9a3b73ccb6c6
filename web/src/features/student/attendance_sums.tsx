import { type Column, DataTable } from "../../components/data_table.tsx";
import { Card, Note, Stats } from "../../components/parts.tsx";
import type { AttendanceSummary, AttendanceYear } from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";
import { role } from "../../lib/session.ts";
import { formatNumber, formatRate, plural } from "../../lib/strings.ts";
import styles from "./attendance_tab.module.css";
import { chronicWords } from "./attendance_words.ts";

/** The rate, the days by what they were, and how many in a row. */
export function AttendanceSums({ year }: { year: AttendanceYear }) {
  const { summary, streak, longest_present } = year;
  const { present, absent, excused, late, rate, marked } = summary;
  const away = streak.absent_days > 0;
  return (
    <Card title="Attendance">
      <Stats
        items={[
          {
            label: "Rate",
            value: formatRate(rate),
            note: plural(marked, "marked day", "marked days"),
          },
          { label: "Present", value: formatNumber(present), note: late > 0 && `${late} late` },
          { label: "Absent", value: formatNumber(absent) },
          { label: "Excused", value: formatNumber(excused) },
          {
            label: away ? "Away in a row" : "Present in a row",
            value: plural(away ? streak.absent_days : streak.present_days, "day", "days"),
            note: longest_present > 0 && `Longest present: ${longest_present}`,
          },
        ]}
      />
      {summary.chronic_absence && <Chronic summary={summary} />}
    </Card>
  );
}

function Chronic({ summary }: { summary: AttendanceSummary }) {
  const words = chronicWords(summary);
  if (role.value === "Parent" || role.value === "Student") {
    return (
      <Note tone="warn">
        {words}. From one day in ten, absence begins to cost learning. The school is glad to help:
        talk to the class teacher
      </Note>
    );
  }
  return <Note tone="warn">Chronic absence: {words}. The line is one day in ten</Note>;
}

type Month = AttendanceYear["months"][number];

export function AttendanceMonths({ months }: { months: Month[] }) {
  return (
    <section class={styles.section} aria-label="By month">
      <h2>By month</h2>
      <DataTable
        caption="Attendance by month"
        columns={COLUMNS}
        rows={months}
        rowKey={({ month }) => month}
        keep
      />
    </section>
  );
}

const COLUMNS: Column<Month>[] = [
  {
    key: "month",
    title: "Month",
    heads_row: true,
    cell: ({ month }) => formatDate(`${month}-01`, { month: "short", year: "numeric" }),
  },
  count("marked", "Marked", true),
  count("present", "Present", true),
  count("absent", "Absent"),
  count("excused", "Excused"),
  count("late", "Late", true),
  { key: "rate", title: "Rate", align: "end", cell: ({ rate }) => formatRate(rate) },
];

function count(
  key: "marked" | "present" | "absent" | "excused" | "late",
  title: string,
  hide_on_phone = false,
): Column<Month> {
  return { key, title, align: "end", hide_on_phone, cell: (month) => formatNumber(month[key]) };
}
