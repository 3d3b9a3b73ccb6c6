import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";

Deno.test(
  "children enrolled since an earlier day are on its register; an earlier day moves them back, a later one doesn't",
  withSchool(async (school) => {
    const ana = await school.student({ name: "Ana" });
    const ben = await school.student({ name: "Ben" });
    const { class_id } = await school.class();
    const path = `/api/classes/${class_id}`;
    const enroll = (student_ids: number[], started_on?: string) =>
      school.request("POST", `${path}/students`, {
        as: school.admin,
        body: { student_ids, started_on },
      });
    const mark = (student_id: number) =>
      school.request("PUT", `${path}/attendance/2026-09-14`, {
        as: school.admin,
        body: { marks: [{ student_id, status: "Absent" }] },
      });
    const since = async () =>
      (await school.rows("select student_id, started_on from enrollments order by student_id"))
        .map(({ started_on }) => started_on);

    assert.deepEqual((await enroll([ana.student_id])).body, { enrolled: 1 });
    assert.equal((await mark(ana.student_id)).status, 404);
    assert.deepEqual((await enroll([ana.student_id, ben.student_id], "2026-09-01")).body, {
      enrolled: 1,
    });
    assert.deepEqual(await since(), ["2026-09-01", "2026-09-01"]);
    assert.equal((await mark(ana.student_id)).status, 200);

    const unknown = await enroll([ana.student_id, 999, 998]);
    assert.equal(unknown.status, 404);
    assert.deepEqual(unknown.body.errors.map(({ path }: { path: string }) => path), [
      "body.student_ids.1",
      "body.student_ids.2",
    ]);
    assert.deepEqual((await enroll([ana.student_id, ana.student_id])).body, { enrolled: 0 });

    const before = await school.counts();
    assert.deepEqual((await enroll([ana.student_id], "2026-10-01")).body, { enrolled: 0 });
    assert.deepEqual(await since(), ["2026-09-01", "2026-09-01"]);
    const tomorrow = await enroll([ana.student_id], "2026-10-15");
    assert.equal(tomorrow.status, 400);
    assert.equal(tomorrow.body.errors[0].path, "body.started_on");
    assert.deepEqual(await school.counts(), before);

    const [line] = await school.rows(
      "select changes from audit_log where action = 'enrollStudents' and student_id = ? order by audit_id desc limit 1",
      ana.student_id,
    );
    assert.deepEqual(JSON.parse(String(line.changes)), {
      started_on: ["2026-10-14", "2026-09-01"],
    });
  }),
);
