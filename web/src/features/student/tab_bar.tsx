import type { ComponentChildren } from "preact";
import styles from "./student_page.module.css";

/** Above a tab's list: filters at the start, what one can do at the end. */
export function TabBar({ filters, children }: {
  filters?: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <div class={styles.tab_bar}>
      {filters}
      {children && <div class={styles.tab_actions}>{children}</div>}
    </div>
  );
}
