import { toasts } from "../lib/toast.ts";
import { CheckIcon } from "./icons.tsx";
import styles from "./toasts.module.css";

/** Always in the page, or screen readers would miss the first word in it. */
export function Toasts() {
  return (
    <div class={styles.region} role="status" aria-live="polite">
      {toasts.value.map(({ id, text }) => (
        <div key={id} class={styles.toast}>
          <CheckIcon size={18} />
          {text}
        </div>
      ))}
    </div>
  );
}
