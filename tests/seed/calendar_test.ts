import assert from "node:assert/strict";
import { calendarAt } from "../../db/seed/demo/calendar.ts";

const lastDay = (now: string) => calendarAt(new Date(now)).days.at(-1)!.toString();

Deno.test("the term ends on the newest school day whose registers are in", () => {
  for (
    const [what, now, last] of [
      ["a Wednesday", "2026-10-14T12:00:00Z", "2026-10-14"],
      ["nine o'clock in summer time", "2026-10-14T08:00:00Z", "2026-10-14"],
      ["a minute before", "2026-10-14T07:59:00Z", "2026-10-13"],
      ["nine o'clock in winter", "2026-11-18T09:00:00Z", "2026-11-18"],
      ["a minute before", "2026-11-18T08:59:00Z", "2026-11-17"],
      ["late in the evening", "2026-11-18T23:59:00Z", "2026-11-18"],
      ["a Saturday", "2026-10-17T12:00:00Z", "2026-10-16"],
      ["a Monday before school", "2026-10-19T06:00:00Z", "2026-10-16"],
      ["after Christmas", "2026-12-28T12:00:00Z", "2026-12-23"],
      ["29 February", "2028-02-29T12:00:00Z", "2028-02-29"],
    ]
  ) {
    assert.equal(lastDay(now), last, what);
  }
});

Deno.test("on any day of four years the term has 45 school days and nothing still to come", () => {
  const start = Date.parse("2026-01-01T12:00:00Z");
  for (let i = 0; i < 4 * 366; i++) {
    const now = new Date(start + i * 86_400_000);
    const { days, half_term, parents_evening, term, terms, holidays, moment } = calendarAt(now);
    const texts = days.map(String);
    assert.equal(new Set(texts).size, 45);
    assert.deepEqual(texts, texts.toSorted());
    assert.ok(days.every(({ dayOfWeek }) => dayOfWeek <= 5));
    assert.ok(moment(days[44], "08:55") <= now.toISOString());

    const holiday = Array.from({ length: 7 }, (_, day) => String(half_term.add({ days: day })));
    assert.ok(holiday.every((day) => !texts.includes(day)));
    assert.ok(texts[20] < holiday[0] && holiday[6] < texts[44]);

    assert.equal(term.starts_on, texts[0]);
    assert.ok(now.toISOString().slice(0, 10) < String(parents_evening), term.name);
    assert.ok(String(parents_evening) < term.ends_on);

    const in_holidays = (day: string) =>
      holidays.some(({ starts_on, ends_on }) => starts_on <= day && day <= ends_on);
    // Those before are looked at on each weekday in its turn.
    for (const { days } of i % 5 === 0 ? terms : [term]) {
      const texts = days.map(String);
      const closed = [];
      for (let day = days[0]; !day.equals(days[44]); day = day.add({ days: 1 })) {
        if (day.dayOfWeek <= 5 && !texts.includes(String(day))) closed.push(String(day));
      }
      assert.deepEqual(closed.filter((day) => !in_holidays(day)), []);
      assert.deepEqual(texts.filter(in_holidays), []);
    }

    assert.equal(new Set(terms.map(({ name }) => name)).size, 3);
    for (const [i, next] of terms.slice(1).entries()) {
      const before = terms[i];
      assert.equal(before.days.length, 45);
      assert.equal(before.ends_on, String(before.days[44]));
      const free = Temporal.PlainDate.from(before.ends_on).until(next.starts_on).days;
      // A break of more than five weeks begins another school year.
      assert.equal(free > 35, before.school_year !== next.school_year, `${free} days`);
      assert.ok(free > 14);
    }
  }
});

Deno.test("the term is named after the season in which its middle lies", () => {
  for (
    const [now, name, school_year] of [
      ["2026-10-14T12:00:00Z", "Autumn term 2026", 2026],
      ["2027-03-10T12:00:00Z", "Spring term 2027", 2026],
      ["2027-06-30T12:00:00Z", "Summer term 2027", 2026],
      ["2027-11-30T12:00:00Z", "Autumn term 2027", 2027],
    ] as const
  ) {
    const calendar = calendarAt(new Date(now));
    assert.equal(calendar.term.name, name);
    assert.equal(calendar.school_year, school_year);
  }
});
