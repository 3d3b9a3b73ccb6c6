import assert from "node:assert/strict";
import {
  dayOf,
  type KnownRegister,
  whyWords,
} from "../../web/src/features/register/register_day.ts";

const DATE = "2026-10-14";
const untold: KnownRegister = { class_id: 1, date: DATE, taken_at: null, data: [] };
const told: KnownRegister = { ...untold, status: "not_taken", why: null, holiday: null };
const holiday = { status: "not_expected", why: "holiday", holiday: "Half-term" } as const;

Deno.test("what the server said of a register's day is what is known of it", () => {
  assert.deepEqual(dayOf(told, DATE), {
    date: DATE,
    status: "not_taken",
    why: null,
    holiday: null,
  });
  assert.deepEqual(dayOf({ ...told, ...holiday }, DATE), { date: DATE, ...holiday });
  const taken = { ...told, taken_at: `${DATE}T09:00:00.000Z`, status: "taken" } as const;
  assert.equal(dayOf(taken, DATE)!.status, "taken");
});

Deno.test("what was kept before registers said so tells nothing, but whether it was taken", () => {
  assert.equal(dayOf(untold, DATE), null);
  assert.deepEqual(dayOf({ ...untold, taken_at: `${DATE}T09:00:00.000Z` }, DATE), {
    date: DATE,
    status: "taken",
    why: null,
    holiday: null,
  });
});

Deno.test("a day to come is one on any device, until it has come", () => {
  assert.equal(dayOf(untold, "2026-10-13")!.why, "future");
  const future: KnownRegister = { ...told, status: "not_expected", why: "future" };
  assert.equal(dayOf(future, "2026-10-13")!.why, "future");
  assert.equal(dayOf(future, DATE), null);
});

Deno.test("the words for why none is needed", () => {
  const of = (why: NonNullable<KnownRegister["why"]>, holiday: string | null = null) =>
    whyWords({ date: "2026-10-17", status: "not_expected", why, holiday });
  const saturday = new Date("2026-10-17T00:00:00Z")
    .toLocaleDateString(undefined, { weekday: "long", timeZone: "UTC" });
  assert.equal(of("holiday", "Half-term"), "Holiday: Half-term");
  assert.equal(of("holiday"), "Holiday");
  assert.equal(of("outside_terms"), "The school has no term on this day");
  assert.equal(of("no_lesson"), `This class doesn't meet on a ${saturday}`);
  assert.equal(of("no_students"), "Nobody is in this class on this day");
  assert.equal(of("archived"), "This class is archived");
  assert.equal(of("future"), "This day is still to come");
  assert.equal(
    whyWords({ date: DATE, status: "not_taken", why: null, holiday: "Half-term" }),
    null,
  );
});
