import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const WEDNESDAY = "2026-10-14";

function list(school: School, query = "", as: SignedIn = school.admin) {
  return school.request("GET", `/api/registers?${query}`, { as });
}

/** `[status, why]` of a class on a day. */
async function statusOf(school: School, class_id: number, date: string, as = school.admin) {
  const { status, body, text } = await list(school, `date=${date}`, as);
  assert.equal(status, 200, text);
  const line = body.data.find((each: { class_id: number }) => each.class_id === class_id);
  assert.equal(line.date, date);
  return [line.status, line.why];
}

Deno.test(
  "a register is not taken until a mark is given in its class, and then says when",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id], "3A");
    const other = await school.class([student_id], "3B");
    const teacher = await school.teacherOf(class_id);
    const [{ name }] = await school.rows(
      "select name from users where user_id = ?",
      teacher.user_id,
    );
    const line = {
      class_id,
      name: "3A",
      subject: null,
      date: WEDNESDAY,
      teachers: [{ user_id: teacher.user_id, name }],
      status: "not_taken",
      why: null,
      taken_at: null,
    };
    const untaken = { ...line, ...other, name: "3B", teachers: [] };
    assert.deepEqual((await list(school)).body, { data: [line, untaken], next_cursor: null });
    // A mark for the whole day is in nobody's register.
    await school.request("POST", `/api/students/${student_id}/attendance`, {
      as: school.admin,
      body: { date: WEDNESDAY, status: "Present" },
    });
    assert.deepEqual((await list(school)).body.data, [line, untaken]);
    const put = await school.request("PUT", `/api/classes/${class_id}/attendance/${WEDNESDAY}`, {
      as: teacher,
      body: { marks: [{ student_id, status: "Present" }] },
    });
    assert.equal(put.status, 200, put.text);
    const taken = { ...line, status: "taken", taken_at: "2026-10-14T09:00:00.000Z" };
    assert.deepEqual((await list(school, `date=${WEDNESDAY}`)).body.data, [taken, untaken]);
    assert.deepEqual((await list(school, "status=taken")).body.data, [taken]);
    assert.deepEqual((await list(school, "status=not_taken")).body.data, [untaken]);
    assert.deepEqual((await list(school, "status=not_expected")).body.data, []);
    assert.deepEqual(await statusOf(school, class_id, "2026-10-13"), ["not_taken", null]);
  }),
);

Deno.test(
  "none is expected in a holiday, outside the terms, without a lesson or a child, or in days to come",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const empty = await school.class();
    const expect = async (date: string, status: string, why: string | null = null) =>
      assert.deepEqual(await statusOf(school, class_id, date), [status, why], date);

    await expect("2026-10-10", "not_expected", "no_lesson");
    await expect("2026-10-11", "not_expected", "no_lesson");
    await expect("2026-10-12", "not_taken");
    await expect("2026-10-15", "not_expected", "future");
    assert.deepEqual(await statusOf(school, empty.class_id, "2026-10-12"), [
      "not_expected",
      "no_students",
    ]);
    // Not yet anybody in it.
    await expect("2026-08-31", "not_expected", "no_students");

    await school.holiday("2026-10-12", "2026-10-13");
    await expect("2026-10-09", "not_taken");
    await expect("2026-10-12", "not_expected", "holiday");
    await expect("2026-10-13", "not_expected", "holiday");
    await expect(WEDNESDAY, "not_taken");

    await school.term("Late", "2026-10-05", "2026-12-18");
    await school.term("Early", "2026-09-07", "2026-09-25");
    await expect("2026-10-02", "not_expected", "outside_terms");
    await expect("2026-10-05", "not_taken");
    await expect("2026-09-25", "not_taken");
    await expect("2026-09-28", "not_expected", "outside_terms");

    await school.rows("update students set archived_at = '2026-10-01'");
    await expect("2026-10-09", "not_expected", "no_students");
  }),
);

Deno.test(
  "a class meets on the school's days, or on its own; a holiday of a year is one",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const meets = (days: string) =>
      school.rows("update classes set meets_on = iif(? = '', null, ?)", days, days);
    const week = async () => {
      const statuses = [];
      for (let day = 5; day <= 11; day++) {
        const date = `2026-10-${String(day).padStart(2, "0")}`;
        const [status, why] = await statusOf(school, class_id, date);
        assert.equal(why, status === "not_taken" ? null : "no_lesson");
        statuses.push(status === "not_taken" ? day - 4 : 0);
      }
      return statuses.filter(Boolean);
    };
    assert.deepEqual(await week(), [1, 2, 3, 4, 5]);
    await meets("[2,6]");
    assert.deepEqual(await week(), [2, 6]);
    await meets("[]");
    assert.deepEqual(await week(), []);
    await meets("");
    await school.rows("update settings set school_days = '[1,2,3,7]'");
    assert.deepEqual(await week(), [1, 2, 3, 7]);
    await school.holiday("2025-10-14", "2026-10-14");
    assert.deepEqual(await statusOf(school, class_id, WEDNESDAY), ["not_expected", "holiday"]);
  }),
);

Deno.test(
  "a register that is taken stays taken on a day when none was expected",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    await school.request("PUT", `/api/classes/${class_id}/attendance/2026-10-10`, {
      as: school.admin,
      body: { marks: [{ student_id, status: "Absent" }] },
    });
    await school.holiday("2026-10-10", "2026-10-10");
    assert.deepEqual(await statusOf(school, class_id, "2026-10-10"), ["taken", null]);
  }),
);

Deno.test(
  "today is the day that it is at the school, also where it is another day elsewhere",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const cases = [
      ["2026-10-14T09:59:00Z", "Pacific/Kiritimati", "2026-10-14"],
      ["2026-10-14T10:30:00Z", "Pacific/Kiritimati", "2026-10-15"],
      ["2026-10-14T10:30:00Z", "Pacific/Niue", "2026-10-13"],
      ["2026-10-14T10:30:00Z", "Europe/Lisbon", "2026-10-14"],
      ["2026-10-14T23:30:00Z", "Europe/Lisbon", "2026-10-15"],
      ["2026-10-15T03:00:00Z", "America/New_York", "2026-10-14"],
    ];
    for (const [now, timezone, today] of cases) {
      school.clock.set(now);
      await school.rows("update settings set timezone = ?", timezone);
      const as = await school.user("Admin");
      const { body } = await list(school, "", as);
      assert.deepEqual([body.data[0].date, body.data[0].status], [today, "not_taken"], timezone);
      assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 1);
      const tomorrow = Temporal.PlainDate.from(today).add({ days: 1 }).toString();
      assert.deepEqual(await statusOf(school, class_id, today, as), ["not_taken", null]);
      assert.deepEqual(await statusOf(school, class_id, tomorrow, as), [
        "not_expected",
        "future",
      ]);
    }
  }),
);

Deno.test(
  "a teacher sees the classes that they teach, whatever they may see besides; an archived one nobody",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    await school.rows("update settings set teacher_scope = 'all'");
    const ids = async (as: SignedIn) =>
      (await list(school, "", as)).body.data.map((line: { class_id: number }) => line.class_id);
    assert.deepEqual(await ids(school.admin), [ours.class_id, theirs.class_id]);
    assert.deepEqual(await ids(ours.teacher), [ours.class_id]);
    assert.deepEqual(await ids(await school.user("Teacher")), []);
    const refused = await list(school, "", ours.parent);
    assert.equal(refused.status, 403);
    await school.rows("update classes set archived_at = '' where class_id = ?", ours.class_id);
    assert.deepEqual(await ids(school.admin), [theirs.class_id]);
    assert.deepEqual(await ids(ours.teacher), []);
  }),
);

Deno.test(
  "the list is paged by name, and what it can't use is refused",
  withSchool(async (school) => {
    for (const name of ["Éa", "eb", "Ec"]) await school.class([], name);
    const names = [];
    let cursor = "";
    do {
      const { body } = await list(school, `limit=1${cursor && `&cursor=${cursor}`}`);
      names.push(...body.data.map((line: { name: string }) => line.name));
      cursor = body.next_cursor;
    } while (cursor);
    assert.deepEqual(names, ["Éa", "eb", "Ec"]);
    for (const query of ["date=2026-02-30", "date=today", "status=late", "class_id=1", "limit=0"]) {
      assert.equal((await list(school, query)).status, 400, query);
    }
  }),
);
