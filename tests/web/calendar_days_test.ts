import assert from "node:assert/strict";
import { calendarOf, type Square } from "../../web/src/features/student/calendar_days.ts";
import type { AttendanceYear } from "../../web/src/lib/api_types.ts";

/** A year with these marked days, as far as the calendar asks. */
function year(change: Partial<AttendanceYear>): AttendanceYear {
  return {
    from: "2026-09-01",
    to: "2027-06-18",
    days: [],
    holidays: [],
    school_days: [1, 2, 3, 4, 5],
    ...change,
  } as AttendanceYear;
}

const day = (date: string) => ({ date, status: "Absent" as const, late: false, reasons: [] });

/** A week as text: the day's number, `!` where it is marked, `*` in a holiday, `.` where none is. */
const week = (squares: Square[]) =>
  squares.map((square) =>
    square === null
      ? "."
      : Number(square.date.slice(8)) + (square.day ? "!" : "") + (square.holiday ? "*" : "")
  ).join(" ");

Deno.test("months are weeks from Monday on, of the weekdays with school", () => {
  const { weekdays, months } = calendarOf(
    year({
      days: [day("2026-10-02"), day("2026-10-30")],
      holidays: [{ name: "Half-term", starts_on: "2026-10-26", ends_on: "2026-10-30" }],
    }),
    "2026-11-02",
  );
  assert.deepEqual(weekdays, [1, 2, 3, 4, 5]);
  assert.deepEqual(months.map(({ month }) => month), ["2026-10-01", "2026-11-01"]);
  assert.deepEqual(months[0].weeks.map(week), [
    ". . . 1 2!",
    "5 6 7 8 9",
    "12 13 14 15 16",
    "19 20 21 22 23",
    "26* 27* 28* 29* 30!*",
  ]);
  // The first is a Sunday, and has no square.
  assert.deepEqual(months[1].weeks.map(week).slice(0, 2), ["2 3 4 5 6", "9 10 11 12 13"]);
});

Deno.test("a weekday on which a day was marked has a column, school or not", () => {
  const { weekdays, months } = calendarOf(year({ days: [day("2026-10-10")] }), "2026-10-14");
  assert.deepEqual(weekdays, [1, 2, 3, 4, 5, 6]);
  assert.equal(week(months[0].weeks[1]), "5 6 7 8 9 10!");
});

Deno.test("months without a mark before the first, and those to come, are left out", () => {
  const shown = (change: Partial<AttendanceYear>, today: string) =>
    calendarOf(year(change), today).months.map(({ month }) => month.slice(0, 7));
  assert.deepEqual(shown({ days: [day("2026-12-01")] }, "2027-02-10"), [
    "2026-12",
    "2027-01",
    "2027-02",
  ]);
  assert.deepEqual(shown({ days: [day("2026-12-01")], to: "2026-12-18" }, "2027-02-10"), [
    "2026-12",
  ]);
  assert.deepEqual(shown({ days: [day("2026-11-01")] }, "2026-10-31"), ["2026-11"]);
  assert.deepEqual(shown({}, "2026-10-31"), ["2026-09", "2026-10"]);
});
