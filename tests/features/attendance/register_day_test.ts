import assert from "node:assert/strict";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const WEDNESDAY = "2026-10-14";
const SATURDAY = "2026-10-10";

async function classOf(school: School) {
  const { student_id } = await school.student();
  const { class_id } = await school.class([student_id]);
  const teacher = await school.teacherOf(class_id);
  const path = (date: string) => `/api/classes/${class_id}/attendance/${date}`;
  return {
    student_id,
    class_id,
    teacher,
    get: (date: string, as: SignedIn = teacher) => school.request("GET", path(date), { as }),
    put: (date: string, headers?: Record<string, string>) =>
      school.request("PUT", path(date), {
        as: teacher,
        body: { marks: [{ student_id, status: "Present" }] },
        headers,
      }),
  };
}

/** The register says what the list of registers says of the same class and day, to all who see both. */
async function assertDay(
  school: School,
  { class_id, teacher, get }: Awaited<ReturnType<typeof classOf>>,
  [date, status, why = null, holiday = null]: (string | null)[],
): Promise<void> {
  for (const as of [school.admin, teacher]) {
    const { body } = await get(date!, as);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 1);
    assert.deepEqual([body.date, body.status, body.why, body.holiday], [
      date,
      status,
      why,
      holiday,
    ]);
    const list = await school.request("GET", `/api/registers?date=${date}`, { as });
    const [line] = list.body.data.filter((each: { class_id: number }) =>
      each.class_id === class_id
    );
    assert.deepEqual([line.status, line.why, line.taken_at], [status, why, body.taken_at]);
  }
}

Deno.test(
  "a register says why none is expected: a holiday by its name, no term, no lesson, nobody, a day to come",
  withSchool(async (school) => {
    const own = await classOf(school);
    const expect = (...day: (string | null)[]) => assertDay(school, own, day);
    await expect(WEDNESDAY, "not_taken");
    await expect("2026-10-15", "not_expected", "future");
    await expect(SATURDAY, "not_expected", "no_lesson");
    await expect("2026-08-31", "not_expected", "no_students");

    await school.term("Autumn", "2026-09-07", "2026-12-18");
    await expect("2026-09-04", "not_expected", "outside_terms");
    await school.holiday("2026-10-09", "2026-10-13");
    await school.holiday("2026-10-12", "2026-10-16");
    await school.rows("update holidays set name = 'Half-term' where starts_on = '2026-10-09'");
    await school.rows("update holidays set name = 'Harvest' where starts_on = '2026-10-12'");
    await expect("2026-10-08", "not_taken");
    await expect("2026-10-09", "not_expected", "holiday", "Half-term");
    await expect(SATURDAY, "not_expected", "holiday", "Half-term");
    await expect("2026-10-12", "not_expected", "holiday", "Half-term");
    await expect(WEDNESDAY, "not_expected", "holiday", "Harvest");
    await expect("2026-10-15", "not_expected", "future", "Harvest");

    await school.rows("update classes set meets_on = '[6]'");
    await expect("2026-09-12", "not_taken");
    await expect("2026-09-10", "not_expected", "no_lesson");
  }),
);

Deno.test(
  "a family sees nothing of a register, and a teacher not that of a class out of reach",
  withSchool(async (school) => {
    const { student_id, get } = await classOf(school);
    await school.rows("update settings set teacher_scope = 'classes'");
    for (
      const as of [await school.parentOf(student_id), await school.childLogin(student_id)]
    ) {
      const { status, text } = await get(SATURDAY, as);
      assert.equal(status, 403);
      assert.ok(!text.includes("no_lesson"));
    }
    const { status, text } = await get(SATURDAY, await school.user("Teacher"));
    assert.equal(status, 404);
    assert.ok(!text.includes("no_lesson"));
  }),
);

Deno.test(
  "one that isn't expected can be taken, and is taken then; of a day to come it can't",
  withSchool(async (school) => {
    const own = await classOf(school);
    await school.holiday(WEDNESDAY, WEDNESDAY);
    await school.rows("update holidays set name = 'Half-term'");
    for (const [date, holiday] of [[WEDNESDAY, "Half-term"], [SATURDAY, null]] as const) {
      const read = await own.get(date);
      assert.equal(read.body.status, "not_expected");
      const put = await own.put(date, { "if-match": read.headers.get("etag")! });
      assert.equal(put.status, 200, put.text);
      assert.deepEqual([put.body.status, put.body.why], ["taken", null]);
      assert.equal((await own.get(date)).headers.get("etag"), put.headers.get("etag"));
      await assertDay(school, own, [date, "taken", null, holiday]);
    }
    const refused = await own.put("2026-10-15");
    assert.equal(refused.status, 400);
    await assertDay(school, own, ["2026-10-15", "not_expected", "future"]);
  }),
);

Deno.test(
  "a day is to come by the school's own clock",
  withSchool(async (school) => {
    const own = await classOf(school);
    school.clock.set("2026-10-14T10:30:00Z");
    for (
      const [timezone, date, why] of [
        ["Pacific/Kiritimati", "2026-10-15", null],
        ["Pacific/Kiritimati", "2026-10-16", "future"],
        ["Pacific/Niue", "2026-10-13", null],
        ["Pacific/Niue", "2026-10-14", "future"],
      ] as const
    ) {
      await school.rows("update settings set timezone = ?", timezone);
      const { body } = await own.get(date, await school.user("Admin"));
      assert.deepEqual([body.status, body.why], [why ? "not_expected" : "not_taken", why]);
    }
  }),
);

Deno.test(
  "no register of an archived class is expected, nor can one be taken until it is restored",
  withSchool(async (school) => {
    const own = await classOf(school);
    const taken = await own.put("2026-10-13");
    assert.equal(taken.status, 200, taken.text);
    const { admin: as } = school;
    await school.holiday("2026-10-12", "2026-10-12");
    assert.equal(
      (await school.request("DELETE", `/api/classes/${own.class_id}`, { as })).status,
      200,
    );
    const days = { [WEDNESDAY]: "archived", "2026-10-12": "archived", "2026-10-15": "archived" };
    for (const [date, why] of Object.entries({ ...days, "2026-10-13": null })) {
      const { body } = await own.get(date);
      assert.deepEqual([body.status, body.why], [why ? "not_expected" : "taken", why]);
    }
    assert.equal((await own.put(WEDNESDAY)).status, 409);
    const list = await school.request("GET", `/api/registers?date=${WEDNESDAY}`, { as });
    assert.deepEqual(list.body.data, []);
    await school.request("POST", `/api/classes/${own.class_id}/restore`, { as });
    await assertDay(school, own, [WEDNESDAY, "not_taken"]);
  }),
);
