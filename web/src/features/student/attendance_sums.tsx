import cards from "../../components/cards.module.css";
import { type Column, DataTable } from "../../components/data_table.tsx";
import {
  countColumn,
  DAYS_COLUMNS,
  monthColumn,
  RATE_COLUMN,
} from "../../components/days_columns.tsx";
import { Card, Note, Stats } from "../../components/parts.tsx";
import type { AttendanceSummary, AttendanceYear } from "../../lib/api_types.ts";
import { role } from "../../lib/session.ts";
import { formatNumber, formatRate, plural } from "../../lib/strings.ts";
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
    <section class={cards.section} aria-label="By month">
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
  monthColumn(),
  ...DAYS_COLUMNS.slice(0, -1),
  countColumn("late", "Late", { hide_on_phone: true }),
  RATE_COLUMN,
];
