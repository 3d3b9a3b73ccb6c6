import assert from "node:assert/strict";
import { withSchool } from "../../helpers/school.ts";
import { beforeNextWrite, except, openGradebook } from "./open_gradebook.ts";

const AT = "2026-10-14T09:00:00.000Z";
const scored = (score: number) => ({ state: "scored", score, label: null });
const missing = { state: "missing", score: null, label: null };

Deno.test(
  "cells of every kind are saved in two requests to the database, read back, and audited each",
  withSchool(async (school) => {
    const { children: [ana, bo, cem], teacher, assessment, save, ask, audited } =
      await openGradebook(school);
    const [first, second] = [await assessment(), await assessment({ maximum: 20 })];
    const before = await school.counts();
    const cells = [
      { assessment_id: first, student_id: ana, ...scored(8.25) },
      { assessment_id: first, student_id: bo, state: "scored", score: null, label: "B+" },
      { assessment_id: first, student_id: cem, state: "exempt", score: null, label: null },
      { assessment_id: second, student_id: ana, state: "late", score: 15, label: null },
      { assessment_id: second, student_id: bo, state: "late", score: null, label: null },
      { assessment_id: second, student_id: cem, ...missing },
    ];
    const sent = cells.map((cell) => ({ ...cell, was: null }));
    const { status, body, headers } = await save([
      { ...sent[1], label: "b+" },
      ...sent.filter((_, i) => i !== 1),
    ]);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(headers.get("etag"), null, "If-Match takes the gradebook's, and this is none");
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    assert.deepEqual(body.conflicts, []);
    const byCell = (a: typeof cells[0], b: typeof cells[0]) =>
      a.assessment_id - b.assessment_id || a.student_id - b.student_id;
    const saved = cells.map((cell) => ({ ...cell, updated_at: AT }));
    assert.deepEqual(body.saved.sort(byCell), saved);
    assert.deepEqual((await ask("GET", "gradebook")).body.scores, saved);

    const after = await school.counts();
    assert.deepEqual(except(after, "scores", "audit_log"), except(before, "scores", "audit_log"));
    assert.deepEqual([after.scores, after.audit_log - before.audit_log], [6, 6]);
    const log = await audited("putScores");
    assert.deepEqual(log.find((row) => row.entity_id === second && row.student_id === cem), {
      entity: "scores",
      entity_id: second,
      student_id: cem,
      actor_user_id: teacher.user_id,
      changes: { cell: [null, missing] },
    });
  }),
);

Deno.test(
  "a number is kept to two decimals, whatever a sum of fractions left behind them",
  withSchool(async (school) => {
    const { children: [ana, bo], assessment, categories, save, ask } = await openGradebook(school);
    const assessment_id = await assessment({ maximum: 9.999999999999998 });
    const sent = [[ana, 0.1 + 0.2], [bo, 1e-20]] as const;
    const { body } = await save(
      sent.map(([student_id, score]) => ({ assessment_id, student_id, ...scored(score) })),
    );
    const scores = (cells: { score: number }[]) => cells.map(({ score }) => score);
    assert.deepEqual(scores(body.saved), [0.3, 0]);
    await categories({ name: "Tests", weight: 1e-20 }, { name: "Essays", weight: 0.7 - 0.1 });
    const kept = (await ask("GET", "gradebook")).body;
    assert.deepEqual(scores(kept.scores), [0.3, 0]);
    assert.deepEqual(kept.categories.map(({ weight }: { weight: number }) => weight), [0, 0.6]);
    assert.equal(kept.assessments[0].maximum, 10);
  }),
);

Deno.test(
  "a cell is changed and blanked where it is as it was; sent again, it writes nothing",
  withSchool(async (school) => {
    const { children: [ana, bo], assessment, save, audited } = await openGradebook(school);
    const assessment_id = await assessment();
    const cell = { assessment_id, student_id: ana };
    await save([{ ...cell, ...scored(8) }, { assessment_id, student_id: bo, ...missing }]);
    school.clock.advance(1000);
    const change = [
      { ...cell, ...scored(9), was: scored(8) },
      { assessment_id, student_id: bo, state: null, was: missing },
    ];
    const changed = await save(change);
    assert.deepEqual(changed.body, {
      saved: [
        { ...cell, ...scored(9), updated_at: "2026-10-14T09:00:01.000Z" },
        {
          ...{ assessment_id, student_id: bo },
          ...{ state: null, score: null, label: null, updated_at: null },
        },
      ],
      conflicts: [],
    });
    assert.deepEqual((await audited("putScores")).slice(2).map(({ changes }) => changes.cell), [
      [scored(8), scored(9)],
      [missing, null],
    ]);

    const before = await school.rows("select * from scores");
    const counts = await school.counts();
    const again = await save(change);
    assert.deepEqual(again.body, changed.body);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 1);
    assert.deepEqual(await school.rows("select * from scores"), before);
    assert.deepEqual(await school.counts(), counts);
  }),
);

Deno.test(
  "who changed a cell since it was read is told in the conflict, and the other cells are saved",
  withSchool(async (school) => {
    const { children: [ana, bo], class_id, assessment, save, ask } = await openGradebook(school);
    const assessment_id = await assessment();
    const cell = { assessment_id, student_id: ana };
    await save([{ ...cell, ...scored(8) }]);
    const other = await school.teacherOf(class_id);
    await school.rows("update users set name = 'Other' where user_id = ?", other.user_id);
    school.clock.advance(1000);
    await save([{ ...cell, ...scored(5), was: scored(8) }], other);
    const counts = await school.counts();

    const late = await save([
      { ...cell, ...scored(9), was: scored(8) },
      { assessment_id, student_id: bo, ...scored(7), was: null },
    ]);
    assert.equal(late.status, 200);
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    assert.deepEqual(late.body.conflicts, [{
      ...cell,
      now: scored(5),
      changed_by: "Other",
      changed_at: "2026-10-14T09:00:01.000Z",
    }]);
    assert.deepEqual(late.body.saved.map((row: { student_id: number }) => row.student_id), [bo]);
    const { body } = await ask("GET", "gradebook");
    assert.deepEqual(body.scores.map((row: { score: number }) => row.score), [5, 7]);
    assert.equal((await school.counts()).audit_log, counts.audit_log + 1);

    const alone = await save([{ ...cell, state: null, was: null }]);
    assert.equal(alone.body.conflicts[0].changed_by, "Other");
    assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
    const blanked = await save([{ ...cell, state: null, was: scored(5) }], other);
    assert.equal(blanked.body.saved.length, 1);
    const gone = await save([{ ...cell, ...scored(9), was: scored(5) }]);
    assert.deepEqual(gone.body.conflicts, [{
      ...cell,
      now: null,
      changed_by: "Other",
      changed_at: "2026-10-14T09:00:01.000Z",
    }]);
    const regardless = await save([{ ...cell, ...scored(9) }]);
    assert.equal(regardless.body.saved.length, 1);
  }),
);

Deno.test(
  "two teachers at once: one cell has one winner and one conflict, different cells merge",
  withSchool(async (school) => {
    const { children: [ana, bo], class_id, assessment, save, ask } = await openGradebook(school);
    const assessment_id = await assessment();
    const other = await school.teacherOf(class_id);
    const both = [save, (scores: Record<string, unknown>[]) => save(scores, other)];
    const sameCell = await Promise.all(
      both.map((by, i) => by([{ assessment_id, student_id: ana, ...scored(i + 1), was: null }])),
    );
    assert.deepEqual(sameCell.map(({ status }) => status), [200, 200]);
    assert.deepEqual(sameCell.map(({ body }) => body.conflicts.length).sort(), [0, 1]);
    const winner = sameCell.findIndex(({ body }) => body.saved.length === 1) + 1;

    const meanwhile = (by: number, cell: object) =>
      beforeNextWrite(school, () => both[by]([{ assessment_id, was: null, ...cell }]));
    meanwhile(1, { student_id: bo, ...missing });
    const first = await save([{
      assessment_id,
      student_id: ana,
      ...scored(9),
      was: scored(winner),
    }]);
    assert.deepEqual([first.body.saved.length, first.body.conflicts.length], [1, 0]);
    meanwhile(1, { student_id: ana, ...scored(3), was: scored(9) });
    const second = await save([{ assessment_id, student_id: ana, ...scored(4), was: scored(9) }]);
    assert.deepEqual(second.body.conflicts[0].now, scored(3));
    const { body } = await ask("GET", "gradebook");
    assert.deepEqual(
      body.scores.map(({ state, score }: { state: string; score: number | null }) =>
        score ?? state
      ),
      [3, "missing"],
    );
  }),
);

Deno.test(
  "a block of 30 × 5 from a spreadsheet, and the greatest burst that there may be, are two requests each",
  withSchool(async (school) => {
    const { class_id, term_id, save } = await openGradebook(school);
    const stamps = "'2026-09-01', ''";
    const many = (most: number) =>
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${most})`;
    await school.rows(`insert into users (name, sort_name, role, status, created_at, updated_at)
      ${many(40)} select 'Child ' || i, 'child ' || i, 'Student', 'active', '', '' from n`);
    await school.rows(`insert into students (user_id, sort_name, created_at, updated_at)
      select user_id, sort_name, '', '' from users where sort_name like 'child %'`);
    await school.rows(`insert into enrollments (class_id, student_id, started_on, created_at)
      select ${class_id}, student_id, ${stamps} from students where sort_name like 'child %'`);
    await school.rows(`insert into assessments
      (class_id, term_id, title, date, maximum, created_at, updated_at)
      ${many(50)} select ${class_id}, ${term_id}, 'Test', '2026-10-01', 10, '', '' from n`);
    const ids = async (query: string) => (await school.rows(query)).map(({ id }) => Number(id));
    const children = await ids(
      "select student_id as id from students where sort_name like 'child %'",
    );
    const assessments = await ids("select assessment_id as id from assessments");

    const block = (height: number, width: number, score: number) =>
      children.slice(0, height).flatMap((student_id) =>
        assessments.slice(0, width).map((assessment_id) => (
          { assessment_id, student_id, ...scored(score) }
        ))
      );
    for (const [height, width, score] of [[30, 5, 7.5], [40, 50, 8]]) {
      const before = await school.counts();
      const { status, body } = await save(block(height, width, score));
      assert.equal(status, 200);
      assert.equal(JSON.parse(school.requests.at(-1)!).db_requests, 2);
      assert.equal(body.saved.length, height * width);
      const after = await school.counts();
      assert.equal(after.audit_log - before.audit_log, height * width);
    }
    const [stored] = await school.rows(
      "select count(*) as cells, min(score) as least, max(score) as most from scores",
    );
    assert.deepEqual(stored, { cells: 2000, least: 8, most: 8 });
  }),
);

Deno.test(
  "the history of a cell: who, when, from what and to what, the newest first, page by page",
  withSchool(async (school) => {
    const { children: [ana, bo], teacher, assessment, save } = await openGradebook(school);
    const assessment_id = await assessment();
    await save([{ assessment_id, student_id: ana, ...scored(8) }, {
      ...{ assessment_id, student_id: bo },
      ...missing,
    }]);
    school.clock.advance(1000);
    await save([{ assessment_id, student_id: ana, ...missing }], school.admin);
    await save([{ assessment_id, student_id: ana, state: null }]);
    const path = `/api/assessments/${assessment_id}/scores/${ana}/changes`;
    const { status, body } = await school.request("GET", `${path}?limit=2`, { as: teacher });
    assert.equal(status, 200);
    const [last, middle] = body.data;
    assert.deepEqual([last.from, last.to, last.actor_name], [missing, null, "Ana Sousa"]);
    assert.deepEqual([middle.from, middle.to, middle.actor_name], [scored(8), missing, "Office"]);
    assert.equal(middle.at, "2026-10-14T09:00:01.000Z");
    const rest = await school.request("GET", `${path}?cursor=${body.next_cursor}`, { as: teacher });
    assert.deepEqual(
      rest.body.data.map(({ from, to }: { from: unknown; to: unknown }) => [from, to]),
      [[null, scored(8)]],
    );
    assert.equal(rest.body.next_cursor, null);
    const stranger = (await school.student()).student_id;
    const none = `/api/assessments/${assessment_id}/scores/${stranger}/changes`;
    assert.equal((await school.request("GET", none, { as: teacher })).status, 404);
  }),
);
