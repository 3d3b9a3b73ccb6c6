import assert from "node:assert/strict";
import { firstNames } from "../../web/src/features/classes/teacher_words.ts";
import { greeting } from "../../web/src/features/home/greeting.ts";
import type { School } from "../../web/src/lib/api_types.ts";
import { addDays, formatAgo, isDate, schoolToday } from "../../web/src/lib/dates.ts";
import { fieldErrors, type Problem } from "../../web/src/lib/problem.ts";
import { school } from "../../web/src/lib/session.ts";
import {
  atLeast,
  atMost,
  blankToNull,
  formatGpa,
  formatSize,
  initials,
  stableNumber,
} from "../../web/src/lib/strings.ts";

Deno.test("formatGpa rounds half up to two decimals", () => {
  const cases: [number | null, string][] = [
    [3.575, "3.58"],
    [2.675, "2.68"],
    [3.574, "3.57"],
    [3.995, "4.00"],
    [1.005, "1.01"],
    [0, "0.00"],
    [null, "–"],
  ];
  for (const [gpa, text] of cases) assert.equal(formatGpa(gpa), text);
});

Deno.test("formatSize rounds to what one can tell apart", () => {
  const cases: [number, RegExp][] = [
    [1, /^1\s?kB$/],
    [48_213, /^48\s?kB$/],
    [999_499, /^999\s?kB$/],
    [999_500, /^1\s?MB$/],
    [1_249_999, /^1[.,]2\s?MB$/],
    [5 * 1024 * 1024, /^5[.,]2\s?MB$/],
  ];
  for (const [bytes, text] of cases) assert.match(formatSize(bytes), text);
});

Deno.test("initials work in any script", () => {
  const cases: [string, string][] = [
    ["Ólafur Már Jónsson", "ÓJ"],
    ["παναγιώτης παπαδόπουλος", "ΠΠ"],
    ["陈伟", "陈"],
    ["Mia", "M"],
    ["  ", ""],
    ["👩‍🏫 Reed", "👩‍🏫R"],
  ];
  for (const [name, wanted] of cases) assert.equal(initials(name), wanted);
});

Deno.test("stableNumber stays the same and below its bound", () => {
  assert.equal(stableNumber("Mia Chen", 6), stableNumber("Mia Chen", 6));
  for (const name of ["", "a", "陈伟", "x".repeat(1000)]) {
    const n = stableNumber(name, 6);
    assert.ok(Number.isInteger(n) && n >= 0 && n < 6);
  }
});

Deno.test("blankToNull trims, and makes null of nothing", () => {
  assert.equal(blankToNull("  a "), "a");
  assert.equal(blankToNull("   "), null);
  assert.equal(blankToNull(undefined), null);
});

Deno.test("fieldErrors names the field, and takes the first message of each", () => {
  const problem: Problem = {
    type: "about:blank",
    title: "t",
    status: 400,
    detail: "",
    request_id: null,
    errors: [
      { path: "body.name", message: "one" },
      { path: "body.name", message: "two" },
      { path: "body.marks.3.grade", message: "three" },
      { path: "query.limit", message: "four" },
    ],
  };
  assert.deepEqual(fieldErrors(problem), {
    name: "one",
    "marks.3.grade": "three",
  });
  assert.deepEqual(fieldErrors(null), {});
});

Deno.test("addDays crosses months, leap days and clock changes", () => {
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(addDays("2026-03-29", 1), "2026-03-30");
  assert.equal(addDays("2026-01-01", -1), "2025-12-31");
});

Deno.test("schoolToday is the school's day, not the reader's", () => {
  const now = new Date("2026-11-22T11:30:00Z");
  school.value = { timezone: "Pacific/Auckland" } as School;
  assert.equal(schoolToday(now), "2026-11-23");
  school.value = { timezone: "Pacific/Honolulu" } as School;
  assert.equal(schoolToday(now), "2026-11-22");
  school.value = null;
});

Deno.test("isDate knows the days of the calendar from what an address may say", () => {
  for (const day of ["2026-11-22", "2028-02-29", "0001-01-01"]) assert.ok(isDate(day), day);
  const wrong = [
    "",
    "today",
    "2026-13-45",
    "2026-02-29",
    "2026-1-1",
    "2026-11-22T00:00",
    "1e9-01-01",
  ];
  for (const text of wrong) assert.ok(!isDate(text), text);
});

Deno.test("formatAgo steps from minutes to days", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const ago = (time: string) => formatAgo(time, now);
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  assert.equal(ago("2026-11-22T11:59:40Z"), words.format(0, "second"));
  assert.equal(ago("2026-11-22T11:42:00Z"), words.format(-18, "minute"));
  assert.equal(ago("2026-11-22T09:10:00Z"), words.format(-2, "hour"));
  assert.equal(ago("2026-11-19T12:00:00Z"), words.format(-3, "day"));
});

Deno.test("the greeting follows the school's clock", () => {
  const at = (hour: string) =>
    greeting({
      name: "Mia",
      timezone: "UTC",
      now: new Date(`2026-11-22T${hour}:00Z`),
    });
  assert.equal(at("00:10"), "Good morning, Mia");
  assert.equal(at("12:00"), "Good afternoon, Mia");
  assert.equal(at("18:00"), "Good evening, Mia");
});

Deno.test("of many names the first two are said, and how many more there are", () => {
  assert.equal(firstNames([]), "");
  assert.equal(firstNames(["Mia"]), "Mia");
  assert.equal(firstNames(["Mia", "Ana"]), "Mia, Ana");
  assert.equal(firstNames(["Mia", "Ana", "Tom", "Eva"]), "Mia, Ana and 2 more");
});

Deno.test("what a field takes at least and at most is said of days as of days", () => {
  const day = { type: "date", min: "2026-12-10", max: "2026-12-31" };
  const words = (date: string) =>
    new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(new Date(`${date}T12:00`));
  assert.equal(atLeast(day), `${words("2026-12-10")} or later`);
  assert.equal(atMost(day), `${words("2026-12-31")} or earlier`);
  assert.equal(atLeast({ type: "number", min: "0", max: "50" }), "0 or more");
  assert.equal(atMost({ type: "number", min: "0", max: "50" }), "50 or less");
});
