import assert from "node:assert/strict";
import {
  changedMarks,
  commentsWithoutMark,
  markErrors,
  marksSheet,
} from "../../web/src/features/marks/marks_state.ts";
import { fillDown, parseColumn, pasteWords } from "../../web/src/features/marks/paste.ts";
import { withEntry } from "../../web/src/lib/sheet.ts";

function column(...grades: (string | null)[]) {
  return marksSheet({
    class_id: 1,
    term_id: 1,
    subject: "Mathematics",
    data: grades.map((grade, at) => ({
      student_id: at + 1,
      name: `Child ${at + 1}`,
      student_number: null,
      grade_id: null,
      grade,
      points: null,
      comment: null,
    })),
  });
}

const PASTES: [what: string, text: string, cells: string[]][] = [
  ["one a line", "A\nB+\n87", ["A", "B+", "87"]],
  ["Windows line ends and the one at the end", "A\r\nB\r\n", ["A", "B"]],
  ["old Mac line ends", "A\rB", ["A", "B"]],
  ["an empty cell in the middle", "A\n\nC\n", ["A", "", "C"]],
  ["names before marks", "Ana\tA\nBo\tB\n", ["A", "B"]],
  ["an empty column behind", "A\t\nB\t\n", ["A", "B"]],
  ["a column with a gap", "Ana\tA\nBo\nCy\tC", ["A", "", "C"]],
  ["spaces and quotes", ' A \n"B+"\n"say ""P"""', ["A", "B+", 'say "P"']],
  ["a decimal comma", "14,5\n12", ["14,5", "12"]],
  ["nothing", "\n", [""]],
];

for (const [what, text, cells] of PASTES) {
  Deno.test(`a pasted column: ${what}`, () => assert.deepEqual(parseColumn(text), cells));
}

Deno.test("a pasted column fills down from where it is pasted", () => {
  const done = fillDown(column("D", "D", "D", null), { from: 2, cells: ["A", "", "B", "C", "F"] });
  assert.deepEqual(
    done.sheet.rows.map(({ student_id }) => done.sheet.entries[student_id].grade),
    ["D", "A", "D", "B"],
    "an empty cell takes no mark away",
  );
  assert.equal(pasteWords(done), "2 marks pasted, 2 more had no child left");
  assert.equal(pasteWords({ filled: 1, left_over: 0 }), "1 mark pasted");
});

Deno.test("only changed marks are sent, an emptied one as null", () => {
  let sheet = column("A", "B", null);
  sheet = withEntry(sheet, { student_id: 2, patch: { grade: " " } });
  sheet = withEntry(sheet, { student_id: 3, patch: { grade: " 87 ", comment: " Well done " } });
  assert.deepEqual(changedMarks(sheet), [
    { student_id: 2, grade: null, comment: null },
    { student_id: 3, grade: "87", comment: "Well done" },
  ]);
});

Deno.test("the server's errors stand at the child, until the mark is typed anew", () => {
  let sheet = column(null, null, null);
  sheet = withEntry(sheet, { student_id: 1, patch: { grade: "A" } });
  sheet = withEntry(sheet, { student_id: 3, patch: { grade: "ZZ" } });
  const sent = changedMarks(sheet);
  const errors = { "marks.1.grade": '"ZZ" is no mark', "subject": "Too long", "marks.9": "?" };
  assert.deepEqual(markErrors(errors, { sent, sheet }), { 3: '"ZZ" is no mark' });
  sheet = withEntry(sheet, { student_id: 3, patch: { grade: "B" } });
  assert.deepEqual(markErrors(errors, { sent, sheet }), {});
});

Deno.test("a comment needs a mark to stand at", () => {
  const sheet = withEntry(column(null, "A"), { student_id: 1, patch: { comment: "Good" } });
  assert.deepEqual(commentsWithoutMark(sheet), [1]);
  assert.deepEqual(
    commentsWithoutMark(withEntry(sheet, { student_id: 1, patch: { grade: "B" } })),
    [],
  );
});
