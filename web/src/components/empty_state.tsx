import type { ComponentChildren } from "preact";
import type { IconComponent } from "./icons.tsx";
import styles from "./empty_state.module.css";

interface EmptyStateProps {
  icon?: IconComponent;
  title: string;
  /** Why there is nothing, and what to do next. */
  children?: ComponentChildren;
  /** A button or a link. */
  actions?: ComponentChildren;
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div class={styles.empty}>
      {Icon && <Icon />}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div class={styles.actions}>{actions}</div>}
    </div>
  );
}
