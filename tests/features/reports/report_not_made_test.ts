import assert from "node:assert/strict";
import { jsPDF } from "jspdf";
import { StorageDown } from "../../../api/platform/storage/storage.ts";
import { type School, withSchool } from "../../helpers/school.ts";
import { generateReport } from "./generate_report.ts";

const AT = "2026-10-14T09:00:00.000Z";

const nothingIsLeft = async (school: School, before: Record<string, number>) => {
  assert.deepEqual(await school.counts(), before);
  assert.deepEqual(await school.storage.keys(), []);
};

Deno.test(
  "what can't be used is named field by field, and nothing is made",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const before = await school.counts();
    for (
      const [path, body] of [
        ["body.type", {}],
        ["body.type", { type: "progress" }],
        ["body.type", { type: "Progress\u0000" }],
        ["body.term_id", { type: "Progress", term_id: 99 }],
        ["body.term_id", { type: "Progress", term_id: "1" }],
        ["body.term_id", '{"type":"Progress","term_id":1e400}'],
        ["body.student_id", { type: "Progress", student_id: 1 }],
        ["body.__proto__", '{"type":"Progress","__proto__":{}}'],
      ] as [string, unknown][]
    ) {
      const refused = await generateReport(school, student_id, { body });
      assert.equal(refused.status, 400, JSON.stringify(body));
      assert.deepEqual(refused.body.errors.map((error: { path: string }) => error.path), [path]);
    }
    await nothingIsLeft(school, before);
  }),
);

Deno.test(
  "only staff make reports, a Teacher of the students taught; of a child who has left nobody does",
  withSchool(async (school) => {
    const [own, other, gone] = [
      await school.student(),
      await school.student({ name: "Hidden" }),
      await school.student(),
    ];
    await school.rows("update settings set teacher_scope = 'classes'");
    const { class_id } = await school.class([own.student_id]);
    const teacher = await school.teacherOf(class_id);
    const parent = await school.parentOf(own.student_id);
    const child = await school.childLogin(own.student_id);
    const ended = await school.user("Admin");
    await school.request("POST", "/api/logout", { as: ended });
    await school.request("DELETE", `/api/students/${gone.student_id}`, { as: school.admin });
    const before = await school.counts();
    for (
      const [as, student_id, status] of [
        [null, own.student_id, 401],
        [ended, own.student_id, 401],
        [parent, own.student_id, 403],
        [child, own.student_id, 403],
        [teacher, other.student_id, 404],
        [teacher, 999_999, 404],
        [school.admin, 999_999, 404],
        [school.admin, gone.student_id, 409],
      ] as const
    ) {
      const refused = await generateReport(school, student_id, { as });
      assert.equal(refused.status, status);
      assert.ok(!refused.text.includes("Hidden"));
    }
    await nothingIsLeft(school, before);
    assert.equal((await generateReport(school, own.student_id, { as: teacher })).status, 201);
  }),
);

Deno.test(
  "when the files can't be reached it is 503, and there is no row",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Hidden" });
    const before = await school.counts();
    const { put } = school.storage;
    // The worst of them: it is kept, and says that it is not.
    school.storage.put = async (key, bytes) => {
      await put(key, bytes);
      throw new StorageDown(new TypeError("no space left for Hidden"));
    };
    const refused = await generateReport(school, student_id);
    assert.equal(refused.status, 503);
    assert.equal(refused.body.part, "storage");
    assert.equal(refused.headers.get("retry-after"), "10");
    await nothingIsLeft(school, before);
    assert.ok(school.log.some((line) => line.includes("part_down")));
    assert.ok(!school.log.join().includes("Hidden"));
  }),
);

Deno.test(
  "when the row can't be written there is no file",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const before = await school.counts();
    const write = school.database.write.bind(school.database);
    school.database.write = () => Promise.reject(new Error("the database is gone"));
    await assert.rejects(generateReport(school, student_id), /answered 500/);
    await nothingIsLeft(school, before);

    // And where only the answer was lost, the row that was written keeps its file.
    school.database.write = async (statements) => {
      await write(statements);
      throw new Error("the connection broke");
    };
    await assert.rejects(generateReport(school, student_id), /answered 500/);
    assert.equal((await school.counts()).reports, 1);
    assert.equal((await school.storage.keys()).length, 1);
  }),
);

Deno.test(
  "a child who leaves while the report is printed gets none",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const { put } = school.storage;
    school.storage.put = async (key, bytes) => {
      await put(key, bytes);
      await school.rows("update students set archived_at = ? where student_id = ?", AT, student_id);
    };
    const before = await school.counts();
    assert.equal((await generateReport(school, student_id)).status, 412);
    await nothingIsLeft(school, before);
  }),
);

Deno.test(
  "when it can't be printed nothing is kept",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const before = await school.counts();
    // What every document is given; jsPDF's types leave it out.
    const api = jsPDF.API as unknown as { setLanguage: () => void };
    const { setLanguage } = api;
    api.setLanguage = () => {
      throw new Error("no ink");
    };
    try {
      await assert.rejects(generateReport(school, student_id), /answered 500/);
    } finally {
      api.setLanguage = setLanguage;
    }
    await nothingIsLeft(school, before);
  }),
);
