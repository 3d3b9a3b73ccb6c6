import assert from "node:assert/strict";
import { chronicWords, dayWord } from "../../web/src/features/student/attendance_words.ts";
import { erasedWords } from "../../web/src/features/student/erased_words.ts";
import { gradeChangeWords } from "../../web/src/features/student/grade_change_words.ts";
import { groupByTerm, termNames, termOf } from "../../web/src/features/student/grade_groups.ts";
import type { Gpa, Grade, Term } from "../../web/src/lib/api_types.ts";
import { startOfDay } from "../../web/src/lib/zoned_time.ts";

const term = (term_id: number, starts_on: string, ends_on: string): Term => ({
  term_id,
  name: `Term ${term_id}`,
  starts_on,
  ends_on,
  closed_at: null,
  created_at: "",
  updated_at: "",
});
const autumn = term(1, "2026-09-01", "2026-12-18");
const spring = term(2, "2027-01-04", "2027-03-26");

Deno.test("the term of a day: the one it falls in, else the newest that has begun", () => {
  assert.equal(termOf("2026-10-01", [spring, autumn]), autumn);
  assert.equal(termOf("2026-12-18", [spring, autumn]), autumn);
  assert.equal(termOf("2026-12-25", [spring, autumn]), autumn);
  assert.equal(termOf("2027-08-01", [spring, autumn]), spring);
  assert.equal(termOf("2020-01-01", [spring, autumn]), autumn);
  assert.equal(termOf("2020-01-01", []), null);
});

Deno.test("marks stand by term, the newest first, those of no term last", () => {
  const grade = (grade_id: number, term_id: number | null, subject: string) =>
    ({ grade_id, term_id, subject }) as Grade;
  const groups = groupByTerm(
    [grade(1, null, "Art"), grade(2, 1, "Music"), grade(3, 2, "Art"), grade(4, 1, "Art")],
    termNames([autumn, spring], null),
  );
  assert.deepEqual(groups.map(({ name }) => name), ["Term 2", "Term 1", "No term"]);
  assert.deepEqual(groups[1].grades.map(({ subject }) => subject), ["Art", "Music"]);
});

Deno.test("a family has the names of terms from the GPA", () => {
  const gpa = {
    terms: [{ term_id: 1, name: "Autumn" }, { term_id: 2, name: "Spring" }, {
      term_id: null,
      name: null,
    }],
  } as Gpa;
  assert.deepEqual(termNames(null, gpa).map(({ name }) => name), ["Spring", "Autumn"]);
});

Deno.test("a day in a word", () => {
  assert.deepEqual(dayWord({ status: "Present", minutes_late: 5 }), {
    word: "Late, 5 min",
    tone: "warn",
  });
  assert.equal(dayWord({ status: "Absent", minutes_late: null }).word, "Absent");
  const summary = { marked: 45, present: 38, absent: 4, excused: 3, late: 0, rate: 0.844 };
  assert.match(
    chronicWords({ ...summary, chronic_absence: true }),
    /^7 of 45 marked days missed \(15\.6/,
  );
});

Deno.test("what was erased, in the order that matters, without what there was none of", () => {
  const words = erasedWords({ files: 1, grades: 8, students: 1, scores: 0, library_loans: 2 });
  assert.deepEqual(words.map(({ label }) => label), ["Record", "Marks", "Files", "library loans"]);
});

Deno.test("every part that an erasure names has words", () => {
  const parts = [
    "scores",
    "grades",
    "attendance",
    "activity_files",
    "activities",
    "reports",
    "notifications",
    "enrollments",
    "guardians",
    "sessions",
    "invitations",
    "audit_log",
    "students",
    "files",
  ];
  for (const part of parts) {
    const [{ label }] = erasedWords({ [part]: 1 });
    assert.match(label, /^[A-Z]/, part);
  }
});

Deno.test("a day begins at midnight on the school's clock", () => {
  assert.equal(startOfDay("2026-01-15", "UTC"), "2026-01-15T00:00:00.000Z");
  assert.equal(startOfDay("2026-07-15", "Europe/Berlin"), "2026-07-14T22:00:00.000Z");
  assert.equal(startOfDay("2026-01-15", "America/New_York"), "2026-01-15T05:00:00.000Z");
  assert.equal(startOfDay("2026-03-29", "Europe/Berlin"), "2026-03-28T23:00:00.000Z");
  assert.equal(startOfDay("2026-10-26", "Europe/Berlin"), "2026-10-25T23:00:00.000Z");
  assert.equal(startOfDay("2026-01-15", "Asia/Kolkata"), "2026-01-14T18:30:00.000Z");
});

Deno.test("a change of a mark is told by what was entered", () => {
  const told: [changes: Parameters<typeof gradeChangeWords>[0], lines: string[]][] = [
    [{ grade: [null, "B+"], points: [null, 3.3], term_id: [null, 1] }, ["Mark: B+"]],
    [{ grade: ["B+", "A-"], points: [3.3, 3.7] }, ["Mark: B+ → A-"]],
    [{ comment: ["Ill", null], percent: [87.25, 90] }, [
      "Comment: Ill → none",
      "Average: 87.3 % → 90.0 %",
    ]],
    [{ points: [3.3, 3.7] }, ["Changed"]],
    [null, ["Changed"]],
  ];
  for (const [changes, lines] of told) assert.deepEqual(gradeChangeWords(changes), lines);
});
