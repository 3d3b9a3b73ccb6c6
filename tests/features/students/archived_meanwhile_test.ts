import assert from "node:assert/strict";
import { png } from "../../helpers/media.ts";
import { type School, withSchool } from "../../helpers/school.ts";

/** Lets something be done between what the next request reads and what it writes. */
function meanwhile(school: School, happens: () => Promise<unknown>): void {
  const write = school.database.write.bind(school.database);
  school.database.write = async (...args) => {
    school.database.write = write;
    await happens();
    return await write(...args);
  };
}

const grade = { subject: "Art", grade: "A" };
const attendance = { date: "2026-10-13", status: "Present" };
const activity = { activity_name: "Chess", participation_date: "2026-10-02" };

for (
  const [things, id, first, second] of [
    ["grades", "grade_id", grade, { ...grade, grade: "B" }],
    ["attendance", "attendance_id", attendance, { ...attendance, status: "Absent" }],
    ["activities", "activity_id", activity, { ...activity, activity_name: "Choir" }],
  ] as const
) {
  Deno.test(
    `${things}: to a child who is taken off the roll meanwhile nothing is written`,
    withSchool(async (school) => {
      const teacher = await school.user("Teacher");
      const { student_id } = await school.student();
      const child = `/api/students/${student_id}`;
      const path = `${child}/${things}`;
      const made = await school.request("POST", path, { as: teacher, body: first });
      assert.equal(made.status, 201, made.text);
      const item = `${path}/${made.body[id]}`;
      const attempts = [
        ["POST", path, { ...first, ...("date" in first && { date: "2026-10-12" }) }],
        ["PUT", item, second],
        ["DELETE", item, undefined],
      ] as const;
      for (const [method, at, body] of attempts) {
        const stored = await school.rows(`select * from ${things}`);
        meanwhile(school, () => school.request("DELETE", child, { as: school.admin }));
        const refused = await school.request(method, at, { as: teacher, body });
        assert.equal(refused.status, 412, `${method} ${refused.text}`);
        assert.equal((await school.request(method, at, { as: teacher, body })).status, 409);
        assert.deepEqual(await school.rows(`select * from ${things}`), stored);
        await school.request("POST", `${child}/restore`, { as: school.admin });
      }
    }),
  );
}

Deno.test(
  "files: of a child who is taken off the roll meanwhile none is kept",
  withSchool(async (school) => {
    const as = await school.user("Teacher");
    const { student_id } = await school.student();
    const child = `/api/students/${student_id}`;
    await school.request("POST", `${child}/activities`, { as, body: activity });
    const body = new Blob([png()], { type: "image/png" });
    const headers = { "x-file-name": "a.png" };
    const attempts = [["PUT", `${child}/photo`], ["POST", `${child}/activities/1/files`]] as const;
    for (const [method, path] of attempts) {
      meanwhile(school, () => school.request("DELETE", child, { as: school.admin }));
      const refused = await school.request(method, path, { as: school.admin, body, headers });
      assert.equal(refused.status, 412, refused.text);
      assert.deepEqual(await school.storage.keys(), []);
      await school.request("POST", `${child}/restore`, { as: school.admin });
    }
    assert.equal((await school.rows("select * from activity_files")).length, 0);
  }),
);
