import type { Assessment, Average } from "../../lib/gradebook_types.ts";
import { formatNumber } from "../../lib/strings.ts";
import { percentText } from "./averages_view.ts";
import styles from "./average_reasons.module.css";

type CategoryAverage = Average["categories"][number];
type Reason = CategoryAverage["left_out"][number]["why"];

const REASONS: Record<Reason, string> = {
  blank: "blank",
  exempt: "exempt",
  missing: "missing, and the school counts no zero for it",
  no_score: "late without a score, or a grade that stands for no percent",
  dropped: "dropped, as what costs most",
  extra_only: "extra credit with nothing to add to yet",
};

interface AverageReasonsProps {
  average: Average;
  grade: string | null;
  assessments: Pick<Assessment, "assessment_id" | "title">[];
}

/** An average and how it was worked out; the same for teachers and for families. */
export function AverageReasons({ average, grade, assessments }: AverageReasonsProps) {
  const { percent, categories } = average;
  const weights = categories.filter((category) => category.percent !== null)
    .reduce((sum, { weight }) => sum + weight, 0);
  const several = categories.length > 1 || categories.some(({ name }) => name !== null);
  return (
    <div class={styles.reasons}>
      <p class={styles.whole}>
        <strong>{percent === null ? "No average yet" : `${percentText(percent)} %`}</strong>
        {grade && <span>{grade}</span>}
      </p>
      {several && (
        <p class={styles.how}>
          Each category's percent times its weight, added up and divided by the weights of the
          categories that have something
        </p>
      )}
      <table class={styles.table}>
        <caption class="sr_only">How the average was worked out</caption>
        <thead>
          <tr>
            <th scope="col">{several ? "Category" : "All assessments"}</th>
            <th scope="col" class={styles.number}>Points</th>
            <th scope="col" class={styles.number}>Percent</th>
            {several && <th scope="col" class={styles.number}>Weight</th>}
          </tr>
        </thead>
        <tbody>
          {categories.map((category) => (
            <tr key={category.category_id}>
              <th scope="row">
                {category.name ?? (several ? "No category" : "Points earned of points possible")}
              </th>
              <td class={styles.number}>
                {category.counted.length === 0
                  ? "–"
                  : `${formatNumber(category.earned)} / ${formatNumber(category.possible)}`}
              </td>
              <td class={styles.number}>{percentText(category.percent)}</td>
              {several && <td class={styles.number}>{weightWords(category, weights)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <LeftOut categories={categories} assessments={assessments} />
    </div>
  );
}

function weightWords({ weight, percent }: CategoryAverage, weights: number): string {
  if (percent === null || weights === 0) return `${formatNumber(weight)}, not counted`;
  return `${formatNumber(weight)} of ${formatNumber(weights)}`;
}

function LeftOut(
  { categories, assessments }: Pick<AverageReasonsProps, "assessments"> & {
    categories: CategoryAverage[];
  },
) {
  const titles = new Map(assessments.map(({ assessment_id, title }) => [assessment_id, title]));
  const left_out = categories.flatMap((category) => category.left_out);
  const by_reason = Map.groupBy(left_out, ({ why }) => why);
  if (left_out.length === 0) return null;
  return (
    <div class={styles.left_out}>
      <h3>Not counted</h3>
      <ul>
        {[...by_reason].map(([why, found]) => (
          <li key={why}>
            <strong>{found.map((one) => titles.get(one.assessment_id)).join(", ")}</strong>:{" "}
            {REASONS[why]}
          </li>
        ))}
      </ul>
    </div>
  );
}
