import { AtRiskCard } from "../../components/at_risk_card.tsx";
import { LinkButton } from "../../components/button.tsx";
import cards from "../../components/cards.module.css";
import { BarChart } from "../../components/charts/chart.tsx";
import { EmptyState } from "../../components/empty_state.tsx";
import { MarksIcon, StudentsIcon } from "../../components/icons.tsx";
import { Load } from "../../components/load.tsx";
import { Card, Stack, Stats, Toolbar } from "../../components/parts.tsx";
import { PeriodSelect } from "../../components/period_select.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { Class, ClassSummary, List, Term } from "../../lib/api_types.ts";
import { formatGpa, formatNumber, formatRate, plural } from "../../lib/strings.ts";
import { useUrlState } from "../../lib/url_state.ts";
import { useQuery } from "../../lib/use_query.ts";
import { markBars } from "./mark_bars.ts";
import { TodaysRegister } from "./todays_register.tsx";

/** How the class stands in a term, or in this school year. */
export function OverviewTab({ value }: { value: Class }) {
  const { class_id, archived_at } = value;
  const url = useUrlState({ term: "" });
  const { term } = url.values;
  const terms = useQuery<List<Term>>("/api/terms", { limit: 200 });
  const summary = useQuery<ClassSummary>(`/api/classes/${class_id}/summary`, { term_id: term });
  return (
    <Stack>
      {!archived_at && (
        <TodaysRegister value={value}>
          <LinkButton icon={MarksIcon} href={`/classes/${class_id}/gradebook`}>
            Gradebook
          </LinkButton>
        </TodaysRegister>
      )}
      <Toolbar>
        <PeriodSelect terms={terms.value} term={term} onChange={(term) => url.set({ term })} />
      </Toolbar>
      <Load query={summary} skeleton={<Skeleton lines={8} />}>
        {(found) =>
          isEmpty(found) ? <NobodyYet class_id={class_id} /> : (
            <>
              <Sums summary={found} />
              <div class={cards.pair}>
                <Marks summary={found} term={term} />
                <AtRiskCard
                  at_risk={found.at_risk}
                  count={found.at_risk_count}
                  where="in the class"
                  note="Each child's days at school are counted, in whatever class they were marked"
                />
              </div>
            </>
          )}
      </Load>
    </Stack>
  );
}

/** Nobody is in the class, and nothing was ever entered in it. */
function isEmpty({ students, attendance, grades }: ClassSummary): boolean {
  return students === 0 && attendance.rate === null && grades.count === 0;
}

function NobodyYet({ class_id }: { class_id: number }) {
  return (
    <Card>
      <EmptyState
        icon={StudentsIcon}
        title="Nobody is in this class yet"
        actions={<LinkButton href={`/classes/${class_id}?tab=roster`}>Open the roster</LinkButton>}
      >
        Its attendance and its marks are summed up here once it has students
      </EmptyState>
    </Card>
  );
}

function Sums({ summary: { students, attendance, grades } }: { summary: ClassSummary }) {
  const { Present, Absent, Excused } = attendance.by_status;
  const given = Present + Absent + Excused;
  return (
    <Card>
      <Stats
        items={[
          { label: "Students", value: formatNumber(students), note: "In the class now" },
          {
            label: "Attendance",
            value: formatRate(attendance.rate),
            note: given === 0
              ? "No register taken"
              : `${formatNumber(Present)} of ${formatNumber(given)} present`,
          },
          ...given === 0 ? [] : [
            { label: "Absent", value: formatNumber(Absent) },
            { label: "Excused", value: formatNumber(Excused) },
          ],
          {
            label: "Average points",
            value: formatGpa(grades.average_points),
            note: grades.count === 0
              ? "No marks yet"
              : `Of ${plural(grades.count, "mark", "marks")}`,
          },
        ]}
      />
    </Card>
  );
}

function Marks({ summary, term }: { summary: ClassSummary; term: string }) {
  const { class_id, grades } = summary;
  const results = `/classes/${class_id}/results${term && `?term=${term}`}`;
  return (
    <Card title="Marks of the class" action={<a href={results}>Results</a>}>
      {grades.count === 0
        ? <p class={cards.quiet}>No mark was given in this class yet</p>
        : (
          <BarChart
            title="Marks of the class"
            points={markBars(grades.distribution)}
            heads={["Mark", "Times given"]}
          />
        )}
    </Card>
  );
}
