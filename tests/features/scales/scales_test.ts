import assert from "node:assert/strict";
import { type School, SETTINGS, withSchool } from "../../helpers/school.ts";

const letters = {
  name: "Three letters",
  kind: "letter",
  minimum: 0,
  maximum: 100,
  pass_mark: 60,
  honors_bonus: 0.5,
  ap_bonus: 1,
  entries: [
    { label: "A", minimum: 80, points: 4, pass: true },
    { label: "Merit", minimum: null, points: 3.5, pass: true },
    { label: "B", minimum: 60, points: 3, pass: true },
    { label: "U", minimum: 0, points: null, pass: false },
  ],
};
const numbers = { name: "0 to 10", kind: "numeric", minimum: 0, maximum: 10, pass_mark: 5 };

const post = (school: School, body: unknown, headers?: Record<string, string>) =>
  school.request("POST", "/api/scales", { as: school.admin, body, headers });

Deno.test(
  "a school adds its own scales behind Laurel's",
  withSchool(async (school) => {
    const before = await school.counts();
    const made = await post(school, letters);
    assert.equal(made.status, 201);
    assert.deepEqual(made.body, {
      scale_id: 6,
      ...letters,
      created_at: "2026-10-14T09:00:00.000Z",
    });
    const plain = await post(school, numbers);
    assert.deepEqual(plain.body, {
      scale_id: 7,
      ...numbers,
      honors_bonus: 0,
      ap_bonus: 0,
      entries: [],
      created_at: "2026-10-14T09:00:00.000Z",
    });
    assert.deepEqual(await school.counts(), {
      ...before,
      grading_scales: before.grading_scales + 2,
      audit_log: before.audit_log + 2,
    });

    const list = (query: string) =>
      school.request("GET", `/api/scales${query}`, { as: school.admin });
    const first = await list("?limit=5");
    assert.deepEqual(
      first.body.data.map(({ name }: { name: string }) => name),
      [
        "US 4.0 with plus and minus",
        "US 4.0 without plus and minus",
        "0 to 20",
        "1 to 6",
        "Percent",
      ],
    );
    const second = await list(`?limit=5&cursor=${first.body.next_cursor}`);
    assert.deepEqual(second.body, { data: [made.body, plain.body], next_cursor: null });
  }),
);

Deno.test(
  "marks are resolved on the school's own scale once it is chosen",
  withSchool(async (school) => {
    const { scale_id } = (await post(school, letters)).body;
    const settings = { ...SETTINGS, scale_id };
    await school.request("PUT", "/api/settings", { as: school.admin, body: settings });
    const { student_id } = await school.student();
    const mark = (grade: string) =>
      school.request("POST", `/api/students/${student_id}/grades`, {
        as: school.admin,
        body: { subject: "Art", grade },
      });
    assert.equal((await mark("85")).body.points, 4);
    assert.equal((await mark("merit")).body.points, 3.5);
    assert.equal((await mark("A+")).status, 400);
  }),
);

Deno.test(
  "a scale that makes no sense is refused where it makes none, and nothing is written",
  withSchool(async (school) => {
    const before = await school.counts();
    const [a, merit, b, u] = letters.entries;
    const bad: [object, string][] = [
      [{ ...letters, name: "" }, "body.name"],
      [{ ...letters, kind: "words" }, "body.kind"],
      [{ ...letters, entries: [] }, "body.entries"],
      [{ ...letters, entries: [b, a, u] }, "body.entries.1.minimum"],
      [{ ...letters, entries: [a, { ...b, minimum: 80 }] }, "body.entries.1.minimum"],
      [{ ...letters, entries: [{ ...a, minimum: 101 }] }, "body.entries.0.minimum"],
      [{ ...letters, entries: [a, { ...b, label: "a" }] }, "body.entries.1.label"],
      [
        { ...letters, entries: [{ ...a, label: "B-" }, { ...b, label: "b\u2212" }] },
        "body.entries.1.label",
      ],
      [{ ...letters, entries: [merit, { ...merit }] }, "body.entries.1.label"],
      [{ ...letters, entries: [{ ...a, label: " " }] }, "body.entries.0.label"],
      [{ ...letters, entries: [{ ...a, label: "a\u0000" }] }, "body.entries.0.label"],
      [{ ...letters, entries: [{ ...a, points: -1 }] }, "body.entries.0.points"],
      [{ ...letters, entries: [{ ...a, pass: 1 }] }, "body.entries.0.pass"],
      [{ ...letters, entries: [{ ...a, colour: "red" }] }, "body.entries.0.colour"],
      [{ ...letters, entries: Array(51).fill(a) }, "body.entries"],
      [{ ...letters, pass_mark: 101 }, "body.pass_mark"],
      [{ ...letters, honors_bonus: 5.1 }, "body.honors_bonus"],
      [{ ...letters, ap_bonus: -0.1 }, "body.ap_bonus"],
      [{ ...letters, scale_id: 1 }, "body.scale_id"],
      [{ ...numbers, minimum: -1 }, "body.minimum"],
      [{ ...numbers, maximum: 1000 }, "body.maximum"],
      [{ ...numbers, minimum: 10 }, "body.maximum"],
      [{ ...numbers, maximum: null }, "body.maximum"],
      [{ ...numbers, entries: [a] }, "body.entries.0.minimum"],
    ];
    for (const [scale, path] of bad) {
      const { status, body } = await post(school, scale);
      assert.equal(status, 400, path);
      assert.ok(body.errors.some((e: { path: string }) => e.path === path), JSON.stringify(body));
    }
    const infinite = JSON.stringify(numbers).replace('"maximum":10', '"maximum":1e400');
    assert.equal((await post(school, infinite)).body.errors[0].path, "body.maximum");
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "two scales can't have one name; an Idempotency-Key adds one",
  withSchool(async (school) => {
    const headers = { "idempotency-key": "a-scale" };
    const [first, again] = [
      await post(school, numbers, headers),
      await post(school, numbers, headers),
    ];
    assert.deepEqual(again.body, first.body);
    const before = await school.counts();
    assert.equal((await post(school, numbers)).status, 409);
    assert.equal((await post(school, { ...numbers, name: "Percent" })).status, 409);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a Teacher reads scales and adds none; a family does neither",
  withSchool(async (school) => {
    const [teacher, parent] = [await school.user("Teacher"), await school.user("Parent")];
    const get = (as: typeof teacher) => school.request("GET", "/api/scales", { as });
    assert.equal((await get(teacher)).status, 200);
    assert.equal((await get(parent)).status, 403);
    for (const as of [teacher, parent]) {
      assert.equal(
        (await school.request("POST", "/api/scales", { as, body: numbers })).status,
        403,
      );
    }
    assert.equal((await school.counts()).grading_scales, 5);
  }),
);
