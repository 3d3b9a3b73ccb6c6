import { Badge, Card } from "../../components/parts.tsx";
import type { Scale } from "../../lib/api_types.ts";
import { formatNumber } from "../../lib/strings.ts";
import styles from "./settings_page.module.css";

/** At least one decimal, so that they stand below each other, and no more than there are. */
const POINTS = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 6,
});

/** What a mark is worth on a scale. */
export function ScalePreview({ scale, in_force }: { scale: Scale; in_force?: boolean }) {
  const { name, minimum, maximum, pass_mark, honors_bonus, ap_bonus, entries } = scale;
  const bonus = honors_bonus > 0 || ap_bonus > 0;
  return (
    <Card title={name} action={in_force && <Badge tone="good">In force</Badge>}>
      {entries.length > 0
        ? (
          <table class={styles.scale}>
            <thead>
              <tr>
                <th scope="col">Mark</th>
                <th scope="col">From percent</th>
                <th scope="col">Points</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.label}>
                  <th scope="row">{entry.label}</th>
                  <td>{entry.minimum ?? "–"}</td>
                  <td>{entry.points === null ? "Not counted" : POINTS.format(entry.points)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
        : (
          <p class={styles.words}>
            Numbers from {formatNumber(minimum)} to{" "}
            {formatNumber(maximum)}, each worth itself{pass_mark !== null &&
              `. From ${formatNumber(pass_mark)} it is a pass`}
          </p>
        )}
      <p class={styles.words}>
        {bonus
          ? `The weighted GPA adds ${formatNumber(honors_bonus)} for Honors and ${
            formatNumber(ap_bonus)
          } for AP, never to a fail`
          : "The weighted GPA is the same as the GPA"}
      </p>
    </Card>
  );
}
