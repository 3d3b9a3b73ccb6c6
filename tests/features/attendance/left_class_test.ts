import assert from "node:assert/strict";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const TODAY = "2026-10-14";
const YESTERDAY = "2026-10-13";

/** A class of Ana and Zoë, who leaves it today; its teacher sees the classes taught, and no more. */
async function leftBy(school: School, { marked }: { marked: boolean }) {
  await school.rows("update settings set teacher_scope = 'classes'");
  const { student_id: ana } = await school.student({ name: "Ana" });
  const { student_id: zoe } = await school.student({ name: "Zoë" });
  const { class_id } = await school.class([ana, zoe]);
  const teacher = await school.teacherOf(class_id);
  const get = async (date: string) => {
    const path = `/api/classes/${class_id}/attendance/${date}`;
    return (await school.request("GET", path, { as: teacher })).body.data.map((
      { name, status }: { name: string; status: string | null },
    ) => [name, status]);
  };
  const put = (date: string, marks: unknown[], as: SignedIn = teacher) =>
    school.request("PUT", `/api/classes/${class_id}/attendance/${date}`, { as, body: { marks } });
  if (marked) {
    const present = [ana, zoe].map((student_id) => ({ student_id, status: "Present" }));
    assert.equal((await put(TODAY, present)).status, 200);
  }
  const path = `/api/classes/${class_id}/students/${zoe}`;
  const left = await school.request("DELETE", path, { as: school.admin });
  assert.equal(left.status, 204, left.text);
  return { ana, zoe, class_id, teacher, get, put };
}

Deno.test(
  "the mark of a child who left the class today stays in today's register, to be corrected",
  withSchool(async (school) => {
    const { ana, zoe, get, put } = await leftBy(school, { marked: true });
    assert.deepEqual(await get(TODAY), [["Ana", "Present"], ["Zoë", "Present"]]);
    const away = [{ student_id: zoe, status: "Absent" }];
    assert.equal((await put(TODAY, away, school.admin)).status, 200);
    assert.deepEqual(await get(TODAY), [["Ana", "Present"], ["Zoë", "Absent"]]);
    const { body } = await school.request("GET", `/api/students/${zoe}/attendance`, {
      as: school.admin,
    });
    assert.deepEqual([body.summary.marked, body.summary.absent], [1, 1]);

    await school.rows("delete from attendance where student_id = ?", zoe);
    assert.deepEqual(await get(TODAY), [["Ana", "Present"]], "and without a mark there is no line");
    assert.equal((await put(TODAY, away, school.admin)).status, 404);
    await school.request("DELETE", `/api/students/${ana}`, { as: school.admin });
    assert.deepEqual(await get(TODAY), [], "who has left the school has none either");
  }),
);

Deno.test(
  "a child who came today and left again keeps today's mark in the register",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Ana" });
    const { class_id } = await school.class();
    const path = `/api/classes/${class_id}`;
    const as = school.admin;
    await school.request("POST", `${path}/students`, { as, body: { student_ids: [student_id] } });
    const marks = [{ student_id, status: "Present" }];
    await school.request("PUT", `${path}/attendance/${TODAY}`, { as, body: { marks } });
    await school.request("DELETE", `${path}/students/${student_id}`, { as });
    assert.equal((await school.rows("select * from enrollments")).length, 0);
    const { body } = await school.request("GET", `${path}/attendance/${TODAY}`, { as });
    assert.deepEqual(body.data.map((line: { status: string }) => line.status), ["Present"]);
  }),
);

Deno.test(
  "of a child who is out of reach a past register is shown and not written",
  withSchool(async (school) => {
    const { ana, zoe, get, put } = await leftBy(school, { marked: true });
    const before = await school.counts();
    for (const date of [YESTERDAY, TODAY]) {
      const refused = await put(date, [
        { student_id: ana, status: "Excused" },
        { student_id: zoe, status: "Excused" },
      ]);
      assert.equal(refused.status, 404, refused.text);
      assert.deepEqual(refused.body.errors.map(({ path }: { path: string }) => path), [
        "body.marks.1.student_id",
      ]);
    }
    assert.deepEqual(await school.counts(), before);
    assert.deepEqual(await get(YESTERDAY), [["Ana", null], ["Zoë", null]]);

    // A register is sent as a whole: what it says of Zoë already may stand in it.
    const kept = await put(TODAY, [
      { student_id: ana, status: "Excused" },
      { student_id: zoe, status: "Present" },
    ]);
    assert.equal(kept.status, 200, kept.text);
    assert.deepEqual(await get(TODAY), [["Ana", "Excused"], ["Zoë", "Present"]]);

    const past = [{ student_id: zoe, status: "Present" }];
    assert.equal((await put(YESTERDAY, past, school.admin)).status, 200);
    await school.rows("update settings set teacher_scope = 'all'");
    assert.equal((await put(TODAY, [{ student_id: zoe, status: "Absent" }])).status, 200);
  }),
);

Deno.test(
  "a child who gets out of reach meanwhile is not marked",
  withSchool(async (school) => {
    const { ana, class_id, put } = await leftBy(school, { marked: false });
    const write = school.database.write.bind(school.database);
    school.database.write = async (...args) => {
      school.database.write = write;
      const path = `/api/classes/${class_id}/students/${ana}`;
      await school.request("DELETE", path, { as: school.admin });
      return await write(...args);
    };
    assert.equal((await put(YESTERDAY, [{ student_id: ana, status: "Present" }])).status, 404);
    assert.equal((await school.rows("select * from attendance")).length, 0);
  }),
);

Deno.test(
  "a column of marks takes none of a child who has left the class",
  withSchool(async (school) => {
    const { ana, zoe, class_id, teacher } = await leftBy(school, { marked: false });
    const { term_id } = await school.term();
    const marks = [ana, zoe].map((student_id) => ({ student_id, grade: "A" }));
    const refused = await school.request("PUT", `/api/classes/${class_id}/grades`, {
      as: teacher,
      body: { term_id, subject: "Art", marks },
    });
    assert.equal(refused.status, 404);
    assert.deepEqual(refused.body.errors.map(({ path }: { path: string }) => path), [
      "body.marks.1.student_id",
    ]);
    assert.equal((await school.rows("select * from grades")).length, 0);
  }),
);
