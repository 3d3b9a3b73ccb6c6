import assert from "node:assert/strict";
import type { School } from "../../helpers/school.ts";

export const TODAY = "2026-10-14";
export const MINUTE = 60_000;

/** Ana, with her two parents, in a class with a teacher; and Rui, who has nobody. */
export async function anaOf(school: School) {
  const ana = (await school.student({ name: "Ana Silva" })).student_id;
  const rui = (await school.student({ name: "Rui" })).student_id;
  const parents = [await school.parentOf(ana), await school.parentOf(ana)];
  const { class_id } = await school.class([ana, rui]);
  const teacher = await school.teacherOf(class_id);
  const path = `/api/students/${ana}/attendance`;
  return {
    ana,
    rui,
    parents,
    class_id,
    teacher,
    path,
    /** Takes a register with Ana in it alone. */
    async take(status: string, { date = TODAY, of = class_id, ...mark } = {}) {
      const put = await school.request("PUT", `/api/classes/${of}/attendance/${date}`, {
        as: school.admin,
        body: { marks: [{ student_id: ana, status, ...mark }] },
      });
      assert.equal(put.status, 200, put.text);
    },
    async add(body: object) {
      const made = await school.request("POST", path, { as: school.admin, body });
      assert.equal(made.status, 201, made.text);
      return made.body.attendance_id;
    },
  };
}

export const notices = (school: School) =>
  school.rows("select * from notifications where kind = 'absence' order by user_id");

/** `[action, student_id, changes]` of what the log says of notices, oldest first. */
export async function logged(school: School) {
  const rows = await school.rows(
    `select action, student_id, actor_user_id, request_id, changes from audit_log
      where action like '%AbsenceNotice' order by audit_id`,
  );
  for (const { actor_user_id, request_id } of rows) assert.ok(actor_user_id && request_id);
  return rows.map(({ action, student_id, changes }) => [
    action,
    student_id,
    JSON.parse(String(changes)),
  ]);
}
