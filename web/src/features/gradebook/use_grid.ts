import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { CellAt, GradebookStudent } from "../../lib/gradebook_types.ts";
import { plural } from "../../lib/strings.ts";
import { toast } from "../../lib/toast.ts";
import type { GradebookStore } from "./gradebook_store.ts";
import { type Cursor, goTo, HEADING_ROW, isScoreCell, nextByTab } from "./grid_cursor.ts";
import { gridEntries, type Place } from "./grid_entries.ts";
import { actionOf, type Editing, type GridAction } from "./grid_keys.ts";

export interface Draft extends CellAt {
  text: string;
}

interface GridOptions {
  store: GradebookStore;
  students: GradebookStudent[];
  read_only: boolean;
}

export type GridControl = ReturnType<typeof useGrid>;

/**
 * The hands in the grid: where the focus is, what is being typed, and what keys, taps and the
 * clipboard do. It moves one input over the cells, so that a key draws nothing but that input.
 */
export function useGrid({ store, students, read_only }: GridOptions) {
  const frame = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const head = useRef<HTMLTableRowElement>(null);
  const editor = useRef<HTMLInputElement>(null);
  const cursor = useSignal<Cursor>({ row: 0, column: 0, anchor: null });
  const draft: Signal<Draft | null> = useSignal<Draft | null>(null);
  /** On a phone: letters in place of the digits that most cells want. */
  const letters = useSignal(false);
  const editing = useRef<Editing>(null);
  const by_touch = useRef(false);
  const may_leave = useRef(false);
  const here = useRef(students);
  here.current = students;
  const entries = gridEntries({ store, students: () => here.current, cursor, read_only });
  const { at, size } = entries;

  function elementAt({ row, column }: Place): HTMLElement | null {
    const line = row === HEADING_ROW ? head.current : body.current?.children[row];
    const cell = line?.children[column + 2] as HTMLElement | undefined;
    return cell?.querySelector<HTMLElement>("a, button") ?? cell ?? null;
  }

  function focus() {
    elementAt(cursor.peek())?.focus();
  }

  function moveTo(next: Cursor) {
    const edit_on = editing.current !== null && by_touch.current && isScoreCell(next);
    commit();
    cursor.value = next;
    if (edit_on) return startEdit("inside");
    focus();
    // Only now: hidden with the focus in it, it would seem that the grid was left.
    editor.current!.hidden = true;
  }

  function goBy(step: Place, extend = false) {
    const now = cursor.peek();
    const to = { row: now.row + step.row, column: now.column + step.column, extend };
    moveTo(goTo(now, to, size()));
  }

  function startEdit(mode: Exclude<Editing, null>) {
    const place = cursor.peek();
    const input = editor.current!;
    if (!isScoreCell(place) || !entries.isOpen(place)) return;
    cursor.value = { ...place, anchor: null };
    const cell = elementAt(place)!;
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    const [box, outer] = [cell, frame.current!].map((one) => one.getBoundingClientRect());
    const { scrollLeft, scrollTop, clientLeft, clientTop } = frame.current!;
    Object.assign(input.style, {
      left: `${box.left - outer.left - clientLeft + scrollLeft}px`,
      top: `${box.top - outer.top - clientTop + scrollTop}px`,
      width: `${box.width}px`,
      height: `${box.height}px`,
    });
    input.inputMode = by_touch.current && !letters.peek() ? "decimal" : "text";
    input.setAttribute("aria-label", cell.getAttribute("aria-label") ?? "");
    input.value = mode === "over" ? "" : entries.textOf(at(place));
    input.hidden = false;
    editing.current = mode;
    input.focus({ preventScroll: true });
    if (mode === "inside" && by_touch.current) input.select();
    draft.value = { ...at(place), text: input.value };
  }

  /** Takes what stands in the input into its cell. */
  function commit() {
    const typed = draft.peek();
    if (editing.current === null || !typed) return;
    editing.current = null;
    draft.value = null;
    if (typed.text.trim() !== entries.textOf(typed)) store.enter([typed]);
  }

  function discard() {
    editing.current = null;
    draft.value = null;
    focus();
    editor.current!.hidden = true;
  }

  /** Into the selection, or into the input over the cell. */
  function put(changed: (now: string, labels: string[]) => string) {
    const typed = draft.peek();
    if (editing.current === null || !typed) return entries.put(changed);
    const text = changed(typed.text, entries.labels());
    editor.current!.value = text;
    draft.value = { ...typed, text };
  }

  function paste(text: string) {
    const pasted = entries.paste(text);
    if (!pasted) return;
    const { placed, lost, selection } = pasted;
    const words = `${plural(placed, "score", "scores")} pasted`;
    toast(lost === 0 ? words : `${words}, ${lost} had no place`);
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
        const next = may_leave.current ? null : nextByTab(now, action.by, size());
        if (!next) {
          commit();
          return false;
        }
        moveTo(next);
        break;
      }
      case "edit":
        startEdit("inside");
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

  function rowsInSight(): number {
    const { clientHeight } = frame.current!;
    const { offsetHeight } = body.current!.children[0] as HTMLElement;
    return Math.max(1, Math.floor(clientHeight / offsetHeight) - 4);
  }

  /** First what is being typed, then what could not be saved, then the selection. */
  function revert() {
    const now = cursor.peek();
    if (editing.current) discard();
    else if (isScoreCell(now) && store.cell(at(now)).wrong) store.dropWrong(at(now));
    else {
      cursor.value = { ...now, anchor: null };
      may_leave.current = true;
    }
  }

  function placeOf(target: EventTarget | null): Place | null {
    const cell = (target as Element | null)?.closest?.("td, th");
    const line = cell?.parentElement;
    if (!cell || line?.dataset.row === undefined) return null;
    return { row: Number(line.dataset.row), column: [...line.children].indexOf(cell) - 2 };
  }

  function scorePlaceOf(target: EventTarget | null): Place | null {
    const place = placeOf(target);
    return place && isScoreCell(place) ? place : null;
  }

  function isHere({ row, column }: Place): boolean {
    const now = cursor.peek();
    return row === now.row && column === now.column;
  }

  function copy(event: ClipboardEvent): boolean {
    const text = editing.current ? null : entries.copied();
    if (text === null) return false;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    return true;
  }

  return {
    frame,
    body,
    head,
    editor,
    cursor,
    draft,
    letters,
    turnLetters() {
      letters.value = !letters.peek();
      if (editing.current === null) return;
      // The phone looks at what the input takes when it gets the focus.
      commit();
      focus();
      startEdit("inside");
    },
    put,
    goToCell,
    /** By a button: as Enter and Shift+Enter do, but never onto the headings. */
    step(by: 1 | -1) {
      if (cursor.peek().row + by >= 0) goBy({ row: by, column: 0 });
    },
    onEditorInput(event: Event) {
      const { value } = event.currentTarget as HTMLInputElement;
      const typed = draft.peek();
      if (typed) draft.value = { ...typed, text: value };
    },
    on: {
      onKeyDown(event: KeyboardEvent) {
        const action = actionOf(event, editing.current);
        if (event.key !== "Shift" && action?.type !== "tab") may_leave.current = false;
        if (action && act(action, event)) event.preventDefault();
      },
      onFocusIn(event: FocusEvent) {
        const place = placeOf(event.target);
        if (place && !isHere(place)) cursor.value = { ...place, anchor: null };
      },
      onFocusOut(event: FocusEvent) {
        if (frame.current?.contains(event.relatedTarget as Node | null)) return;
        commit();
        // It is gone where the page is, as when the session has ended.
        if (editor.current) editor.current.hidden = true;
        void store.flush();
      },
      onPointerDown(event: PointerEvent) {
        by_touch.current = event.pointerType === "touch";
      },
      onMouseDown(event: MouseEvent) {
        const place = scorePlaceOf(event.target);
        if (!place || event.button !== 0) return;
        // The focus is put by us: a tap must not take the keyboard away from the input.
        event.preventDefault();
        if (by_touch.current) return;
        moveTo(goTo(cursor.peek(), { ...place, extend: event.shiftKey }, size()));
      },
      onPointerMove(event: PointerEvent) {
        if (event.buttons !== 1 || event.pointerType === "touch" || editing.current) return;
        const place = scorePlaceOf(event.target);
        if (place && !isHere(place)) {
          moveTo(goTo(cursor.peek(), { ...place, extend: true }, size()));
        }
      },
      onClick(event: MouseEvent) {
        const place = scorePlaceOf(event.target);
        if (!place || !by_touch.current) return;
        commit();
        cursor.value = { ...place, anchor: null };
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
        if (editing.current && !is_block) return;
        event.preventDefault();
        if (editing.current) discard();
        paste(text);
      },
    },
  };
}
