import type { ComponentChildren } from "preact";
import { AtRiskCard } from "../../components/at_risk_card.tsx";
import { LinkButton } from "../../components/button.tsx";
import cards from "../../components/cards.module.css";
import { BarChart, LineChart } from "../../components/charts/chart.tsx";
import { type Column, DataTable } from "../../components/data_table.tsx";
import { DAYS_COLUMNS, monthColumn } from "../../components/days_columns.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { RegisterIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { PageHeader } from "../../components/page_header.tsx";
import { Card, Stack, Stats, Toolbar } from "../../components/parts.tsx";
import { PeriodSelect } from "../../components/period_select.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { AdminHome, Days, List, SchoolSummary, Term } from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatGpa, formatNumber, formatRate, plural } from "../../lib/strings.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { gpaBars, lowestShown, wholePercent } from "./summary_charts.ts";

/** The school's attendance and GPAs, of a term or of this school year. */
export function SchoolSummaryPage() {
  const url = useUrlState({ term: "" });
  const { term } = url.values;
  const terms = useQuery<List<Term>>("/api/terms", { limit: 200 });
  const chosen = terms.value?.data.find(({ term_id }) => String(term_id) === term);
  const summary = useQuery<SchoolSummary>(term && !chosen ? null : "/api/summary", {
    from: chosen?.starts_on,
    to: chosen?.ends_on,
  });
  const home = useQuery<AdminHome>("/api/home");
  const gone = term !== "" && terms.value !== null && !chosen;
  return (
    <>
      <PageHeader
        title="School summary"
        sub={summary.value && `${formatDate(summary.value.from)} – ${formatDate(summary.value.to)}`}
        back={{ href: "/", label: "Home" }}
      />
      <Toolbar>
        <PeriodSelect terms={terms.value} term={term} onChange={(term) => url.set({ term })} />
      </Toolbar>
      {gone
        ? (
          <EmptyState
            icon={RegisterIcon}
            title="This term is not there any more"
            actions={<LinkButton href="/summary">Show this school year</LinkButton>}
          />
        )
        : term && terms.problem
        ? <ErrorPanel problem={terms.problem} onRetry={() => void terms.reload()} />
        : (
          <Load query={summary} skeleton={<Skeleton lines={10} />}>
            {(found) => <Summary summary={found} home={home.value} />}
          </Load>
        )}
    </>
  );
}

function Summary({ summary, home }: { summary: SchoolSummary; home: AdminHome | null }) {
  const { months, grade_levels } = summary;
  return (
    <Stack>
      <Sums summary={summary} />
      <div class={cards.pair}>
        <ByMonth months={months} />
        <Gpas gpa={summary.gpa} />
      </div>
      {months.length > 0 && (
        <>
          <Table title="By grade level">
            <DataTable
              caption="Attendance by grade level"
              columns={LEVEL_COLUMNS}
              rows={grade_levels}
              rowKey={({ grade_level }) => grade_level ?? ""}
              keep
            />
          </Table>
          <Table title="By month">
            <DataTable
              caption="Attendance by month"
              columns={MONTH_COLUMNS}
              rows={months}
              rowKey={({ month }) => month}
              keep
            />
          </Table>
        </>
      )}
      {home && (
        <AtRiskCard
          at_risk={home.at_risk}
          count={home.at_risk_count}
          where="on the roll"
          note="Of this school year"
        />
      )}
      <p class={cards.links}>
        <a href="/students">All students</a>
        <a href="/classes">All classes</a>
        <a href="/registers">Today's registers</a>
      </p>
    </Stack>
  );
}

function Table({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class={cards.section} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Sums({ summary }: { summary: SchoolSummary }) {
  const { students, marked, absent, excused, rate, gpa } = summary;
  return (
    <Card>
      <Stats
        items={[
          { label: "Students", value: formatNumber(students), note: "On the roll now" },
          {
            label: "Attendance",
            value: formatRate(rate),
            note: marked === 0
              ? "No register taken"
              : `Of ${plural(marked, "day", "days")} with a mark`,
          },
          { label: "Absent", value: formatNumber(absent) },
          { label: "Excused", value: formatNumber(excused) },
          {
            label: "Average GPA",
            value: formatGpa(gpa.average),
            note: gpa.counted === 0
              ? "No counted marks yet"
              : `Of ${plural(gpa.counted, "child", "children")}, out of ${gpa.maximum}`,
          },
        ]}
      />
    </Card>
  );
}

function ByMonth({ months }: Pick<SchoolSummary, "months">) {
  const from = lowestShown(months);
  return (
    <Card title="Attendance by month">
      {months.length === 0
        ? <p class={cards.quiet}>No register was taken in these days</p>
        : (
          <LineChart
            title="Attendance by month"
            points={months.map(({ month, rate }) => ({
              label: formatDate(`${month}-01`, { month: "short" }),
              value: rate,
            }))}
            heads={["Month", "Days present"]}
            format={wholePercent}
            from={from}
            to={1}
          />
        )}
      {months.length > 0 && from > 0 && (
        <p class={cards.quiet}>The bottom of the chart is {wholePercent(from)}</p>
      )}
    </Card>
  );
}

function Gpas({ gpa }: Pick<SchoolSummary, "gpa">) {
  return (
    <Card title="How the GPAs lie">
      {gpa.counted === 0 ? <p class={cards.quiet}>No child has a counted mark yet</p> : (
        <>
          <BarChart
            title="Children by GPA"
            points={gpaBars(gpa.distribution)}
            heads={["GPA", "Children"]}
          />
          <p class={cards.quiet}>Over all the marks of the children on the roll</p>
        </>
      )}
    </Card>
  );
}

type Level = SchoolSummary["grade_levels"][number];

const LEVEL_COLUMNS: Column<Level>[] = [
  {
    key: "grade_level",
    title: "Grade level",
    heads_row: true,
    cell: ({ grade_level }) =>
      grade_level === null
        ? "No grade level"
        : (
          <a href={`/students?${new URLSearchParams({ grade_level })}`}>
            Grade {grade_level}
          </a>
        ),
  },
  ...DAYS_COLUMNS,
];

const MONTH_COLUMNS: Column<Days & { month: string }>[] = [monthColumn(), ...DAYS_COLUMNS];
