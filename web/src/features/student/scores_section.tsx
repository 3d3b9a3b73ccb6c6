import { LineChart } from "../../components/charts/chart.tsx";
import { ChevronDownIcon } from "../../components/icons.tsx";
import { Card } from "../../components/parts.tsx";
import type { List } from "../../lib/api_types.ts";
import { formatDate } from "../../lib/dates.ts";
import type { StudentSheet, Trend } from "../../lib/gradebook_types.ts";
import { formatGpa, formatRate } from "../../lib/strings.ts";
import { useQuery } from "../../lib/use_query.ts";
import { AverageReasons } from "../gradebook/average_reasons.tsx";
import { percentText } from "../gradebook/averages_view.ts";
import { cellWords } from "../gradebook/cell_syntax.ts";
import styles from "./scores_section.module.css";

interface ScoresSectionProps {
  student_id: number;
  term_id: string;
  /** The best GPA there is: the top of the chart. */
  maximum: number;
}

/** What stands behind the marks: the scores of each class, and how it went over the terms. */
export function ScoresSection({ student_id, term_id, maximum }: ScoresSectionProps) {
  return (
    <>
      {term_id === "" && <TrendCard student_id={student_id} maximum={maximum} />}
      <Scores student_id={student_id} term_id={term_id} />
    </>
  );
}

function TrendCard({ student_id, maximum }: Omit<ScoresSectionProps, "term_id">) {
  const { value } = useQuery<Trend>(`/api/students/${student_id}/trend`);
  const terms = value?.data ?? [];
  // One term is no trend.
  const enough = (of: (term: Trend["data"][number]) => number | null) =>
    terms.filter((term) => of(term) !== null).length > 1;
  const gpa = enough((term) => term.gpa);
  const attendance = enough((term) => term.attendance_rate);
  if (!gpa && !attendance) return null;
  return (
    <Card title="Over the terms">
      <div class={styles.charts}>
        {gpa && (
          <section>
            <h3>GPA</h3>
            <LineChart
              title="GPA by term"
              points={terms.map(({ name, gpa }) => ({ label: name, value: gpa }))}
              heads={["Term", "GPA"]}
              format={formatGpa}
              from={0}
              to={maximum}
            />
          </section>
        )}
        {attendance && (
          <section>
            <h3>Attendance</h3>
            <LineChart
              title="Attendance by term"
              points={terms.map(({ name, attendance_rate }) => ({
                label: name,
                value: attendance_rate,
              }))}
              heads={["Term", "Days present"]}
              format={formatRate}
              from={0}
              to={1}
            />
          </section>
        )}
      </div>
    </Card>
  );
}

function Scores({ student_id, term_id }: Omit<ScoresSectionProps, "maximum">) {
  const { value } = useQuery<List<StudentSheet>>(`/api/students/${student_id}/scores`, {
    term_id,
    limit: 50,
  });
  const sheets = value?.data.filter(({ assessments }) => assessments.length > 0) ?? [];
  if (sheets.length === 0) return null;
  return (
    <Card title="Scores">
      <ul class={styles.sheets}>
        {sheets.map((sheet) => (
          <li key={`${sheet.class_id} ${sheet.term.term_id}`}>
            <Sheet sheet={sheet} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Sheet({ sheet }: { sheet: StudentSheet }) {
  const { name, subject, term, assessments, categories, average, grade } = sheet;
  const { percent } = average;
  const category = (id: number | null) =>
    categories.find(({ category_id }) => category_id === id)?.name;
  return (
    <details class={styles.sheet}>
      <summary>
        <span class={styles.of}>
          <strong>{subject ?? name}</strong>
          <small>{[subject && name, term.name].filter(Boolean).join(" · ")}</small>
        </span>
        <span class={styles.so_far}>
          {percent === null ? "No average yet" : `${percentText(percent)} %`} {grade}
        </span>
        <ChevronDownIcon />
      </summary>
      <ul class={styles.cells} aria-label={`Scores in ${subject ?? name}`}>
        {assessments.map(({ assessment_id, title, category_id, date, maximum, cell }) => (
          <li key={assessment_id}>
            <span class={styles.of}>
              {title}
              <small>
                {[category(category_id), formatDate(date)].filter(Boolean).join(" · ")}
              </small>
            </span>
            <span class={styles.score} data-kind={cell?.state}>
              {cell ? capital(cellWords(cell, maximum)) : "–"}
            </span>
          </li>
        ))}
      </ul>
      <h3 class={styles.why}>How the average is worked out</h3>
      <AverageReasons average={average} grade={grade} assessments={assessments} />
    </details>
  );
}

function capital(words: string): string {
  return words[0].toUpperCase() + words.slice(1);
}
