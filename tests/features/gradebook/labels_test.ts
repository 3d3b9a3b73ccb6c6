import assert from "node:assert/strict";
import { type School, SETTINGS, withSchool } from "../../helpers/school.ts";
import { openGradebook } from "./open_gradebook.ts";

const SIXTHS = {
  name: "1 to 6, the best first",
  kind: "letter",
  minimum: 0,
  maximum: 100,
  pass_mark: 50,
  entries: [92, 81, 67, 50, 30, 0].map((minimum, i) => (
    { label: String(i + 1), minimum, points: null, pass: minimum >= 50 }
  )),
};

const MENTIONS = {
  name: "0 to 20 with mentions",
  kind: "numeric",
  minimum: 0,
  maximum: 20,
  pass_mark: 10,
  entries: [
    { label: "TB", points: 16, pass: true },
    { label: "NN", points: null, pass: false },
  ],
};

/** A gradebook on the scale, with one assessment of 20 points. */
async function on(school: School, scale: object) {
  const { body } = await school.request("POST", "/api/scales", { as: school.admin, body: scale });
  const set = await school.request("PUT", "/api/settings", {
    as: school.admin,
    body: { ...SETTINGS, scale_id: body.scale_id },
  });
  assert.equal(set.status, 200, set.text);
  const book = await openGradebook(school);
  const assessment_id = await book.assessment({ maximum: 20 });
  return {
    ...book,
    put: (student_id: number, entered: { score: number } | { label: string }) =>
      book.save([{ assessment_id, student_id, state: "scored", ...entered }]),
    averages: async () => {
      const { body } = await book.ask("GET", "gradebook");
      return body.averages.map(({ percent, grade }: Record<string, unknown>) => [percent, grade]);
    },
    labels: async () => (await book.ask("GET", "gradebook")).body.rules.labels,
  };
}

Deno.test(
  "on a scale whose labels are numbers a score is points, and a label its least percent",
  withSchool(async (school) => {
    const { children: [ana, bo], put, averages } = await on(school, SIXTHS);
    await put(ana, { score: 2 });
    await put(bo, { label: "2" });
    assert.deepEqual(await averages(), [[10, "6"], [81, "2"], [null, null]]);
    assert.equal((await put(ana, { label: "7" })).status, 400);
    assert.deepEqual(await school.rows("select score, label from scores order by student_id"), [
      { score: 2, label: null },
      { score: null, label: "2" },
    ]);
  }),
);

Deno.test(
  "on a numeric scale a label is where its points stand in the range; one without counts for nothing",
  withSchool(async (school) => {
    const { children: [ana, bo, cem], put, averages, labels } = await on(school, MENTIONS);
    await put(ana, { score: 15 });
    await put(bo, { label: "tb" });
    await put(cem, { label: "NN" });
    assert.deepEqual(await averages(), [[75, "15"], [80, "16"], [null, null]]);
    assert.deepEqual(await labels(), [{ label: "TB", percent: 80 }]);
  }),
);
