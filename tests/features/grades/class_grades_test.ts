import assert from "node:assert/strict";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

interface Line {
  student_id: number;
  grade_id: number | null;
  grade: string | null;
  points: number | null;
  comment: string | null;
}

/** A class of Zoë, Ana and José, with its teacher, and a term. */
async function classOf(school: School) {
  const children = [];
  for (const name of ["Zoë", "Ana", "José"]) children.push(await school.student({ name }));
  const [zoe, ana, jose] = children.map(({ student_id }) => student_id);
  const { class_id } = await school.class([zoe, ana, jose]);
  const { term_id } = await school.term();
  const teacher = await school.teacherOf(class_id);
  const path = `/api/classes/${class_id}/grades`;
  const column = { term_id, subject: "Mathematics" };
  return {
    zoe,
    ana,
    jose,
    class_id,
    term_id,
    teacher,
    path,
    get: (as: SignedIn = teacher) =>
      school.request("GET", `${path}?term_id=${term_id}&subject=Mathematics`, { as }),
    put: (marks: unknown[], headers: Record<string, string> = {}, as: SignedIn = teacher) =>
      school.request("PUT", path, { as, body: { ...column, marks }, headers }),
  };
}

Deno.test(
  "a column of marks is entered at once; what is as it was writes nothing",
  withSchool(async (school) => {
    const { zoe, ana, jose, class_id, term_id, get, put } = await classOf(school);
    await school.rows("update classes set credits = 0.5, level = 'AP'");
    const empty = await get();
    const none = { grade_id: null, grade: null, points: null, comment: null };
    assert.deepEqual(empty.body, {
      class_id,
      term_id,
      subject: "Mathematics",
      data: [
        { student_id: ana, name: "Ana", student_number: null, ...none },
        { student_id: jose, name: "José", student_number: null, ...none },
        { student_id: zoe, name: "Zoë", student_number: null, ...none },
      ],
    });

    const before = await school.counts();
    const marks = [{ student_id: zoe, grade: " a-" }, {
      student_id: ana,
      grade: "87",
      comment: "Up",
    }];
    const made = await put(marks);
    assert.equal(made.status, 200, made.text);
    const byId = new Map<number, Line>(made.body.data.map((line: Line) => [line.student_id, line]));
    assert.deepEqual([byId.get(zoe)?.grade, byId.get(zoe)?.points], ["A-", 3.7]);
    assert.deepEqual([byId.get(ana)?.grade, byId.get(ana)?.points], ["87", 3.3]);
    assert.equal(byId.get(ana)?.comment, "Up");
    assert.equal(byId.get(jose)?.grade_id, null);
    assert.equal((await get()).headers.get("etag"), made.headers.get("etag"));
    const after = { ...before, grades: 2, audit_log: before.audit_log + 2 };
    assert.deepEqual(await school.counts(), after);
    const stored = await school.rows("select credits, level, class_id, term_id from grades");
    assert.deepEqual(stored[0], { credits: 0.5, level: "AP", class_id, term_id });

    school.clock.advance(1000);
    assert.deepEqual((await put(marks)).body, made.body, "sent again");
    assert.deepEqual((await put([])).body, made.body, "nothing sent");
    assert.deepEqual(await school.counts(), after);

    const changed = await put([
      { student_id: zoe, grade: null },
      { student_id: ana, grade: "88" },
      { student_id: jose, grade: null },
    ]);
    const lines: Line[] = changed.body.data;
    assert.deepEqual(lines.map((line) => line.grade), ["88", null, null]);
    assert.equal(lines[0].comment, "Up", "a comment that is left out stays");
    assert.equal(lines[0].grade_id, byId.get(ana)?.grade_id);
    assert.deepEqual(await school.counts(), {
      ...after,
      grades: 1,
      audit_log: after.audit_log + 2,
    });
    const audited = await school.rows(
      "select student_id, entity_id, changes from audit_log order by audit_id desc limit 4",
    );
    assert.deepEqual(audited.map(({ student_id }) => student_id), [ana, zoe, ana, zoe]);
    assert.deepEqual(audited.map(({ entity_id }) => entity_id), [2, 1, 2, 1]);
    assert.deepEqual(audited.map(({ changes }) => JSON.parse(String(changes))), [
      { grade: ["87", "88"] },
      {
        subject: ["Mathematics", null],
        grade: ["A-", null],
        points: [3.7, null],
        term_id: [term_id, null],
        class_id: [class_id, null],
      },
      {
        class_id: [null, class_id],
        term_id: [null, term_id],
        subject: [null, "Mathematics"],
        grade: [null, "87"],
        points: [null, 3.3],
        comment: [null, "Up"],
      },
      {
        class_id: [null, class_id],
        term_id: [null, term_id],
        subject: [null, "Mathematics"],
        grade: [null, "A-"],
        points: [null, 3.7],
      },
    ]);
    assert.equal((await put([{ student_id: ana, grade: "88", comment: null }])).status, 200);
    assert.equal((await get()).body.data[0].comment, null);
  }),
);

Deno.test(
  "one bad mark and none is written; each is named",
  withSchool(async (school) => {
    const { zoe, ana, jose, put, path, teacher, term_id } = await classOf(school);
    const elsewhere = await school.student();
    const before = await school.counts();
    const errorsOf = async (marks: unknown[]) => {
      const answered = await put(marks);
      assert.equal(answered.status, 400, JSON.stringify(marks));
      return answered.body.errors.map((e: { path: string }) => e.path);
    };
    assert.deepEqual(
      await errorsOf([
        { student_id: zoe, grade: "Z" },
        { student_id: ana, grade: "A" },
        { student_id: jose, grade: "101" },
      ]),
      ["body.marks.0.grade", "body.marks.2.grade"],
    );
    assert.deepEqual(
      await errorsOf([{ student_id: zoe, grade: "A" }, { student_id: zoe, grade: "B" }]),
      ["body.marks.1.student_id"],
    );
    for (const grade of ["", " ", "A\u0000", "\ud800", 5, undefined]) {
      assert.deepEqual(await errorsOf([{ student_id: zoe, grade }]), ["body.marks.0.grade"]);
    }
    assert.deepEqual(await errorsOf([{ student_id: zoe, grade: "A", points: 4 }]), [
      "body.marks.0.points",
    ]);
    const stranger = [{ student_id: ana, grade: "A" }, {
      student_id: elsewhere.student_id,
      grade: "A",
    }];
    assert.equal((await put(stranger)).status, 404);
    const marks = [{ student_id: ana, grade: "A" }];
    const noTerm = { as: teacher, body: { term_id: 99, subject: "Mathematics", marks } };
    const refused = await school.request("PUT", path, noTerm);
    assert.equal(refused.body.errors[0].path, "body.term_id");
    const unread = await school.request("GET", `${path}?term_id=99&subject=Art`, { as: teacher });
    assert.equal(unread.body.errors[0].path, "query.term_id");
    for (const query of [`term_id=${term_id}`, "subject=Art", `term_id=${term_id}&subject=`]) {
      assert.equal((await school.request("GET", `${path}?${query}`, { as: teacher })).status, 400);
    }
    const many = Array.from({ length: 501 }, (_, i) => ({ student_id: i + 1, grade: "A" }));
    assert.deepEqual(await errorsOf(many), ["body.marks"]);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a class out of reach is not there; a child who left it has no line",
  withSchool(async (school) => {
    const { zoe, ana, class_id, get, put, teacher } = await classOf(school);
    await school.rows("update settings set teacher_scope = 'classes'");
    const other = await school.teacherOf((await school.class()).class_id);
    const parent = await school.parentOf(zoe);
    assert.equal((await get(other)).status, 404);
    assert.equal((await put([{ student_id: zoe, grade: "A" }], {}, other)).status, 404);
    assert.equal((await get(parent)).status, 403);
    assert.equal((await put([{ student_id: zoe, grade: "A" }], {}, parent)).status, 403);
    assert.equal((await get(teacher)).status, 200);

    await school.rows("update enrollments set ended_on = '2026-10-01' where student_id = ?", zoe);
    await school.request("DELETE", `/api/students/${ana}`, { as: school.admin });
    assert.deepEqual((await get()).body.data.map((line: { name: string }) => line.name), ["José"]);
    assert.equal((await put([{ student_id: zoe, grade: "A" }])).status, 404);
    assert.equal((await put([{ student_id: ana, grade: "A" }])).status, 404);

    await school.rows("update classes set archived_at = '2026-10-01' where class_id = ?", class_id);
    assert.equal((await get()).status, 200);
    assert.equal((await put([])).status, 409);
    assert.equal((await school.rows("select * from grades")).length, 0);
  }),
);

Deno.test(
  "of two who changed one column as they read it, one is told",
  withSchool(async (school) => {
    const { zoe, ana, get, put } = await classOf(school);
    const etag = (await get()).headers.get("etag")!;
    const both = await Promise.all([
      put([{ student_id: zoe, grade: "A" }], { "if-match": etag }),
      put([{ student_id: ana, grade: "B" }], { "if-match": etag }),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412]);
    assert.equal((await school.rows("select * from grades")).length, 1);
  }),
);

Deno.test(
  "who names no version is not told of another's change",
  withSchool(async (school) => {
    const { zoe, ana, put } = await classOf(school);
    const both = await Promise.all([
      put([{ student_id: zoe, grade: "A" }]),
      put([{ student_id: ana, grade: "B" }]),
    ]);
    assert.deepEqual(both.map(({ status }) => status), [200, 200]);
    assert.equal((await school.rows("select * from grades")).length, 2);
  }),
);

Deno.test(
  "a mark entered on an older scale stays as it is when it is sent again",
  withSchool(async (school) => {
    const { zoe, ana, put } = await classOf(school);
    const made = await put([{ student_id: zoe, grade: "A-" }]);
    await school.rows("update settings set scale_id = 3");
    const again = await put([{ student_id: zoe, grade: "A-" }]);
    assert.deepEqual([again.status, again.body], [200, made.body]);
    const commented = await put([{ student_id: zoe, grade: "A-", comment: "Kept" }]);
    const line = commented.body.data.find((l: Line) => l.student_id === zoe);
    assert.deepEqual([line.grade, line.points, line.comment], ["A-", 3.7, "Kept"]);
    assert.equal((await put([{ student_id: ana, grade: "A-" }])).status, 400);
  }),
);
