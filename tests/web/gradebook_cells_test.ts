import assert from "node:assert/strict";
import {
  cellText,
  cellWords,
  parseCell,
  sameCell,
} from "../../web/src/features/gradebook/cell_syntax.ts";
import { blockText, parseBlock } from "../../web/src/features/gradebook/clipboard.ts";
import { blockOf, cellsOf, goTo, nextByTab } from "../../web/src/features/gradebook/grid_cursor.ts";
import { actionOf, type Editing } from "../../web/src/features/gradebook/grid_keys.ts";
import type { Cell } from "../../web/src/lib/gradebook_types.ts";

const RULE = { maximum: 20, labels: ["A", "A-", "B+", "F"] };

function cell(state: Cell["state"], value: number | string | null = null): Cell {
  return {
    state,
    score: typeof value === "number" ? value : null,
    label: typeof value === "string" ? value : null,
  };
}

const READ: [entered: string, cell: Cell | null][] = [
  ["", null],
  ["  ", null],
  ["8", cell("scored", 8)],
  [" 8.5 ", cell("scored", 8.5)],
  ["8,25", cell("scored", 8.25)],
  [",5", cell("scored", 0.5)],
  ["8.", cell("scored", 8)],
  ["0", cell("scored", 0)],
  ["20", cell("scored", 20)],
  ["020", cell("scored", 20)],
  ["A-", cell("scored", "A-")],
  ["a−", cell("scored", "A-")],
  ["A\u2010", cell("scored", "A-")],
  ["A\u2014", cell("scored", "A-")],
  ["b+", cell("scored", "B+")],
  ["m", cell("missing")],
  ["Missing", cell("missing")],
  ["x", cell("exempt")],
  ["EX", cell("exempt")],
  ["exempt", cell("exempt")],
  ["l", cell("late")],
  ["LATE", cell("late")],
  ["8 l", cell("late", 8)],
  ["8l", cell("late", 8)],
  ["8,5 late", cell("late", 8.5)],
  ["late 8", cell("late", 8)],
  ["L a-", cell("late", "A-")],
  ["A- l", cell("late", "A-")],
];

Deno.test("a cell is a number, a label of the scale, missing, exempt, late or blank", () => {
  for (const [entered, expected] of READ) {
    assert.deepEqual(parseCell(entered, RULE), { ok: true, cell: expected }, `"${entered}"`);
  }
});

const REFUSED: [entered: string, message: RegExp][] = [
  ["20.01", /"20.01" is more than the maximum of 20/],
  ["21 l", /"21" is more than the maximum of 20/],
  ["-1", /"-1" is less than 0/],
  ["8.125", /over two decimals/],
  ["C", /"C" is not a score. Enter 0 to 20, a grade such as B\+, m for missing/],
  ["8/10", /is not a score/],
  ["1e1", /is not a score/],
  ["1.2.3", /is not a score/],
  ["m l", /is not a score/],
  ["late late", /is not a score/],
  ["x".repeat(40), /^"x{20}…" is not a score/],
];

Deno.test("what can't stand in a cell is refused with what can", () => {
  for (const [entered, expected] of REFUSED) {
    const parsed = parseCell(entered, RULE);
    assert.ok(!parsed.ok, entered);
    assert.match(parsed.message, expected);
  }
});

Deno.test("a cell is shown as what is read as the same cell", () => {
  const cells = READ.map(([, cell]) => cell);
  for (const one of cells) {
    const parsed = parseCell(cellText(one, RULE.labels), RULE);
    assert.ok(parsed.ok && sameCell(parsed.cell, one), cellText(one));
  }
  const clash = { maximum: 20, labels: ["M", "X", "L"] };
  assert.deepEqual(parseCell("m", clash), { ok: true, cell: cell("scored", "M") });
  for (const state of ["missing", "exempt", "late"] as const) {
    const text = cellText(cell(state), clash.labels);
    assert.deepEqual(parseCell(text, clash), { ok: true, cell: cell(state) }, text);
  }
});

Deno.test("a number is points, also where the scale has labels that are numbers", () => {
  const rule = { maximum: 20, labels: ["1", "1,5", "2", "6", "G", "2+"] };
  const read: [entered: string, cell: Cell][] = [
    ["2", cell("scored", 2)],
    ["1,5", cell("scored", 1.5)],
    ["2 l", cell("late", 2)],
    ["2+", cell("scored", "2+")],
    ["grade 2", cell("scored", "2")],
    ["GRADE 1,5", cell("scored", "1,5")],
    ["g6", cell("scored", "6")],
    ["g 6 l", cell("late", "6")],
    ["late grade 6", cell("late", "6")],
    ["g", cell("scored", "G")],
  ];
  for (const [entered, expected] of read) {
    assert.deepEqual(parseCell(entered, rule), { ok: true, cell: expected }, entered);
    assert.deepEqual(
      parseCell(cellText(expected, rule.labels), rule),
      { ok: true, cell: expected },
      entered,
    );
  }
  assert.equal(cellText(cell("scored", "2"), rule.labels), "grade 2");
  assert.equal(cellWords(cell("late", "2"), 20), "late, grade 2");
  const refused = parseCell("grade 7", rule);
  assert.match(refused.ok ? "" : refused.message, /"grade 7" is not a score.*such as grade 2, m/);
  assert.equal(parseCell("6", { ...rule, maximum: 5 }).ok, false, "no label where it is too many");
});

Deno.test("a cell has words for who hears it", () => {
  assert.equal(cellWords(null, 20), "blank");
  assert.equal(cellWords(cell("scored", 8), 20), "8 out of 20");
  assert.equal(cellWords(cell("scored", "A-"), 20), "A-");
  assert.equal(cellWords(cell("late", 8), 20), "late, 8 out of 20");
  assert.equal(cellWords(cell("late"), 20), "late, no score");
  assert.equal(cellWords(cell("missing"), 20), "missing");
});

const BLOCKS: [what: string, text: string, block: string[][]][] = [
  ["one cell", "8", [["8"]]],
  ["rows and columns, with the line end of Windows", "1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]],
  ["empty cells keep their place", "\t2\n\n3\t", [["", "2"], [""], ["3", ""]]],
  ["quotes, with a tab, a line break and a quote in them", '"a\tb"\t"c\nd"\n"e""f"\tg', [
    ["a\tb", "c\nd"],
    ['e"f', "g"],
  ]],
  ["a quote that is none", '5" nail\t8', [['5" nail', "8"]]],
  ["spaces around", " 8 \t 9", [["8", "9"]]],
  ["nothing", "", [[""]]],
];

Deno.test("a block is read as spreadsheets copy it, and written as they read it", () => {
  for (const [what, text, block] of BLOCKS) {
    assert.deepEqual(parseBlock(text), block, what);
    assert.deepEqual(parseBlock(blockText(block)), block, `${what}, and back`);
  }
});

const SIZE = { rows: 30, columns: 5 };
const HERE = { row: 3, column: 2, anchor: null };

Deno.test("the cursor stays in the grid, and a block in its score cells", () => {
  assert.deepEqual(goTo(HERE, { row: 99, column: 99 }, SIZE), { row: 29, column: 4, anchor: null });
  assert.deepEqual(goTo(HERE, { row: -9, column: -9 }, SIZE), {
    row: -1,
    column: -2,
    anchor: null,
  });
  const block = goTo(HERE, { row: 1, column: -9, extend: true }, SIZE);
  assert.deepEqual(block, { row: 1, column: 0, anchor: { row: 3, column: 2 } });
  assert.deepEqual(blockOf(block), { top: 1, bottom: 3, left: 0, right: 2 });
  assert.equal(cellsOf(blockOf(block)!).length, 9);
  assert.deepEqual(goTo(block, { row: 4, column: 2, extend: true }, SIZE).anchor, block.anchor);
  assert.equal(blockOf({ row: -1, column: 2, anchor: null }), null);
});

Deno.test("Tab goes along the row, on to the next one, and out at the end", () => {
  const at = (row: number, column: number) => ({ row, column, anchor: null });
  assert.deepEqual(nextByTab(HERE, 1, SIZE), at(3, 3));
  assert.deepEqual(nextByTab(at(3, 4), 1, SIZE), at(4, 0));
  assert.deepEqual(nextByTab(at(3, 0), -1, SIZE), at(2, 4));
  assert.equal(nextByTab(at(29, 4), 1, SIZE), null);
  assert.equal(nextByTab(at(0, 0), -1, SIZE), null);
  assert.equal(nextByTab(at(-1, 2), 1, SIZE), null);
});

function press(keys: string, editing: Editing = null) {
  const parts = keys.split("+");
  return actionOf({
    key: parts.at(-1)!,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Meta"),
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
  }, editing)?.type ?? null;
}

Deno.test("each key does its own, over a cell and in its text", () => {
  const over: [keys: string, type: string | null][] = [
    ["8", "type"],
    ["m", "type"],
    ["Dead", "type"],
    ["Enter", "move"],
    ["Shift+Enter", "move"],
    ["ArrowLeft", "move"],
    ["Shift+ArrowDown", "move"],
    ["Tab", "tab"],
    ["Home", "row_end"],
    ["Ctrl+End", "grid_end"],
    ["PageDown", "page"],
    ["F2", "edit"],
    ["Delete", "clear"],
    ["Backspace", "clear"],
    ["Escape", "revert"],
    ["Ctrl+z", "undo"],
    ["Meta+z", "undo"],
    ["Ctrl+Shift+Z", "redo"],
    ["Ctrl+y", "redo"],
    ["Ctrl+d", "fill_down"],
    ["Ctrl+a", "select_all"],
    // The clipboard comes as events of its own, and all else is the browser's.
    ["Ctrl+c", null],
    ["Ctrl+v", null],
    ["Alt+ArrowLeft", null],
    ["Shift", null],
    ["F5", null],
  ];
  for (const [keys, type] of over) assert.equal(press(keys), type, keys);
  for (const keys of ["8", "Home", "Delete", "Ctrl+z", "Ctrl+a", "Shift+Home"]) {
    assert.equal(press(keys, "over"), null, `${keys} while typing`);
    assert.equal(press(keys, "inside"), null, `${keys} in the text`);
  }
  assert.equal(press("ArrowRight", "over"), "move");
  assert.equal(press("ArrowRight", "inside"), null, "moves the caret");
  for (const keys of ["ArrowDown", "Enter", "Tab", "Escape"]) assert.ok(press(keys, "inside"));
});
