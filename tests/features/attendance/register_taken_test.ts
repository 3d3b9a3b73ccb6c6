import assert from "node:assert/strict";
import { PASSWORD, type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const TODAY = "2026-10-14";

/** A class of Ana, José and Zoë with its teacher, and who says whether its register is taken. */
async function classOf(school: School) {
  const ids: number[] = [];
  for (const name of ["Ana", "José", "Zoë"]) ids.push((await school.student({ name })).student_id);
  const { class_id } = await school.class(ids);
  const teacher = await school.teacherOf(class_id);
  const path = `/api/classes/${class_id}/attendance/${TODAY}`;
  const ask = async (method: string, path: string, body?: unknown, as: SignedIn = school.admin) => {
    const answered = await school.request(method, path, { as, body });
    assert.ok(answered.status < 300, answered.text);
    return answered.body;
  };
  return {
    ids,
    class_id,
    teacher,
    ask,
    /** As the office does when the parents ring. */
    markOne: (student_id: number, status = "Absent") =>
      ask("POST", `/api/students/${student_id}/attendance`, { date: TODAY, status, class_id }),
    take: (...marks: [student_id: number, status: string][]) =>
      ask(
        "PUT",
        path,
        { marks: marks.map(([student_id, status]) => ({ student_id, status })) },
        teacher,
      ),
    /** As the register, the list and the home of the teacher say it. */
    async status() {
      const register = await ask("GET", path, undefined, teacher);
      const { data: [line] } = await ask("GET", `/api/registers?date=${TODAY}`);
      const { classes: [taught] } = await ask("GET", "/api/home", undefined, teacher);
      assert.deepEqual(
        [line.status, line.taken_at, taught.register, taught.taken_at],
        [register.status, register.taken_at, register.status, register.taken_at],
      );
      assert.equal(register.taken_at === null, register.status !== "taken");
      return register.status;
    },
  };
}

Deno.test(
  "the office marks a child whose parents have rung: the register is still to be taken, and then is",
  withSchool(async (school) => {
    const { ids: [ana, jose, zoe], ask, markOne, take, status } = await classOf(school);
    assert.equal(await status(), "not_taken");
    const { registers } = await ask("GET", "/api/home");
    assert.deepEqual([registers.taken_count, registers.not_taken_count], [0, 1]);
    await markOne(ana);
    assert.equal(await status(), "not_taken");
    const { registers: then } = await ask("GET", "/api/home");
    assert.deepEqual(then, registers, "as the office sees it after its own mark");
    const taken = await take([ana, "Absent"], [jose, "Present"], [zoe, "Present"]);
    assert.equal(taken.taken_at, "2026-10-14T09:00:00.000Z");
    assert.equal(await status(), "taken");
    assert.equal((await school.rows("select * from registers")).length, 1);
  }),
);

Deno.test(
  "where every child was marked already, to save the register takes it, and says so in the log",
  withSchool(async (school) => {
    const { ids, class_id, teacher, markOne, take, status } = await classOf(school);
    for (const id of ids) await markOne(id);
    assert.equal(await status(), "not_taken");
    const before = await school.counts();
    const absent = ids.map((id): [number, string] => [id, "Absent"]);
    await take();
    assert.deepEqual(await school.counts(), before, "who names nobody takes nothing");
    await take(...absent);
    assert.equal(await status(), "taken");
    const after = { ...before, registers: 1, audit_log: before.audit_log + 1 };
    assert.deepEqual(await school.counts(), after);
    const [line] = await school.rows(
      `select actor_user_id, action, entity, entity_id, student_id, changes from audit_log
        order by audit_id desc limit 1`,
    );
    assert.deepEqual({ ...line, changes: JSON.parse(String(line.changes)) }, {
      actor_user_id: teacher.user_id,
      action: "takeRegister",
      entity: "registers",
      entity_id: null,
      student_id: null,
      changes: { class_id: [null, class_id], date: [null, TODAY] },
    });
    school.clock.advance(60_000);
    await take(...absent);
    assert.deepEqual(await school.counts(), after, "sent again, it changes nothing");
  }),
);

Deno.test(
  "who joins or leaves the class after its register was taken leaves it taken, and so does a correction",
  withSchool(async (school) => {
    const { ids, class_id, ask, take, status } = await classOf(school);
    const [ana, jose, zoe] = ids;
    const { data, taken_at } = await take([ana, "Present"], [jose, "Present"], [zoe, "Absent"]);
    const { student_id } = await school.student({ name: "Bea" });
    await ask("POST", `/api/classes/${class_id}/students`, { student_ids: [student_id] });
    assert.equal(await status(), "taken");
    await ask("DELETE", `/api/classes/${class_id}/students/${ana}`);
    assert.equal(await status(), "taken");
    school.clock.advance(60_000);
    const { attendance_id } = data[2];
    const excused = { date: TODAY, status: "Excused", class_id };
    await ask("PUT", `/api/students/${zoe}/attendance/${attendance_id}`, excused);
    const [row] = await school.rows("select * from registers");
    assert.deepEqual({ ...row }, { class_id, date: TODAY, taken_at }, "it was not saved anew");
    const again = await take([student_id, "Present"]);
    assert.equal(again.taken_at, "2026-10-14T09:01:00.000Z");
    assert.equal(await status(), "taken");
  }),
);

Deno.test(
  "a register whose last mark is deleted, moved or erased is not taken any more",
  withSchool(async (school) => {
    const { ids: [ana, jose], class_id, ask, markOne, take, status } = await classOf(school);
    const { data } = await take([ana, "Present"], [jose, "Present"]);
    const item = (at: number) =>
      `/api/students/${data[at].student_id}/attendance/${data[at].attendance_id}`;
    await ask("DELETE", item(0));
    assert.equal(await status(), "taken");
    await ask("PUT", item(1), { date: "2026-10-13", status: "Present", class_id });
    assert.equal(await status(), "not_taken");
    assert.deepEqual(await school.rows("select * from registers"), []);
    await markOne(ana);
    assert.equal(await status(), "not_taken");

    await take([ana, "Present"]);
    assert.equal(await status(), "taken");
    const child = `/api/students/${ana}`;
    await ask("DELETE", child);
    await ask("DELETE", `${child}?erase=true`, { password: PASSWORD });
    assert.deepEqual(await school.rows("select * from registers"), []);
  }),
);
