import { useLocation } from "preact-iso/router";
import { LinkButton } from "../../components/button.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { DayPicker } from "../../components/day_picker.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { CalendarIcon, CheckIcon, ClassesIcon, RegisterIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Pager } from "../../components/pager.tsx";
import { Badge, Tabs, Toolbar } from "../../components/parts.tsx";
import { TableSkeleton } from "../../components/skeleton.tsx";
import type { List, RegisterLine } from "../../lib/api_types.ts";
import { formatLongDate, formatTime, isDate, schoolToday } from "../../lib/dates.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { teacherWords } from "../classes/teacher_words.ts";
import styles from "./registers_page.module.css";

type Status = RegisterLine["status"];

const TABS: { id: Status; title: string }[] = [
  { id: "not_taken", title: "Not taken" },
  { id: "taken", title: "Taken" },
  { id: "not_expected", title: "Not expected" },
];

const WHY: Record<NonNullable<RegisterLine["why"]>, string> = {
  archived: "The class is archived",
  future: "Still to come",
  holiday: "Holiday",
  outside_terms: "Outside the terms",
  no_lesson: "Doesn't meet on this weekday",
  no_students: "Nobody was in it",
};

/** Who has taken the register of a day, and who has not. */
export function RegistersPage() {
  const url = useUrlState({ date: "", status: "not_taken", cursor: "" });
  const { route } = useLocation();
  const { cursor, status } = url.values;
  const date = isDate(url.values.date) ? url.values.date : schoolToday();
  const registers = useQuery<List<RegisterLine>>("/api/registers", { date, cursor, limit: 200 });
  return (
    <>
      <PageHeader title="Registers" sub={formatLongDate(date)} />
      <Toolbar>
        <DayPicker
          date={date}
          href={(day) => url.href({ date: day === schoolToday() ? "" : day })}
          go={route}
        />
      </Toolbar>
      <Load query={registers} skeleton={<TableSkeleton rows={8} />}>
        {({ data, next_cursor }) => {
          const of = (id: string) => data.filter((line) => line.status === id);
          return (
            <>
              <Tabs
                label="Registers"
                tabs={TABS.map((tab) => ({ ...tab, count: of(tab.id).length }))}
                current={status}
                href={(id) => url.href({ status: id, cursor })}
              />
              <DataTable
                caption={`Registers of ${formatLongDate(date)}`}
                columns={COLUMNS}
                rows={of(status)}
                rowKey={(row) => row.class_id}
                busy={registers.loading}
                keep
                empty={<Nothing lines={data} status={status} />}
              />
              <Pager
                label="classes"
                cursor={cursor}
                next_cursor={next_cursor}
                href={(next) => url.href({ cursor: next })}
              />
            </>
          );
        }}
      </Load>
    </>
  );
}

const hrefOf = ({ class_id, date }: RegisterLine) => `/classes/${class_id}/register/${date}`;

const COLUMNS: Column<RegisterLine>[] = [
  {
    key: "name",
    title: "Class",
    heads_row: true,
    cell: (line) => (
      <>
        <a href={hrefOf(line)}>{line.name}</a>
        <small class={styles.note}>{noteOf(line)}</small>
      </>
    ),
  },
  {
    key: "teachers",
    title: "Teachers",
    hide_on_phone: true,
    cell: ({ teachers }) => teacherWords(teachers),
  },
  {
    key: "status",
    title: "Status",
    hide_on_phone: true,
    cell: (line) => <StatusOf line={line} />,
  },
  {
    key: "open",
    title: "Register",
    hide_title: true,
    align: "end",
    cell: (line) =>
      line.status === "not_taken" && (
        <LinkButton
          small
          icon={RegisterIcon}
          href={hrefOf(line)}
          aria-label={`Take the register of ${line.name}`}
        >
          Take
        </LinkButton>
      ),
  },
];

function StatusOf({ line }: { line: RegisterLine }) {
  if (line.status === "taken") return <Badge tone="good">{takenAt(line)}</Badge>;
  if (line.status === "not_taken") return <Badge tone="warn">Not taken</Badge>;
  return <Badge>{line.why && WHY[line.why]}</Badge>;
}

/** On a phone, in place of the columns that are not there. */
function noteOf(line: RegisterLine): string {
  const status = line.status === "taken" ? takenAt(line) : line.why && WHY[line.why];
  return [line.subject, status, teacherWords(line.teachers)].filter(Boolean).join(" · ");
}

/** The time, with the day where the register was taken on another. */
function takenAt({ taken_at, date }: RegisterLine): string {
  const day = formatTime(taken_at, { year: "numeric", month: "numeric", day: "numeric" });
  const that_day = schoolToday(new Date(taken_at!)) === date;
  return `Taken ${that_day ? "" : `${day}, `}${formatTime(taken_at, { timeStyle: "short" })}`;
}

function Nothing({ lines, status }: { lines: RegisterLine[]; status: string }) {
  if (lines.length === 0) {
    return (
      <EmptyState icon={ClassesIcon} title="No classes">
        Classes that are running now appear here
      </EmptyState>
    );
  }
  if (status === "taken") {
    return (
      <EmptyState icon={RegisterIcon} title="No register is taken yet">
        A register counts as taken once it is saved
      </EmptyState>
    );
  }
  if (status === "not_expected") {
    return (
      <EmptyState icon={CalendarIcon} title="Every class meets on this day">
        A class that doesn't meet, or that is on holiday, stands here
      </EmptyState>
    );
  }
  if (lines.every((line) => line.status === "not_expected")) {
    const [{ why }] = lines;
    const of_all = why === "holiday" || why === "outside_terms" || why === "future";
    return (
      <EmptyState icon={CalendarIcon} title="No register is expected on this day">
        {of_all ? WHY[why] : "No class meets on it"}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CheckIcon} title="Every register is in">
      Nothing is missing for this day
    </EmptyState>
  );
}
