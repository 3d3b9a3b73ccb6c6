import { useEffect } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { ErrorPanel } from "../../components/error_panel.tsx";
import { AlertIcon, CheckIcon } from "../../components/icons.tsx";
import type { CellAt } from "../../lib/gradebook_types.ts";
import { plural } from "../../lib/strings.ts";
import gradebook from "./gradebook.module.css";
import type { GradebookStore } from "./gradebook_store.ts";
import { needsSaving } from "./grid_state.ts";
import styles from "./save_status.module.css";

interface SaveStatusProps {
  store: GradebookStore;
  onGo(at: CellAt): void;
}

/** How it stands with the server, in a word, always in the same place. */
export function SaveStatus({ store, onGo }: SaveStatusProps) {
  const { kind, waiting, stuck } = standingOf(store);

  useEffect(() => {
    const now = () => void store.flush();
    const hidden = () => document.visibilityState === "hidden" && now();
    addEventListener("online", now);
    addEventListener("visibilitychange", hidden);
    return () => {
      removeEventListener("online", now);
      removeEventListener("visibilitychange", hidden);
    };
  }, [store]);

  return (
    <div class={styles.status}>
      <span role="status" data-kind={kind}>
        {kind === "saved" && <CheckIcon size={16} />}
        {(kind === "waiting" || kind === "refused") && <AlertIcon size={16} />}
        {wordsOf(kind, waiting)}
        {stuck.length > 0 && (
          <strong>
            <button type="button" class={gradebook.link} onClick={() => onGo(stuck[0])}>
              {plural(stuck.length, "cell needs", "cells need")} you
            </button>
          </strong>
        )}
      </span>
      {(kind === "waiting" || kind === "refused") && (
        <Button
          small
          onClick={() => void store.flush()}
        >
          Try now
        </Button>
      )}
    </div>
  );
}

/** The same as a sign in the bar above the cells: on a phone the words are scrolled away. */
export function SaveMark({ store }: { store: GradebookStore }) {
  const { kind, waiting, stuck } = standingOf(store);
  const trouble = kind === "waiting" || kind === "refused" || stuck.length > 0;
  return (
    <span class={styles.mark} data-tone={trouble ? "bad" : undefined} aria-hidden="true">
      {trouble
        ? (
          <>
            <AlertIcon size={16} />
            {waiting + stuck.length}
          </>
        )
        : kind === "saved"
        ? <CheckIcon size={16} />
        : "…"}
    </span>
  );
}

function standingOf(store: GradebookStore) {
  const cells = store.unsaved.value;
  const stuck = cells.filter((at) => !needsSaving(store.cell(at)));
  return { kind: store.save_state.value.kind, waiting: cells.length - stuck.length, stuck };
}

function wordsOf(kind: string, waiting: number): string {
  switch (kind) {
    case "unsaved":
    case "saving":
      return "Saving…";
    case "waiting":
      return `Waiting for the network, ${plural(waiting, "cell", "cells")} not saved yet`;
    case "refused":
      return `${plural(waiting, "cell", "cells")} not saved`;
    default:
      return "Saved";
  }
}

/** What was typed and has no cell any more, until it was read. */
export function Orphans({ store }: { store: GradebookStore }) {
  const orphans = store.orphans.value;
  if (orphans.length === 0) return null;
  return (
    <section class={gradebook.wrong} aria-label="No longer in the gradebook">
      <p role="alert">
        Someone removed the column or the child:{" "}
        {plural(orphans.length, "score was", "scores were")} not saved
      </p>
      <ul>
        {orphans.map(({ name, title, text }) => (
          <li key={`${name} ${title}`}>{name}, {title}: {text || "blank"}</li>
        ))}
      </ul>
      <Button small onClick={() => store.orphans.value = []}>I have noted them</Button>
    </section>
  );
}

/** Why nothing more can be saved, where trying again by itself would change nothing. */
export function SaveProblem({ store }: { store: GradebookStore }) {
  const state = store.save_state.value;
  if (state.kind !== "refused") return null;
  return <ErrorPanel problem={state.problem} />;
}
