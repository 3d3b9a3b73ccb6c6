import { signal } from "@preact/signals";
import type { CellAt, GradebookStudent } from "../../lib/gradebook_types.ts";
import { plural } from "../../lib/strings.ts";
import { dismissToast, toast } from "../../lib/toast.ts";
import type { GradebookStore } from "./gradebook_store.ts";
import { type Cursor, goTo, isScoreCell, nextByTab } from "./grid_cursor.ts";
import { gridEditor } from "./grid_editor.ts";
import { gridElements } from "./grid_elements.ts";
import { gridEntries, type Place } from "./grid_entries.ts";
import { actionOf, type Editing, type GridAction } from "./grid_keys.ts";

interface GridOptions {
  store: GradebookStore;
  /** The children in the order in which they stand now. */
  students(): GradebookStudent[];
  read_only(): boolean;
}

export type GridControl = ReturnType<typeof gridControl>;

/**
 * The hands in the grid: where the focus is, what is being typed, and what keys, taps and the
 * clipboard do. One for as long as the page is open: a row that depends on it is not drawn anew.
 */
export function gridControl({ store, students, read_only }: GridOptions) {
  const { frame, body, head, choice, elementAt, placeOf, scorePlaceOf, rowsInSight } =
    gridElements();
  const cursor = signal<Cursor>({ row: 0, column: 0, anchor: null });
  const letters = signal(false);
  const entries = gridEntries({ store, students, cursor, read_only });
  const editor = gridEditor({ store, entries, letters });
  const { at, size } = entries;
  let by_touch = false;
  let may_leave = false;
  /** What a paste was told with: no longer true once it is undone. */
  let told: number | null = null;

  function focus() {
    elementAt(cursor.peek())?.focus();
  }

  function moveTo(next: Cursor) {
    const edit_on = editor.mode() !== null && by_touch && isScoreCell(next);
    editor.commit();
    cursor.value = next;
    if (edit_on) return startEdit("inside");
    focus();
    // Only now: hidden with the focus in it, it would seem that the grid was left.
    editor.hide();
  }

  function goBy(step: Place, extend = false) {
    const now = cursor.peek();
    const to = { row: now.row + step.row, column: now.column + step.column, extend };
    moveTo(goTo(now, to, size()));
  }

  function startEdit(as: Exclude<Editing, null>) {
    const place = cursor.peek();
    if (!isScoreCell(place) || !entries.isOpen(place)) return;
    cursor.value = { ...place, anchor: null };
    editor.open(place, { as, cell: elementAt(place)!, frame: frame.current!, by_touch });
  }

  function discard() {
    editor.discard();
    focus();
    editor.hide();
  }

  /** Into the selection, or into the input over the cell. */
  function put(changed: (now: string, labels: string[]) => string) {
    if (!editor.put(changed)) entries.put(changed);
  }

  function paste(text: string) {
    const pasted = entries.paste(text);
    if (!pasted) return;
    const { placed, lost, selection } = pasted;
    const words = `${plural(placed, "score", "scores")} pasted`;
    told = toast(lost === 0 ? words : `${words}, ${lost} had no place`);
    moveTo(selection);
  }

  function goToCell(one: CellAt | undefined) {
    const place = one && entries.place(one);
    if (place) moveTo({ ...place, anchor: null });
  }

  /** Answers whether the key was the grid's: then the browser does nothing of its own with it. */
  function act(action: GridAction, { key }: KeyboardEvent): boolean {
    const now = cursor.peek();
    const { rows, columns } = size();
    const go = (place: Place, extend: boolean) => moveTo(goTo(now, { ...place, extend }, size()));
    switch (action.type) {
      case "move":
        // A heading, a name and an average are links and buttons of their own.
        if (!isScoreCell(now) && key === "Enter") return false;
        goBy({ row: action.rows, column: action.columns }, action.extend);
        break;
      case "page": {
        const row = Math.max(0, now.row + action.screens * rowsInSight());
        go({ row, column: now.column }, action.extend);
        break;
      }
      case "row_end":
        go({ row: now.row, column: action.end === "first" ? 0 : columns - 1 }, action.extend);
        break;
      case "grid_end": {
        const first = action.end === "first";
        go({ row: first ? 0 : rows - 1, column: first ? 0 : columns - 1 }, action.extend);
        break;
      }
      case "select_all":
        moveTo({ row: 0, column: 0, anchor: { row: rows - 1, column: columns - 1 } });
        break;
      case "tab": {
        const next = may_leave ? null : nextByTab(now, action.by, size());
        if (!next) {
          editor.commit();
          return false;
        }
        moveTo(next);
        break;
      }
      case "edit":
        if (hasConflict(now)) choice.current?.querySelector("button")?.focus();
        else startEdit("inside");
        break;
      case "type":
        // The input has the focus before the key comes to be text: so it is typed into it.
        startEdit("over");
        return false;
      case "clear":
        entries.put(() => "");
        break;
      case "revert":
        revert();
        break;
      case "fill_down":
        entries.fillDown();
        break;
      case "undo":
        if (told !== null) dismissToast(told);
        goToCell(store.undo()[0]);
        break;
      case "redo":
        goToCell(store.redo()[0]);
        break;
      case "activate":
        return isScoreCell(now);
    }
    return true;
  }

  /** First what is being typed, then what could not be saved, then the selection. */
  function revert() {
    const now = cursor.peek();
    if (editor.mode()) discard();
    else if (isScoreCell(now) && store.cell(at(now)).wrong) store.dropWrong(at(now));
    else {
      cursor.value = { ...now, anchor: null };
      may_leave = true;
    }
  }

  function hasConflict(place: Place): boolean {
    return isScoreCell(place) && store.cell(at(place)).theirs !== null;
  }

  function isHere({ row, column }: Place): boolean {
    const now = cursor.peek();
    return row === now.row && column === now.column;
  }

  function copy(event: ClipboardEvent): boolean {
    const text = editor.mode() ? null : entries.copied();
    if (text === null) return false;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    return true;
  }

  return {
    frame,
    body,
    head,
    choice,
    focus,
    editor: editor.input,
    onEditorInput: editor.onInput,
    cursor,
    draft: editor.draft,
    letters,
    turnLetters() {
      letters.value = !letters.peek();
      if (editor.mode() === null) return;
      // The phone looks at what the input takes when it gets the focus.
      editor.commit();
      focus();
      startEdit("inside");
    },
    put,
    goToCell,
    /** By a button: as Enter and Shift+Enter do, but never onto the headings. */
    step(by: 1 | -1) {
      if (cursor.peek().row + by >= 0) goBy({ row: by, column: 0 });
    },
    on: {
      onKeyDown(event: KeyboardEvent) {
        const action = actionOf(event, editor.mode());
        if (event.key !== "Shift" && action?.type !== "tab") may_leave = false;
        if (action && act(action, event)) event.preventDefault();
      },
      onFocusIn(event: FocusEvent) {
        const place = placeOf(event.target);
        if (place && !isHere(place)) cursor.value = { ...place, anchor: null };
      },
      onFocusOut(event: FocusEvent) {
        if (frame.current?.contains(event.relatedTarget as Node | null)) return;
        editor.commit();
        editor.hide();
        void store.flush();
      },
      onScroll() {
        if (editor.mode() !== null) editor.onScroll(frame.current!);
      },
      onPointerDown(event: PointerEvent) {
        by_touch = event.pointerType === "touch";
      },
      onMouseDown(event: MouseEvent) {
        const place = scorePlaceOf(event.target);
        if (!place || event.button !== 0) return;
        // The focus is put by us: a tap must not take the keyboard away from the input.
        event.preventDefault();
        if (by_touch) return;
        moveTo(goTo(cursor.peek(), { ...place, extend: event.shiftKey }, size()));
      },
      onPointerMove(event: PointerEvent) {
        if (event.buttons !== 1 || event.pointerType === "touch" || editor.mode()) return;
        const place = scorePlaceOf(event.target);
        if (place && !isHere(place)) {
          moveTo(goTo(cursor.peek(), { ...place, extend: true }, size()));
        }
      },
      onClick(event: MouseEvent) {
        const place = scorePlaceOf(event.target);
        if (!place || !by_touch) return;
        // The first tap shows both entries, the next one edits.
        const choosing = hasConflict(place) && elementAt(place) !== document.activeElement;
        editor.commit();
        cursor.value = { ...place, anchor: null };
        if (choosing) {
          focus();
          return editor.hide();
        }
        // All of a phone's screen for the grid: the keyboard takes half of it.
        frame.current!.scrollIntoView({ block: "start" });
        startEdit("inside");
      },
      onDblClick(event: MouseEvent) {
        if (scorePlaceOf(event.target)) startEdit("inside");
      },
      onCopy: (event: ClipboardEvent) => void copy(event),
      onCut(event: ClipboardEvent) {
        if (copy(event)) entries.put(() => "");
      },
      onPaste(event: ClipboardEvent) {
        const text = event.clipboardData?.getData("text/plain") ?? "";
        const is_block = /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""));
        if (editor.mode() && !is_block) return;
        event.preventDefault();
        if (editor.mode()) discard();
        paste(text);
      },
    },
  };
}
