import type { ComponentChildren } from "preact";
import type { Problem } from "../lib/problem.ts";
import { Button } from "./button.tsx";
import { ErrorPanel } from "./error_panel.tsx";
import styles from "./save_bar.module.css";

interface SaveBarProps {
  /** How it stands: counts, or that all is saved. */
  children: ComponentChildren;
  label: string;
  /** In place of the label when there is nothing to do. */
  done_label?: string;
  dirty: boolean;
  /** There is something to save although nothing was entered. */
  unsaved?: boolean;
  saving: boolean;
  problem: Problem | null;
  onSave(): void;
  onUndo(): void;
}

/** Stays at the bottom of a long sheet. A failed save says so here, and what was typed stays. */
export function SaveBar(props: SaveBarProps) {
  const { children, label, done_label = "Saved", dirty, saving, problem, onSave, onUndo } = props;
  const to_save = dirty || props.unsaved;
  return (
    <div class={styles.bar} data-save-bar role="region" aria-label="Save">
      {problem && <ErrorPanel problem={problem} />}
      <div class={styles.line}>
        <div class={styles.words}>{children}</div>
        <div class={styles.buttons}>
          {dirty && !saving && <Button kind="quiet" onClick={onUndo}>Undo</Button>}
          <Button kind="primary" busy={saving} disabled={!to_save} onClick={onSave}>
            {problem ? "Retry" : to_save || saving ? label : done_label}
          </Button>
        </div>
      </div>
    </div>
  );
}
