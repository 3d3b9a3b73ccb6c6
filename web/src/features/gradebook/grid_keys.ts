// Every key of the grid. A cell has the focus and is either being moved over or being edited;
// typing begins to edit in place of what is there, F2 goes into what is there.

/** `over`: typed in place of what was there, arrows go on to the next cell. `inside`: arrows move the caret. */
export type Editing = "over" | "inside" | null;

export type GridAction =
  /** By cells; a step that leaves the grid stays at its edge. */
  | { type: "move"; rows: number; columns: number; extend: boolean }
  /** By screens of rows. */
  | { type: "page"; screens: 1 | -1; extend: boolean }
  | { type: "row_end"; end: "first" | "last"; extend: boolean }
  | { type: "grid_end"; end: "first" | "last"; extend: boolean }
  /** Along the row, then to the next one; from the last cell out of the grid. */
  | { type: "tab"; by: 1 | -1 }
  | { type: "edit" | "type" | "clear" | "revert" | "undo" | "redo" }
  | { type: "fill_down" | "select_all" | "activate" };

/** For the help next to the grid: what a person presses, and what it does. */
export const KEYS: [keys: string, what: string][] = [
  ["Digits or letters", "Type in place of what is there"],
  ["Enter, Shift+Enter", "Down to the next child, up to the one before"],
  ["Tab, Shift+Tab", "To the next assessment, to the one before"],
  ["Arrows", "To the next cell; up to the heading, left to the average and the name"],
  ["Home, End", "First and last assessment of the child"],
  ["Ctrl+Home, Ctrl+End", "First and last cell of all"],
  ["Page Up, Page Down", "A screen up or down"],
  ["F2 or double click", "Edit what is there; where two have written, F2 to choose whose counts"],
  ["Delete", "Blank the cell or the selection"],
  ["Escape", "Undo what was typed into the cell"],
  ["Ctrl+Z, Ctrl+Y", "Undo and redo, also what is saved already"],
  ["Shift with arrows", "Select a block"],
  ["Ctrl+C, Ctrl+X, Ctrl+V", "Copy, cut and paste a block, also from and to a spreadsheet"],
  ["Ctrl+D", "Fill the selection down from its first row, or a cell from the one above"],
  ["Escape, then Tab", "Leave the grid"],
];

export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing?: boolean;
}

const STEPS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** What a key does, or null where it is the browser's: in text, in a dialog, in a shortcut. */
export function actionOf(event: Key, editing: Editing): GridAction | null {
  if (event.isComposing || event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return withCtrl(event, editing);
  const { key, shiftKey: extend } = event;
  if (key === "Enter") {
    return { type: "move", rows: extend ? -1 : 1, columns: 0, extend: false };
  }
  if (key === "Tab") return { type: "tab", by: extend ? -1 : 1 };
  if (key === "Escape") return { type: "revert" };
  if (key === "PageUp" || key === "PageDown") {
    return { type: "page", screens: key === "PageUp" ? -1 : 1, extend: extend && !editing };
  }
  const step = STEPS[key];
  if (editing) {
    const along = step && step[1] !== 0;
    if (!step || (along && editing === "inside")) return null;
    return { type: "move", rows: step[0], columns: step[1], extend: false };
  }
  if (step) return { type: "move", rows: step[0], columns: step[1], extend };
  if (key === "Home" || key === "End") {
    return { type: "row_end", end: key === "Home" ? "first" : "last", extend };
  }
  if (key === "F2") return { type: "edit" };
  if (key === "Delete" || key === "Backspace") return { type: "clear" };
  if (key === " ") return { type: "activate" };
  return [...key].length === 1 || key === "Dead" || key === "Process" ? { type: "type" } : null;
}

function withCtrl({ key, shiftKey: extend }: Key, editing: Editing): GridAction | null {
  // In the text of a cell they are the browser's own.
  if (editing) return null;
  switch (key.toLowerCase()) {
    case "home":
      return { type: "grid_end", end: "first", extend };
    case "end":
      return { type: "grid_end", end: "last", extend };
    case "z":
      return { type: extend ? "redo" : "undo" };
    case "y":
      return { type: "redo" };
    case "d":
      return { type: "fill_down" };
    case "a":
      return { type: "select_all" };
    default:
      return null;
  }
}
