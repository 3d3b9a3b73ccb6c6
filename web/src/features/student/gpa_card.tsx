import { ChevronDownIcon } from "../../components/icons.tsx";
import { Card, Stats } from "../../components/parts.tsx";
import type { Gpa } from "../../lib/api_types.ts";
import { formatGpa, formatNumber } from "../../lib/strings.ts";
import styles from "./marks_tab.module.css";

/** The GPA, the weighted one where it differs, and how both came about. */
export function GpaCard({ gpa, term_name }: { gpa: Gpa; term_name: string | null }) {
  const { scale, credits, counted, not_counted } = gpa;
  const weighted = counted.some(({ bonus }) => bonus > 0);
  return (
    <Card title={term_name ? `GPA, ${term_name}` : "GPA"}>
      <div class={styles.gpa}>
        <Stats
          items={[
            {
              label: "Unweighted",
              value: formatGpa(gpa.gpa),
              note: gpa.gpa === null
                ? "No mark counts yet"
                : `Out of ${formatNumber(scale.maximum)}`,
            },
            {
              label: "Weighted",
              value: formatGpa(gpa.weighted_gpa),
              note: weighted ? "With Honors and AP" : "Nothing adds weight",
            },
            { label: "Credits", value: formatNumber(credits), note: "Counted" },
          ]}
        />
        {!term_name && gpa.terms.length > 1 && <ByTerm gpa={gpa} />}
        {counted.length + not_counted.length > 0 && <HowItWasWorkedOut gpa={gpa} />}
      </div>
    </Card>
  );
}

function ByTerm({ gpa }: { gpa: Gpa }) {
  return (
    <ul class={styles.terms} aria-label="GPA by term">
      {gpa.terms.map((term) => (
        <li class={styles.term} key={term.term_id}>
          {term.name ?? "No term"} <strong>{formatGpa(term.gpa)}</strong>
        </li>
      ))}
    </ul>
  );
}

function HowItWasWorkedOut({ gpa }: { gpa: Gpa }) {
  const { scale, counted, not_counted } = gpa;
  return (
    <details class={styles.how}>
      <summary>
        How this was worked out
        <ChevronDownIcon />
      </summary>
      <div class={styles.how_body}>
        <p>
          Each mark is worth points on the scale "{scale.name}". The points times the credits, added
          up and divided by the credits, are the GPA.
        </p>
        {counted.length > 0 && <Sum gpa={gpa} />}
        {not_counted.length > 0 && (
          <div class={styles.left_out}>
            <h3>Not counted</h3>
            <ul>
              {not_counted.map(({ grade_id, subject, grade, explanation }) => (
                <li key={grade_id}>
                  <strong>{subject} {grade}</strong>: {explanation}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}

function Sum({ gpa }: { gpa: Gpa }) {
  const { counted, credits } = gpa;
  const weighted = counted.some(({ bonus }) => bonus > 0);
  const total = sum(counted.map(({ points, credits }) => points * credits));
  const total_weighted = sum(
    counted.map(({ points, bonus, credits }) => (points + bonus) * credits),
  );
  return (
    <>
      <table class={styles.sum}>
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col">Mark</th>
            <th scope="col" class={styles.number}>Points</th>
            <th scope="col" class={styles.number}>Credits</th>
          </tr>
        </thead>
        <tbody>
          {counted.map(({ grade_id, subject, grade, points, bonus, credits }) => (
            <tr key={grade_id}>
              <th scope="row">{subject}</th>
              <td>{grade}</td>
              <td class={styles.number}>
                {short(points)}
                {bonus > 0 && <small>{` + ${short(bonus)}`}</small>}
              </td>
              <td class={styles.number}>{short(credits)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>Points × credits, and credits</th>
            <td class={styles.number}>{short(total)}</td>
            <td class={styles.number}>{short(credits)}</td>
          </tr>
        </tfoot>
      </table>
      <p>
        {short(total)} ÷ {short(credits)} = {formatGpa(gpa.gpa)}
        {weighted &&
          `. With the bonus of Honors and AP: ${short(total_weighted)} ÷ ${short(credits)} = ${
            formatGpa(gpa.weighted_gpa)
          }`}
      </p>
    </>
  );
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function short(number: number): string {
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(number);
}
