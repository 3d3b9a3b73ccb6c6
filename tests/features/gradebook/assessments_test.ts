import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { type School, withSchool } from "../../helpers/school.ts";
import { beforeNextWrite, except, openGradebook } from "./open_gradebook.ts";

const AT = "2026-10-14T09:00:00.000Z";

async function open(school: School) {
  const book = await openGradebook(school);
  const { class_id, term_id, teacher: as } = book;
  const whole = { term_id, title: "Fractions test", date: "2026-10-01", maximum: 20 };
  return {
    ...book,
    whole,
    create: (body: object, headers?: Record<string, string>) =>
      school.request("POST", `/api/classes/${class_id}/assessments`, {
        as,
        body: { ...whole, ...body },
        headers,
      }),
    at: (method: string, id: number, body?: object, headers?: Record<string, string>) =>
      school.request(method, `/api/assessments/${id}`, { as, body, headers }),
  };
}

Deno.test(
  "an assessment is added once, read, listed by date, changed and deleted, and each is audited",
  withSchool(async (school) => {
    const { whole, create, at, categories, class_id, term_id, path, teacher, audited } = await open(
      school,
    );
    const [category_id] = await categories({ name: "Tests", weight: 60 });
    const before = await school.counts();
    const key = { "idempotency-key": "one" };
    const made = await create({ category_id, maximum: 7.25 }, key);
    assert.equal(made.status, 201, made.text);
    const { assessment_id, ...rest } = made.body;
    assert.deepEqual(rest, {
      ...whole,
      ...{ class_id, category_id, maximum: 7.25, extra_credit: false },
      ...{ created_at: AT, updated_at: AT },
    });
    assert.deepEqual((await create({ category_id, maximum: 7.25 }, key)).body, made.body);
    const earlier = await create({ title: "Quiz", date: "2026-09-10", extra_credit: true });
    assert.deepEqual([earlier.body.extra_credit, earlier.body.category_id], [true, null]);
    const first = await school.request("GET", `${path("assessments")}&limit=1`, { as: teacher });
    assert.deepEqual(first.body.data, [earlier.body]);
    const second = await school.request(
      "GET",
      `${path("assessments")}&cursor=${first.body.next_cursor}`,
      { as: teacher },
    );
    assert.deepEqual(second.body, { data: [made.body], next_cursor: null });

    const { headers, body } = await at("GET", assessment_id);
    assert.deepEqual(body, made.body);
    const match = { "if-match": headers.get("etag")! };
    school.clock.advance(1000);
    const changed = await at("PUT", assessment_id, { ...whole, title: "Decimals" }, match);
    assert.equal(changed.status, 200, changed.text);
    assert.deepEqual(changed.body, {
      ...made.body,
      ...{ title: "Decimals", maximum: 20, category_id: null },
      updated_at: "2026-10-14T09:00:01.000Z",
    });
    for (const method of ["PUT", "DELETE"]) {
      const body = method === "PUT" ? whole : undefined;
      assert.equal((await at(method, assessment_id, body, match)).status, 412);
    }
    assert.deepEqual(await audited("updateAssessment"), [{
      entity: "assessments",
      entity_id: assessment_id,
      student_id: null,
      actor_user_id: teacher.user_id,
      changes: {
        title: ["Fractions test", "Decimals"],
        category_id: [category_id, null],
        maximum: [7.25, 20],
      },
    }]);
    assert.equal((await at("DELETE", assessment_id)).status, 204);
    assert.equal((await at("GET", assessment_id)).status, 404);
    assert.deepEqual(await school.counts(), {
      ...before,
      assessments: before.assessments + 1,
      audit_log: before.audit_log + 4,
      idempotency_keys: before.idempotency_keys + 1,
    });
    assert.equal(term_id, earlier.body.term_id);
  }),
);

Deno.test(
  "an assessment goes with its scores, and its line says how many they were",
  withSchool(async (school) => {
    const { create, at, save, children, audited } = await open(school);
    const [gone, kept] = [await create({}), await create({})].map(({ body }) => body.assessment_id);
    await save(
      [gone, kept].flatMap((assessment_id) =>
        children.map((student_id) => ({ assessment_id, student_id, state: "missing" }))
      ),
    );
    const before = await school.counts();
    assert.equal((await at("DELETE", gone)).status, 204);
    const after = await school.counts();
    assert.deepEqual([after.scores, after.assessments, after.audit_log], [
      ...[before.scores - 3, before.assessments - 1, before.audit_log + 1],
    ]);
    assert.deepEqual(
      except(after, "scores", "assessments", "audit_log"),
      except(before, "scores", "assessments", "audit_log"),
    );
    const [line] = await audited("deleteAssessment");
    assert.deepEqual([line.student_id, line.changes.scores], [null, [3, 0]]);

    beforeNextWrite(
      school,
      () => save([{ assessment_id: kept, student_id: children[0], state: null }]),
    );
    assert.equal((await at("DELETE", kept)).status, 412, "a score was changed meanwhile");
    assert.equal((await school.counts()).assessments, 1);
  }),
);

Deno.test(
  "a maximum below a score is refused, also below one that is saved meanwhile",
  withSchool(async (school) => {
    const { create, at, save, children: [ana], whole } = await open(school);
    const { assessment_id } = (await create({})).body;
    await save([{ assessment_id, student_id: ana, state: "scored", score: 12.5 }]);
    const lower = (maximum: number) => at("PUT", assessment_id, { ...whole, maximum });
    const refused = await lower(12);
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /more than 12 points/);
    assert.equal((await lower(12.5)).status, 200);
    await lower(20);
    beforeNextWrite(
      school,
      () => save([{ assessment_id, student_id: ana, state: "scored", score: 19 }]),
    );
    assert.equal((await lower(15)).status, 412);
    assert.equal((await at("GET", assessment_id)).body.maximum, 20);
  }),
);

Deno.test(
  "what can't be an assessment is refused, and nothing is written",
  withSchool(async (school) => {
    const { create, at, term_id, whole } = await open(school);
    const { assessment_id } = (await create({})).body;
    const other = await school.class();
    const spring = (await school.term("Spring")).term_id;
    const strange = await school.request(
      "PUT",
      `/api/classes/${other.class_id}/categories?term_id=${term_id}`,
      { as: school.admin, body: { categories: [{ name: "Tests", weight: 1 }] } },
    );
    const before = await school.counts();
    const refused: [object, string][] = [
      [{ title: " " }, "title"],
      [{ date: "2026-02-30" }, "date"],
      [{ maximum: 0 }, "maximum"],
      [{ maximum: 10.005 }, "maximum"],
      [{ maximum: 10_001 }, "maximum"],
      [{ maximum: "20" }, "maximum"],
      [{ extra_credit: 1 }, "extra_credit"],
      [{ term_id: 999 }, "term_id"],
      [{ category_id: 999 }, "category_id"],
      [{ category_id: strange.body.data[0].category_id }, "category_id"],
      [{ category_id: strange.body.data[0].category_id, term_id: spring }, "category_id"],
      [{ weight: 1 }, "weight"],
    ];
    for (const [body, field] of refused) {
      for (
        const answered of [
          await create(body),
          await at("PUT", assessment_id, { ...whole, ...body }),
        ]
      ) {
        assert.equal(answered.status, 400, JSON.stringify(body));
        assert.deepEqual(pathsOf(answered.body), [`body.${field}`]);
      }
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "nothing of a closed term or an archived class changes, also one that closes meanwhile",
  withSchool(async (school) => {
    const { create, at, ask, class_id, term_id, close, whole } = await open(school);
    const { assessment_id } = (await create({})).body;
    const spring = (await school.term("Spring")).term_id;
    const other = { ...whole, title: "Other" };
    const writes = [
      () => create({}),
      () => at("PUT", assessment_id, other),
      () => at("PUT", assessment_id, { ...other, term_id: spring }),
      () => at("DELETE", assessment_id),
      () => ask("PUT", "categories", { categories: [{ name: "Tests", weight: 1 }] }),
    ];
    const reopen = (term_id: number) =>
      school.request("POST", `/api/terms/${term_id}/open`, { as: school.admin });
    for (const write of writes) {
      const before = await school.counts();
      beforeNextWrite(school, close);
      assert.equal((await write()).status, 412);
      const { status, body } = await write();
      assert.deepEqual([status, body.detail], [409, "This term is closed. An Admin can open it"]);
      await reopen(term_id);
      assert.deepEqual(except(await school.counts(), "audit_log"), except(before, "audit_log"));
    }
    await school.request("POST", `/api/terms/${spring}/close`, { as: school.admin });
    assert.equal((await at("PUT", assessment_id, { ...whole, term_id: spring })).status, 409);
    await school.request("DELETE", `/api/classes/${class_id}`, { as: school.admin });
    for (const write of writes) {
      assert.match((await write()).body.detail, /This class is archived/);
    }
  }),
);

Deno.test(
  "a sheet has 200 assessments at most, those too that come from another term",
  withSchool(async (school) => {
    const { create, at, class_id, term_id } = await open(school);
    await school.rows(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 199)
       insert into assessments (class_id, term_id, title, date, maximum, created_at, updated_at)
       select ?, ?, 'Test', '2026-10-01', 10, '', '' from n`,
      class_id,
      term_id,
    );
    assert.equal((await create({})).status, 201);
    const { status, body } = await create({});
    assert.equal(status, 409);
    assert.match(body.detail, /200 assessments/);
    const spring = (await school.term("Spring")).term_id;
    const moving = (await create({ term_id: spring })).body;
    const whole = { term_id, title: "Test", date: "2026-10-01", maximum: 10 };
    const moved = await at("PUT", moving.assessment_id, whole);
    assert.equal(moved.status, 409, moved.text);
    assert.match(moved.body.detail, /200 assessments/);
    const [{ assessment_id }] = await school.rows(
      "select max(assessment_id) - 1 as assessment_id from assessments",
    );
    assert.equal(
      (await at("PUT", Number(assessment_id), whole)).status,
      200,
      "it is there already",
    );
  }),
);
