// Two small charts of a few numbers each. By hand: a library's canvas says nothing to a screen
// reader and knows no theme, and its weight is many times that of a dozen rectangles.
import type { ComponentChildren } from "preact";
import styles from "./chart.module.css";

export interface ChartPoint {
  label: string;
  /** Null where there is none: a gap, not a zero. */
  value: number | null;
}

interface ChartProps {
  /** What it shows, for who can't see it: "Marks of the class". */
  title: string;
  points: ChartPoint[];
  /** The heads of the table behind it. */
  heads: [label: string, value: string];
  format?(value: number): string;
}

const WIDTH = 480;
const HEIGHT = 150;
const TOP = 22;
const BOTTOM = HEIGHT - 24;

/** Counts side by side, from zero. */
export function BarChart({ title, points, heads, format = String }: ChartProps) {
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
  const step = WIDTH / Math.max(1, points.length);
  const width = Math.min(44, step * 0.62);
  return (
    <Frame {...{ title, points, heads, format }}>
      {points.map(({ label, value }, at) => {
        const middle = (at + 0.5) * step;
        const height = ((value ?? 0) / most) * (BOTTOM - TOP);
        return (
          <g key={label}>
            <rect
              class={styles.bar}
              x={middle - width / 2}
              y={BOTTOM - height}
              width={width}
              height={height}
              rx={Math.min(3, height / 2)}
            />
            {value
              ? <Text at={middle} y={BOTTOM - height - 5} kind="value">{format(value)}</Text>
              : null}
            <Text at={middle} y={HEIGHT - 5}>{label}</Text>
          </g>
        );
      })}
    </Frame>
  );
}

/** One number over time, between two bounds. */
export function LineChart(
  { title, points, heads, format = String, from, to }: ChartProps & { from: number; to: number },
) {
  const step = WIDTH / Math.max(1, points.length);
  const placed = points.flatMap(({ label, value }, at) =>
    value === null ? [] : [{
      label,
      value,
      x: (at + 0.5) * step,
      y: BOTTOM - 6 - ((value - from) / (to - from)) * (BOTTOM - TOP - 6),
    }]
  );
  return (
    <Frame {...{ title, points, heads, format }}>
      <polyline class={styles.line} points={placed.map(({ x, y }) => `${x},${y}`).join(" ")} />
      {placed.map(({ label, value, x, y }) => (
        <g key={label}>
          <circle class={styles.dot} cx={x} cy={y} r={4} />
          <Text at={x} y={y - 9} kind="value">{format(value)}</Text>
        </g>
      ))}
      {points.map(({ label }, at) => (
        <Text key={label} at={(at + 0.5) * step} y={HEIGHT - 5}>{label}</Text>
      ))}
    </Frame>
  );
}

function Frame({ title, points, heads, format, children }: ChartProps & {
  children: ComponentChildren;
}) {
  const shown = (value: number | null) => value === null ? "–" : format!(value);
  return (
    <div class={styles.chart}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${title}: ${
          points.map(({ label, value }) => `${label} ${shown(value)}`).join(", ")
        }`}
      >
        <line class={styles.axis} x1={0} x2={WIDTH} y1={BOTTOM} y2={BOTTOM} />
        {children}
      </svg>
      <details>
        <summary>As a table</summary>
        <table class={styles.table}>
          <caption class="sr_only">{title}</caption>
          <thead>
            <tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr>
          </thead>
          <tbody>
            {points.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{shown(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

function Text(
  { at, y, kind = "label", children }: {
    at: number;
    y: number;
    kind?: "label" | "value";
    children: ComponentChildren;
  },
) {
  return <text class={styles[kind]} x={at} y={y}>{children}</text>;
}
