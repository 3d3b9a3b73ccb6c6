import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import styles from "./conflict_dialog.module.css";
import { Dialog, DialogActions } from "./dialog.tsx";

export interface ConflictWords {
  student_id: number;
  name: string;
  mine: string;
  theirs: string;
}

interface ConflictDialogProps {
  conflicts: ConflictWords[];
  /** The children for whom the other side's entry is taken. */
  onSettle(take_theirs: number[]): void;
  onClose(): void;
}

/** Two people entered different things for the same children: shows both, and one is chosen. */
export function ConflictDialog({ conflicts, onSettle, onClose }: ConflictDialogProps) {
  return (
    <Dialog
      open={conflicts.length > 0}
      title="Someone else saved this meanwhile"
      onClose={onClose}
    >
      <Choices conflicts={conflicts} onSettle={onSettle} onClose={onClose} />
    </Dialog>
  );
}

type Side = "mine" | "theirs";

function Choices({ conflicts, onSettle, onClose }: ConflictDialogProps) {
  const [taken, setTaken] = useState<Record<number, Side>>({});
  const side = (id: number) => taken[id] ?? "mine";
  const theirs = conflicts.map(({ student_id }) => student_id)
    .filter((id) => side(id) === "theirs");
  return (
    <>
      <p>Choose what counts where you both entered something. Everything else is kept</p>
      <div class={styles.list} tabIndex={0} role="region" aria-label="Children">
        {conflicts.map((conflict) => (
          <fieldset class={styles.item} key={conflict.student_id}>
            <legend>{conflict.name}</legend>
            <div class={styles.sides}>
              {(["mine", "theirs"] as const).map((which) => (
                <label class={styles.side} key={which}>
                  <input
                    type="radio"
                    name={`conflict_${conflict.student_id}`}
                    checked={side(conflict.student_id) === which}
                    onChange={() => setTaken({ ...taken, [conflict.student_id]: which })}
                  />
                  <span>
                    <small>{which === "mine" ? "Yours" : "Theirs"}</small>
                    {conflict[which]}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      <DialogActions>
        <Button onClick={onClose}>Not now</Button>
        <Button kind="primary" onClick={() => onSettle(theirs)}>Save these</Button>
      </DialogActions>
    </>
  );
}
