import { type Problem, whatToDo } from "../lib/problem.ts";
import { Button } from "./button.tsx";
import styles from "./error_panel.module.css";
import { AlertIcon } from "./icons.tsx";

interface ErrorPanelProps {
  problem: Problem;
  /** Shows "Try again", where that can help. */
  onRetry?: () => void;
}

/** What happened, what to do about it, and the request id for whoever looks after the server. */
export function ErrorPanel({ problem, onRetry }: ErrorPanelProps) {
  const advice = whatToDo(problem);
  return (
    <div class={styles.panel} role="alert">
      <AlertIcon />
      <div class={styles.words}>
        <p class={styles.title}>{problem.title}</p>
        {problem.detail && problem.detail !== problem.title && <p>{problem.detail}</p>}
        {problem.errors && problem.errors.length > 0 && (
          <ul class={styles.list}>
            {problem.errors.map(({ path, message }) => <li key={path}>{message}</li>)}
          </ul>
        )}
        {advice && <p>{advice}</p>}
        {(onRetry || problem.request_id) && (
          <div class={styles.foot}>
            {onRetry && <Button small onClick={onRetry}>Try again</Button>}
            {problem.request_id && (
              <span class={styles.request}>
                Request id <code>{problem.request_id}</code>
              </span>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
