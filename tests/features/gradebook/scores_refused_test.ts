import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { withSchool } from "../../helpers/school.ts";
import { beforeNextWrite, openGradebook } from "./open_gradebook.ts";

const scored = (score: number) => ({ state: "scored", score, label: null });

Deno.test(
  "what can't be in a cell is refused in place, and nothing of the burst is saved",
  withSchool(async (school) => {
    const { children: [ana, bo, cem], assessment, save } = await openGradebook(school);
    const [first, second] = [await assessment(), await assessment({ maximum: 7.5 })];
    const good = { assessment_id: first, student_id: ana, ...scored(10) };
    const before = await school.counts();
    const refused: [Record<string, unknown>, string][] = [
      [scored(10.01), "score"],
      [{ assessment_id: second, ...scored(7.51) }, "score"],
      [{ state: "late", score: 11 }, "score"],
      [scored(-0.5), "score"],
      [scored(1.005), "score"],
      [{ state: "scored" }, "score"],
      [{ state: "scored", score: "8" }, "score"],
      [{ state: "scored", label: "Z" }, "label"],
      [{ state: "scored", label: "P" }, "label"],
      [{ state: "scored", score: 8, label: "A" }, "label"],
      [{ state: "missing", score: 0 }, "score"],
      [{ state: "exempt", label: "A" }, "label"],
      [{ state: null, score: 1 }, "score"],
      [{ state: "present" }, "state"],
      [{ score: 8 }, "state"],
      [{ ...scored(8), was: { state: "scored" }, more: 1 }, "more"],
    ];
    for (const [cell, field] of refused) {
      const { status, body } = await save([
        good,
        { assessment_id: first, student_id: bo, ...cell },
        { ...good, student_id: cem },
      ]);
      assert.equal(status, 400, JSON.stringify(cell));
      assert.deepEqual(pathsOf(body), [`body.scores.1.${field}`]);
    }
    const twice = await save([good, { ...good, ...scored(1) }]);
    assert.deepEqual(pathsOf(twice.body), ["body.scores.1"]);
    assert.equal((await save([])).status, 400);
    const many = Array.from({ length: 2001 }, (_, i) => ({ ...good, student_id: i + 1 }));
    assert.deepEqual(pathsOf((await save(many)).body), ["body.scores"]);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a cell of another class or term, and of a child who is not in the class, is not there",
  withSchool(async (school) => {
    const { children: [ana, bo], class_id, assessment, save, ask } = await openGradebook(school);
    const assessment_id = await assessment();
    const spring = (await school.term("Spring")).term_id;
    const inSpring = await assessment({ term_id: spring });
    const stranger = (await school.student()).student_id;
    const other = await school.class([stranger]);
    const elsewhere = await school.request("POST", `/api/classes/${other.class_id}/assessments`, {
      as: school.admin,
      body: { term_id: spring, title: "Test", date: "2026-10-01", maximum: 10 },
    });
    await save([{ assessment_id, student_id: bo, ...scored(4) }]);
    await school.request("DELETE", `/api/classes/${class_id}/students/${bo}`, { as: school.admin });
    const before = await school.counts();
    const tried = [
      { assessment_id: inSpring, student_id: ana },
      { assessment_id: elsewhere.body.assessment_id, student_id: ana },
      { assessment_id: 999, student_id: ana },
      { assessment_id, student_id: stranger },
      { assessment_id, student_id: bo },
    ];
    for (const cell of tried) {
      const { status } = await save([{ ...cell, state: "missing" }]);
      assert.equal(status, 404, JSON.stringify(cell));
    }
    assert.deepEqual(await school.counts(), before);
    const { students, scores } = (await ask("GET", "gradebook")).body;
    assert.deepEqual(
      students.map((
        { student_id, left }: { student_id: number; left: boolean },
      ) => [student_id, left]).slice(0, 2),
      [[ana, false], [bo, true]],
    );
    assert.equal(scores.length, 1);
  }),
);

Deno.test(
  "nothing is saved in an archived class, or in a closed term, also one that closes meanwhile",
  withSchool(async (school) => {
    const { children: [ana], class_id, term_id, assessment, save, close, path, teacher } =
      await openGradebook(school);
    const cell = { assessment_id: await assessment(), student_id: ana, ...scored(8) };
    const refusedAs = async (detail: RegExp) => {
      const before = await school.rows("select * from scores");
      const answered = await save([cell]);
      assert.deepEqual([answered.status, await school.rows("select * from scores")], [409, before]);
      assert.match(answered.body.detail, detail);
    };
    beforeNextWrite(school, close);
    await refusedAs(/This term is closed. An Admin can open it/);
    await refusedAs(/This term is closed/);
    await school.request("POST", `/api/terms/${term_id}/open`, { as: school.admin });
    const archive = `/api/classes/${class_id}`;
    beforeNextWrite(school, () => school.request("DELETE", archive, { as: school.admin }));
    await refusedAs(/This class is archived/);
    await school.request("POST", `${archive}/restore`, { as: school.admin });
    assert.equal((await save([cell])).status, 200);

    const elsewhere = path("gradebook/scores").replace(`=${term_id}`, "=999");
    const none = await school.request("PUT", elsewhere, { as: teacher, body: { scores: [cell] } });
    assert.deepEqual([none.status, pathsOf(none.body)], [400, ["query.term_id"]]);
  }),
);

Deno.test(
  "If-Match takes the gradebook's ETag, in as few requests, and a stale one is not tried again",
  withSchool(async (school) => {
    const { children: [ana], assessment, ask, path, teacher } = await openGradebook(school);
    const cell = { assessment_id: await assessment(), student_id: ana };
    const headers = { "if-match": (await ask("GET", "gradebook")).headers.get("etag")! };
    const put = (score: number) =>
      school.request("PUT", path("gradebook/scores"), {
        as: teacher,
        body: { scores: [{ ...cell, ...scored(score) }] },
        headers,
      });
    const requests = () => JSON.parse(school.requests.at(-1)!).db_requests;
    const saved = await put(8);
    assert.deepEqual([saved.status, requests()], [200, 2]);
    assert.deepEqual([(await put(9)).status, requests()], [412, 1]);
    assert.equal((await ask("GET", "gradebook")).body.scores[0].score, 8);
  }),
);
