import { type ReadonlySignal, signal } from "@preact/signals";
import type { CellAt } from "../../lib/gradebook_types.ts";
import type { GradebookStore } from "./gradebook_store.ts";
import type { gridEntries, Place } from "./grid_entries.ts";
import type { Editing } from "./grid_keys.ts";

export interface Draft extends CellAt {
  text: string;
}

interface EditorOptions {
  store: GradebookStore;
  entries: ReturnType<typeof gridEntries>;
  /** A phone's keyboard shows letters in place of the digits that most cells want. */
  letters: ReadonlySignal<boolean>;
}

/**
 * The one input of the grid. It is laid over the cell that is edited, so that a key draws nothing
 * but the input, and a phone's keyboard stays open from cell to cell.
 */
export function gridEditor({ store, entries, letters }: EditorOptions) {
  const input = { current: null as HTMLInputElement | null };
  const draft = signal<Draft | null>(null);
  let mode: Editing = null;
  let left = 0;

  return {
    input,
    draft,
    mode: () => mode,
    /** Over a cell; `over` types in place of what is there. */
    open(
      place: Place,
      { as, cell, frame, by_touch }: {
        as: Exclude<Editing, null>;
        cell: HTMLElement;
        frame: HTMLElement;
        by_touch: boolean;
      },
    ) {
      const field = input.current!;
      const at = entries.at(place);
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      const [box, outer] = [cell, frame].map((one) => one.getBoundingClientRect());
      const x = box.left - outer.left - frame.clientLeft + frame.scrollLeft;
      const y = box.top - outer.top - frame.clientTop + frame.scrollTop;
      // Moved by a transform, which lays nothing out anew.
      field.style.transform = `translate(${x}px, ${y}px)`;
      left = x;
      this.onScroll(frame);
      field.inputMode = by_touch && !letters.peek() ? "decimal" : "text";
      field.setAttribute("aria-label", cell.getAttribute("aria-label") ?? "");
      field.value = as === "over" ? "" : entries.textOf(at);
      field.dataset.open = "";
      mode = as;
      field.focus({ preventScroll: true });
      if (as === "inside" && by_touch) field.select();
      draft.value = { ...at, text: field.value };
    },
    /** Keeps the input below the names when its cell is scrolled there. */
    onScroll({ scrollLeft }: { scrollLeft: number }) {
      input.current?.style.setProperty("--in_sight", `${left - scrollLeft}px`);
    },
    /** Takes what stands in the input into its cell. The input is hidden when the focus has gone. */
    commit() {
      const typed = draft.peek();
      if (mode === null || !typed) return;
      mode = null;
      draft.value = null;
      if (typed.text.trim() !== entries.textOf(typed)) store.enter([typed]);
    },
    discard() {
      mode = null;
      draft.value = null;
    },
    hide() {
      // It is gone where the page is, as when the session has ended.
      if (!input.current) return;
      delete input.current.dataset.open;
      // Blank for the next cell: emptied when a key comes, it would be laid out once more for that.
      input.current.value = "";
    },
    /** Puts a text into the input; false where nothing is being edited. */
    put(changed: (now: string, labels: string[]) => string): boolean {
      const typed = draft.peek();
      if (mode === null || !typed) return false;
      const text = changed(typed.text, entries.labels());
      input.current!.value = text;
      draft.value = { ...typed, text };
      return true;
    },
    onInput(event: Event) {
      const { value } = event.currentTarget as HTMLInputElement;
      const typed = draft.peek();
      if (typed) draft.value = { ...typed, text: value };
    },
  };
}
