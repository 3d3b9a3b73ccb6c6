import { Dialog } from "../../components/dialog.tsx";
import styles from "./gradebook.module.css";
import { KEYS } from "./grid_keys.ts";

export function KeysDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  return (
    <Dialog open={open} title="Keys and what to type" wide onClose={onClose}>
      <p>
        A cell is a number, a grade of the school's scale, M for missing, X for exempt, L for late
        (8 L: late, with 8), or blank. A blank is not a zero
      </p>
      {/* On a phone it scrolls, and so has to be where the keyboard comes to. */}
      <section tabIndex={0} aria-label="Keys">
        <table class={styles.keys}>
          <caption class="sr_only">Keys in the grid</caption>
          <tbody>
            {KEYS.map(([keys, what]) => (
              <tr key={keys}>
                <th scope="row">{keys}</th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Dialog>
  );
}
