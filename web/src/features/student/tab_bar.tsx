import type { ComponentChildren } from "preact";
import styles from "./student_page.module.css";

/** Above a tab's list: filters at the start, what one can do at the end. */
export function TabBar({ filters, children, flush }: {
  filters?: ComponentChildren;
  children?: ComponentChildren;
  /** Without room below: in a Stack. */
  flush?: boolean;
}) {
  return (
    <div class={flush ? `${styles.tab_bar} ${styles.flush}` : styles.tab_bar}>
      {filters}
      {children && <div class={styles.tab_actions}>{children}</div>}
    </div>
  );
}
