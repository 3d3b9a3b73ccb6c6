import styles from "./skeleton.module.css";

/** Grey lines where text will be, so that nothing jumps when it comes. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div role="status">
      <span class="sr_only">Loading</span>
      <div class={styles.bones} aria-hidden="true">
        {Array.from({ length: lines }, (_, n) => <div key={n} class={styles.bone} />)}
      </div>
    </div>
  );
}

/** The shape of a table that is on its way. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status">
      <span class="sr_only">Loading</span>
      <div class={styles.rows} aria-hidden="true">
        {Array.from({ length: rows }, (_, n) => (
          <div key={n}>
            <div class={styles.bone} />
          </div>
        ))}
      </div>
    </div>
  );
}
