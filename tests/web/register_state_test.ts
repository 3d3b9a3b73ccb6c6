import assert from "node:assert/strict";
import { registerKey } from "../../web/src/features/register/register_keys.ts";
import {
  choose,
  countChoices,
  entryWords,
  markRestPresent,
  nextChoice,
  registerErrors,
  registerInput,
  registerSheet,
} from "../../web/src/features/register/register_state.ts";
import type { AttendanceStatus, ClassRegister } from "../../web/src/lib/api_types.ts";
import { findChildren } from "../../web/src/features/register/find_state.ts";
import { changedIds, rebase, touchedIds, undone, withEntry } from "../../web/src/lib/sheet.ts";

type Line = [status: AttendanceStatus | null, minutes_late?: number, reason?: string];

/** A register that was taken, if it holds a mark. */
function register(...lines: Line[]): Pick<ClassRegister, "taken_at" | "data"> {
  const taken = lines.some(([status]) => status !== null);
  return {
    taken_at: taken ? "2026-10-14T09:00:00.000Z" : null,
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

const nothing = { choice: null, minutes: "", reason: "" };

Deno.test("in a register that is not taken everyone is down as present, and nobody has entered it", () => {
  const sheet = registerSheet(register([null], [null]));
  assert.deepEqual(countChoices(sheet), {
    Present: 2,
    Late: 0,
    Absent: 0,
    Excused: 0,
    not_marked: 0,
  });
  assert.deepEqual(sheet.base, { 1: nothing, 2: nothing }, "the server knows of no mark");
  assert.deepEqual(touchedIds(sheet), []);
  assert.deepEqual(
    registerInput(sheet).marks.map(({ student_id, status }) => [student_id, status]),
    [[1, "Present"], [2, "Present"]],
    "saved as it stands, it marks all of them",
  );
});

Deno.test("who is touched is what someone entered, and undoing it goes back to present", () => {
  const sheet = registerSheet(register([null], [null]));
  const typed = withEntry(sheet, { student_id: 2, patch: choose(sheet.entries[2], "Absent") });
  assert.deepEqual(touchedIds(typed), [2]);
  assert.deepEqual(touchedIds(undone(typed)), []);
  assert.equal(undone(typed).entries[2].choice, "Present");
});

Deno.test("in a register that was taken, who has no mark stays without", () => {
  const sheet = registerSheet(register([null], ["Absent"]));
  assert.deepEqual(sheet.entries[1], nothing);
  assert.deepEqual(registerInput(sheet).marks.map(({ student_id }) => student_id), [2]);
});

Deno.test("present as put down meets another's absent as a conflict, and another's present as none", () => {
  const mine = registerSheet(register([null], [null]));
  const { conflicts } = rebase(mine, registerSheet(register(["Absent"], ["Present"])));
  assert.deepEqual(
    conflicts.map(({ student_id, mine, theirs }) => [
      student_id,
      mine.choice,
      theirs.choice,
    ]),
    [[1, "Present", "Absent"]],
  );
});

Deno.test("a child who came meanwhile is not put down as present unseen", () => {
  const { sheet } = rebase(
    registerSheet(register([null])),
    registerSheet(register([null], [null])),
  );
  assert.equal(sheet.entries[1].choice, "Present");
  assert.deepEqual(registerInput(sheet).marks.map(({ student_id }) => student_id), [1]);
});

Deno.test("tap after tap goes from present over absent and excused to present", () => {
  assert.equal(nextChoice(null), "Present");
  assert.equal(nextChoice("Present"), "Absent");
  assert.equal(nextChoice("Absent"), "Excused");
  assert.equal(nextChoice("Excused"), "Present");
  assert.equal(nextChoice("Late"), "Absent");
});

Deno.test("a child is found by the beginning of any of their names, without accents", () => {
  const rows = ["Ada Ångström", "Bảo Nguyễn", "Łucja Bąk", "Anna Bloom"].map((name) => ({ name }));
  const found = (typed: string) => findChildren(rows, typed).map(({ name }) => name);
  assert.deepEqual(found("ngu"), ["Bảo Nguyễn"]);
  assert.deepEqual(found("ANG"), ["Ada Ångström"]);
  assert.deepEqual(found("lu"), ["Łucja Bąk"]);
  assert.deepEqual(found("b"), ["Bảo Nguyễn", "Łucja Bąk", "Anna Bloom"]);
  assert.deepEqual(found("loo"), ["Anna Bloom"], "within a name, where none begins with it");
  assert.deepEqual(found("an")[0], "Ada Ångström", "in the list's order");
  assert.deepEqual(found(" "), []);
  assert.deepEqual(found("zz"), []);
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
  assert.deepEqual(key("Enter"), { move: 1 });
  assert.deepEqual(key("Home"), { move: "first" });
  assert.deepEqual(key("End", "", true), null, "in a field it goes to the end of the text");
  assert.deepEqual(key(" ", "Space"), { act: "cycle" });
  assert.equal(key(" ", "Space", true), null);
  assert.deepEqual(key("/"), { act: "find" });
  assert.equal(key("/", "", true), null);
  assert.deepEqual(key("P"), { choose: "Present" });
  assert.deepEqual(key("l"), { choose: "Late" });
  assert.deepEqual(key("з", "KeyP"), { choose: "Present" }, "the same key on a Cyrillic keyboard");
  assert.equal(key("a", "KeyA", true), null, "a letter in a reason is a letter");
  assert.equal(key("Tab", "Tab"), null);
  const control = (key: string) =>
    registerKey({ ...plain, ctrlKey: true, key, code: "" }, { typing: true });
  assert.equal(control("a"), null);
  assert.deepEqual(control("s"), { act: "save" });
});
