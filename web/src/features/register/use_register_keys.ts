import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { registerKey } from "./register_keys.ts";
import type { Choice } from "./register_state.ts";

interface RegisterActions {
  choose(student_id: number, choice: Choice): void;
  cycle(student_id: number): void;
  find(): void;
  save(): void;
}

/** The keys of the list of children, and the two that lead into it and out of it. */
export function useRegisterKeys(
  list: RefObject<HTMLUListElement | null>,
  { choose, cycle, find, save }: RegisterActions,
) {
  function rowOf(student_id: number) {
    return list.current?.querySelector(`[data-row="${student_id}"]`);
  }

  function focusRow(row: Element | null | undefined, options?: FocusOptions) {
    const radio = row?.querySelector<HTMLInputElement>("input:checked") ??
      row?.querySelector<HTMLInputElement>("input");
    radio?.focus(options);
  }

  function inList(event: KeyboardEvent) {
    const target = event.target as HTMLInputElement;
    const row = target.closest("[data-row]");
    const key = registerKey(event, { typing: target.type === "text" });
    if (!row || !key) return;
    event.preventDefault();
    const student_id = Number(row.getAttribute("data-row"));
    if ("choose" in key) return choose(student_id, key.choose);
    if ("move" in key) return focusRow(neighbour(row, key.move));
    if (key.act === "cycle") cycle(student_id);
    else if (key.act === "find") find();
    else save();
  }

  useEffect(() => {
    // A letter marks only in the list; from the page's heading the arrows lead there.
    function onPage(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      const key = registerKey(event, { typing: true });
      if (!key || document.querySelector("dialog[open]")) return;
      if ("act" in key && key.act === "save") {
        event.preventDefault();
        save();
      } else if ("move" in key && event.key !== "Enter" && nothingHasFocus()) {
        event.preventDefault();
        focusRow(list.current?.querySelector("[data-row]"));
      }
    }
    addEventListener("keydown", onPage);
    return () => removeEventListener("keydown", onPage);
  });

  /**
   * Focuses something of a row once what was chosen is drawn. Keys are quicker than that: where
   * the focus has gone on meanwhile it stays, or the next key would mark another child.
   */
  function onceDrawn(student_id: number, focus: () => void) {
    const before = document.activeElement;
    requestAnimationFrame(() => {
      const now = document.activeElement;
      const moved = now !== before && now !== document.body && !rowOf(student_id)?.contains(now);
      if (!moved) focus();
    });
  }

  function focusMinutes(student_id: number) {
    rowOf(student_id)?.querySelector<HTMLInputElement>("[inputmode=numeric]")?.focus();
  }

  return {
    inList,
    /** Into sight, clear of the bar at the bottom. */
    show: (student_id: number) => rowOf(student_id)?.scrollIntoView({ block: "center" }),
    focusChild: (student_id: number) => focusRow(rowOf(student_id)),
    /** What is under a finger stays there. */
    focusInPlace: (student_id: number) =>
      onceDrawn(student_id, () => focusRow(rowOf(student_id), { preventScroll: true })),
    focusMinutes,
    focusMinutesOnceDrawn: (student_id: number) =>
      queueMicrotask(() => onceDrawn(student_id, () => focusMinutes(student_id))),
  };
}

function neighbour(row: Element, move: 1 | -1 | "first" | "last"): Element | null | undefined {
  if (move === 1) return row.nextElementSibling;
  if (move === -1) return row.previousElementSibling;
  return move === "first"
    ? row.parentElement?.firstElementChild
    : row.parentElement?.lastElementChild;
}

function nothingHasFocus(): boolean {
  const focused = document.activeElement;
  return !focused || focused === document.body || focused.matches("h1");
}
