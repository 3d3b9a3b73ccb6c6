import assert from "node:assert/strict";
import { registerKey } from "../../web/src/features/register/register_keys.ts";
import {
  choose,
  countChoices,
  entryWords,
  markRestPresent,
  registerErrors,
  registerInput,
  registerSheet,
} from "../../web/src/features/register/register_state.ts";
import type { AttendanceStatus, ClassRegister } from "../../web/src/lib/api_types.ts";
import { changedIds, withEntry } from "../../web/src/lib/sheet.ts";

type Line = [status: AttendanceStatus | null, minutes_late?: number, reason?: string];

function register(...lines: Line[]): ClassRegister {
  return {
    class_id: 1,
    date: "2026-10-14",
    taken_at: null,
    data: lines.map(([status, minutes_late, reason], at) => ({
      student_id: at + 1,
      name: `Child ${at + 1}`,
      student_number: null,
      attendance_id: null,
      status,
      minutes_late: minutes_late ?? null,
      reason: reason ?? null,
    })),
  };
}

Deno.test("nobody is marked until someone marks them", () => {
  const sheet = registerSheet(register([null], [null]));
  assert.deepEqual(countChoices(sheet), {
    Present: 0,
    Late: 0,
    Absent: 0,
    Excused: 0,
    not_marked: 2,
  });
  assert.deepEqual(registerInput(sheet), { marks: [] });
});

Deno.test("present with minutes is late, and goes back as present with minutes", () => {
  const sheet = registerSheet(register(["Present", 5, "Bus"], ["Present"], ["Excused"]));
  assert.equal(sheet.entries[1].choice, "Late");
  assert.deepEqual(registerInput(sheet).marks, [
    { student_id: 1, status: "Present", minutes_late: 5, reason: "Bus" },
    { student_id: 2, status: "Present", minutes_late: null, reason: null },
    { student_id: 3, status: "Excused", minutes_late: null, reason: null },
  ]);
  assert.deepEqual(changedIds(sheet), []);
});

Deno.test('"Mark the rest present" leaves those who are marked', () => {
  const sheet = markRestPresent(registerSheet(register([null], ["Absent", undefined, "Ill"])));
  assert.deepEqual(changedIds(sheet), [1]);
  assert.equal(sheet.entries[2].choice, "Absent");
  assert.equal(sheet.entries[2].reason, "Ill");
});

Deno.test("another choice drops what does not fit it", () => {
  const late = { choice: "Late" as const, minutes: "10", reason: "Bus" };
  assert.deepEqual(choose(late, "Absent"), { choice: "Absent", minutes: "", reason: "Bus" });
  assert.deepEqual(choose(late, "Present"), { choice: "Present", minutes: "", reason: "" });
  assert.deepEqual(choose(late, "Late"), late);
});

Deno.test("late needs minutes, 1 to 600, in whole numbers", () => {
  const sheet = registerSheet(register([null]));
  const typed = (minutes: string) =>
    registerErrors(
      withEntry(sheet, { student_id: 1, patch: { choice: "Late", minutes, reason: "" } }),
    );
  for (const minutes of ["", "0", "601", "5.5", "-5", "abc", " "]) {
    assert.ok(typed(minutes)[1], `"${minutes}" is no number of minutes`);
  }
  for (const minutes of ["1", " 12 ", "600"]) assert.deepEqual(typed(minutes), {});
});

Deno.test("an entry in words", () => {
  assert.equal(entryWords({ choice: null, minutes: "", reason: "" }), "Not marked");
  assert.equal(
    entryWords({ choice: "Late", minutes: "10", reason: "Bus" }),
    "Late by 10 min (Bus)",
  );
});

Deno.test("the keys of the register", () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false };
  const key = (key: string, code = "", typing = false) =>
    registerKey({ ...plain, key, code }, { typing });
  assert.deepEqual(key("ArrowDown"), { move: 1 });
  assert.deepEqual(key("ArrowUp", "", true), { move: -1 });
  assert.deepEqual(key("Enter", "", true), { move: 1 });
  assert.deepEqual(key("P"), { choose: "Present" });
  assert.deepEqual(key("l"), { choose: "Late" });
  assert.deepEqual(key("з", "KeyP"), { choose: "Present" }, "the same key on a Cyrillic keyboard");
  assert.equal(key("a", "KeyA", true), null, "a letter in a reason is a letter");
  assert.equal(key("Tab", "Tab"), null);
  assert.equal(key("Enter"), null);
  assert.equal(
    registerKey({ ...plain, ctrlKey: true, key: "a", code: "KeyA" }, { typing: false }),
    null,
  );
});
