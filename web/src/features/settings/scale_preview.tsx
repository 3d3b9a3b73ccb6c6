import { Card } from "../../components/parts.tsx";
import type { Scale } from "../../lib/api_types.ts";
import { formatNumber } from "../../lib/strings.ts";
import styles from "./settings_page.module.css";

/** What a mark is worth on a scale. */
export function ScalePreview({ scale }: { scale: Scale }) {
  const { name, minimum, maximum, pass_mark, honors_bonus, ap_bonus, entries } = scale;
  const bonus = honors_bonus > 0 || ap_bonus > 0;
  return (
    <Card title={name}>
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
                  <td>{entry.points?.toFixed(1) ?? "Not counted"}</td>
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
