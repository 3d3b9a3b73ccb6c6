import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, withSchool } from "../../helpers/school.ts";
import { beforeNextWrite, except, openGradebook } from "./open_gradebook.ts";

const AT = "2026-10-14T09:00:00.000Z";

/** Ana has 87.5 % and Bo 60 %; Cem has nothing yet. The class counts two credits, at Honors. */
async function filled(school: School) {
  const book = await openGradebook(school);
  const [ana, bo] = book.children;
  await school.rows("update classes set credits = 2, level = 'Honors', subject = 'Mathematics'");
  const assessment_id = await book.assessment({ maximum: 20 });
  await book.save([
    { assessment_id, student_id: ana, state: "scored", score: 17.5 },
    { assessment_id, student_id: bo, state: "scored", score: 12 },
  ]);
  return {
    ...book,
    assessment_id,
    post: (...results: Record<string, unknown>[]) => book.ask("PUT", "results", { results }),
    preview: () => book.ask("GET", "results"),
  };
}

Deno.test(
  "results are previewed in one request, posted in two, and are the children's official marks",
  withSchool(async (school) => {
    const { children: [ana, bo, cem], class_id, term_id, teacher, post, preview, audited } =
      await filled(school);
    const before = await preview();
    assert.equal(before.status, 200);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 1);
    assert.deepEqual([before.body.class_id, before.body.subject], [class_id, "Mathematics"]);
    assert.equal(before.body.term.term_id, term_id);
    assert.deepEqual(before.body.data, [
      { student_id: ana, name: "Ana", percent: 87.5, grade: "B+", posted: null },
      { student_id: bo, name: "Bo", percent: 60, grade: "D-", posted: null },
      { student_id: cem, name: "Cem", percent: null, grade: null, posted: null },
    ]);

    const counts = await school.counts();
    const posted = await post(
      { student_id: ana, comment: "Careful work" },
      { student_id: bo, grade: "d" },
      { student_id: cem, grade: "I", comment: null },
    );
    assert.equal(posted.status, 200, posted.text);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    const mark = (grade: string, percent: number | null, comment: string | null) => (
      { grade, comment, percent, updated_at: AT, entered_by_name: "Ana Sousa" }
    );
    const marks = posted.body.data.map(({ posted: { grade_id: _, ...rest } }: {
      posted: Record<string, unknown>;
    }) => rest);
    assert.deepEqual(marks, [
      mark("B+", 87.5, "Careful work"),
      mark("D", 60, null),
      mark("I", null, null),
    ]);
    assert.deepEqual((await preview()).body, posted.body);
    const after = await school.counts();
    assert.deepEqual(after, { ...counts, grades: 3, audit_log: counts.audit_log + 3 });

    const { grade_id } = posted.body.data[0].posted;
    const child = await school.childLogin(ana);
    const official = await school.request("GET", `/api/students/${ana}/grades`, { as: child });
    assert.deepEqual(official.body.data, [{
      ...{ grade_id, student_id: ana, subject: "Mathematics", grade: "B+", points: 3.3 },
      ...{ credits: 2, level: "Honors", term_id, class_id, comment: "Careful work" },
      ...{ percent: 87.5, entered_by: teacher.user_id, entered_by_name: "Ana Sousa" },
      ...{ created_at: AT, updated_at: AT },
    }]);
    const [line] = await audited("postResults");
    assert.deepEqual(line, {
      entity: "grades",
      entity_id: grade_id,
      student_id: ana,
      actor_user_id: teacher.user_id,
      changes: {
        class_id: [null, class_id],
        term_id: [null, term_id],
        subject: [null, "Mathematics"],
        credits: [null, 2],
        level: [null, "Honors"],
        grade: [null, "B+"],
        points: [null, 3.3],
        comment: [null, "Careful work"],
        percent: [null, 87.5],
      },
    });
  }),
);

Deno.test(
  "posted again as it is, a result writes nothing; posted after a change, only what changed",
  withSchool(async (school) => {
    const { children: [ana, bo], assessment_id, save, post, audited } = await filled(school);
    const both = [{ student_id: ana, comment: "Careful" }, { student_id: bo }];
    const first = await post(...both);
    school.clock.advance(1000);
    const counts = await school.counts();
    const again = await post(...both);
    assert.deepEqual(again.body, first.body);
    assert.deepEqual(await school.counts(), counts);

    await school.rows("update classes set credits = 5");
    await save([{ assessment_id, student_id: ana, state: "scored", score: 18.5 }]);
    const other = await school.user("Admin", "Head");
    const path = `/api/classes/${first.body.class_id}/results?term_id=${first.body.term.term_id}`;
    const changed = await school.request("PUT", path, {
      as: other,
      body: { results: [{ student_id: ana }, { student_id: bo }] },
    });
    assert.deepEqual(changed.body.data[0].posted, {
      ...first.body.data[0].posted,
      ...{ grade: "A-", percent: 92.5, entered_by_name: "Head" },
      updated_at: "2026-10-14T09:00:01.000Z",
    });
    assert.deepEqual(changed.body.data[1].posted, first.body.data[1].posted);
    const lines = await audited("postResults");
    assert.deepEqual(lines.slice(2).map(({ changes }) => changes), [
      { grade: ["B+", "A-"], points: [3.3, 3.7], percent: [87.5, 92.5] },
    ]);
    assert.deepEqual(
      await school.rows("select distinct credits from grades"),
      [{ credits: 2 }],
      "a mark keeps the credits that it was given",
    );

    const commented = await post({ student_id: ana, grade: "A", comment: null });
    assert.deepEqual(
      [commented.body.data[0].posted.grade, commented.body.data[0].posted.comment],
      ["A", null],
    );
    const { grade_id } = commented.body.data[0].posted;
    const history = await school.request("GET", `/api/grades/${grade_id}/changes`, { as: other });
    assert.deepEqual(
      history.body.data.map((
        row: { actor_name: string; changes: { grade: unknown } },
      ) => [row.actor_name, row.changes.grade]),
      [["Ana Sousa", ["A-", "A"]], ["Head", ["B+", "A-"]], ["Ana Sousa", [null, "B+"]]],
    );
    const page = await school.request("GET", `/api/grades/${grade_id}/changes?limit=1`, {
      as: other,
    });
    assert.equal(page.body.data.length, 1);
    const rest = `/api/grades/${grade_id}/changes?cursor=${page.body.next_cursor}`;
    assert.deepEqual(
      (await school.request("GET", rest, { as: other })).body.data,
      history.body.data.slice(1),
    );
  }),
);

Deno.test(
  "a mark changed by hand is no longer the average's; one whose comment changes still is",
  withSchool(async (school) => {
    const { children: [ana, bo], class_id, term_id, teacher, post } = await filled(school);
    const { body } = await post({ student_id: ana }, { student_id: bo });
    const [{ grade_id }, other] = body.data.map(({ posted }: { posted: unknown }) => posted);
    const put = (grade: string, comment: string) =>
      school.request("PUT", `/api/students/${ana}/grades/${grade_id}`, {
        as: school.admin,
        body: { subject: "Mathematics", grade, comment, class_id, term_id },
      });
    const commented = await put("B+", "Careful");
    assert.deepEqual(
      [commented.body.percent, commented.body.entered_by],
      [87.5, school.admin.user_id],
    );
    assert.equal((await put("A", "Careful")).body.percent, null);

    const column = (grade: string, comment?: string) =>
      school.request("PUT", `/api/classes/${class_id}/grades`, {
        as: teacher,
        body: { term_id, subject: "Mathematics", marks: [{ student_id: bo, grade, comment }] },
      });
    const stored = async () => {
      const [row] = await school.rows("select * from grades where grade_id = ?", other.grade_id);
      return [row.grade, row.percent, row.entered_by];
    };
    await school.rows("update grades set entered_by = null");
    await column("D-", "Came late");
    assert.deepEqual(await stored(), ["D-", 60, teacher.user_id]);
    await column("C");
    assert.deepEqual(await stored(), ["C", null, teacher.user_id]);
    const told = await school.request("GET", `/api/grades/${other.grade_id}/changes`, {
      as: teacher,
    });
    assert.deepEqual(
      told.body.data.map(({ changes }: { changes: object }) => changes).slice(0, 2),
      [
        { grade: ["D-", "C"], points: [0.7, 2], percent: [60, null] },
        { comment: [null, "Came late"] },
      ],
    );
  }),
);

Deno.test(
  "results that can't be are refused in place, and none is posted",
  withSchool(async (school) => {
    const { children: [ana, bo, cem], class_id, post } = await filled(school);
    const stranger = (await school.student()).student_id;
    await school.request("DELETE", `/api/classes/${class_id}/students/${bo}`, { as: school.admin });
    const before = await school.counts();
    const refused: [Record<string, unknown>, number, string][] = [
      [{ student_id: cem }, 400, "grade"],
      [{ student_id: cem, grade: "Z" }, 400, "grade"],
      [{ student_id: cem, grade: "A", comment: "\u0000" }, 400, "comment"],
      [{ student_id: cem, grade: "A", points: 4 }, 400, "points"],
      [{ student_id: ana, grade: "A" }, 400, "student_id"],
      [{ student_id: stranger, grade: "A" }, 404, "student_id"],
      [{ student_id: bo, grade: "A" }, 404, "student_id"],
    ];
    for (const [result, status, field] of refused) {
      const answered = await post({ student_id: ana }, result);
      assert.equal(answered.status, status, JSON.stringify(result));
      assert.deepEqual(pathsOf(answered.body), [`body.results.1.${field}`]);
    }
    assert.equal((await post()).status, 400);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "nothing is posted in a closed term or an archived class, nor against a preview that has changed",
  withSchool(async (school) => {
    const { children: [ana], class_id, term_id, assessment_id, save, post, close, path, teacher } =
      await filled(school);
    const before = await school.counts();
    beforeNextWrite(school, close);
    const { status, body } = await post({ student_id: ana });
    assert.deepEqual([status, body.detail], [409, "This term is closed. An Admin can open it"]);
    assert.equal((await post({ student_id: ana })).status, 409);
    await school.request("POST", `/api/terms/${term_id}/open`, { as: school.admin });
    await school.request("DELETE", `/api/classes/${class_id}`, { as: school.admin });
    assert.match((await post({ student_id: ana })).body.detail, /This class is archived/);
    await school.request("POST", `/api/classes/${class_id}/restore`, { as: school.admin });
    assert.deepEqual(except(await school.counts(), "audit_log"), except(before, "audit_log"));

    const seen = await school.request("GET", path("results"), { as: teacher });
    const match = (etag: string) =>
      school.request("PUT", path("results"), {
        as: teacher,
        body: { results: [{ student_id: ana }] },
        headers: { "if-match": etag },
      });
    await save([{ assessment_id, student_id: ana, state: "scored", score: 4 }]);
    assert.equal((await match(seen.headers.get("etag")!)).status, 412);
    assert.equal((await school.counts()).grades, 0);
    const fresh = await school.request("GET", path("results"), { as: teacher });
    assert.equal((await match(fresh.headers.get("etag")!)).body.data[0].posted.grade, "F");
  }),
);

Deno.test(
  "a score that is saved while the results are posted is in them",
  withSchool(async (school) => {
    const { children: [ana], assessment_id, save, post } = await filled(school);
    beforeNextWrite(
      school,
      () => save([{ assessment_id, student_id: ana, state: "scored", score: 20 }]),
    );
    const { body } = await post({ student_id: ana });
    const { percent, posted } = body.data[0];
    assert.deepEqual([percent, posted.percent, posted.grade], [100, 100, "A+"]);
  }),
);

Deno.test(
  "a class without a subject posts under its name, on whatever scale the school has",
  withSchool(async (school) => {
    const { children: [ana], post } = await filled(school);
    await school.rows("update classes set subject = null");
    await school.rows(
      "update settings set scale_id = (select scale_id from grading_scales where name = '0 to 20')",
    );
    const { body } = await post({ student_id: ana });
    assert.equal(body.subject, "3A Mathematics");
    assert.equal(body.data[0].posted.grade, "17.5");
    const [stored] = await school.rows("select subject, points from grades");
    assert.deepEqual(stored, { subject: "3A Mathematics", points: 17.5 });
  }),
);
