import assert from "node:assert/strict";
import { pathsOf } from "../../helpers/problem.ts";
import { withSchool } from "../../helpers/school.ts";
import { beforeNextWrite, openGradebook } from "./open_gradebook.ts";

Deno.test(
  "categories are added, changed, swapped by name and removed, each with its line",
  withSchool(async (school) => {
    const { ask, categories, assessment, audited, path, teacher } = await openGradebook(school);
    const [homework, tests] = await categories(
      { name: "Homework", weight: 40, drop_lowest: 1 },
      { name: "Tests", weight: 60 },
    );
    const listed = await ask("GET", "categories");
    assert.deepEqual(listed.body.data, [
      { category_id: homework, name: "Homework", weight: 40, drop_lowest: 1 },
      { category_id: tests, name: "Tests", weight: 60, drop_lowest: 0 },
    ]);
    const counts = await school.counts();
    const same = await ask("PUT", "categories", { categories: listed.body.data });
    assert.deepEqual([same.status, same.body], [200, listed.body]);
    assert.deepEqual(await school.counts(), counts);

    const put = (body: object, headers: Record<string, string> = {}) =>
      school.request("PUT", path("categories"), { as: teacher, body, headers });
    const match = { "if-match": listed.headers.get("etag")! };
    const swapped = await put({
      categories: [
        { category_id: homework, name: "Tests", weight: 40, drop_lowest: 1 },
        { category_id: tests, name: "Homework", weight: 0.5, drop_lowest: 0 },
        { name: "Projects", weight: 33.33, drop_lowest: 2 },
      ],
    }, match);
    assert.equal(swapped.status, 200, swapped.text);
    const [, , projects] = swapped.body.data;
    assert.deepEqual(swapped.body.data, [
      { category_id: homework, name: "Tests", weight: 40, drop_lowest: 1 },
      { category_id: tests, name: "Homework", weight: 0.5, drop_lowest: 0 },
      { ...projects, name: "Projects", weight: 33.33, drop_lowest: 2 },
    ]);
    assert.equal((await put({ categories: [] }, match)).status, 412);
    await assessment({ category_id: tests });
    const before = await school.counts();
    const refused = await put({ categories: [] });
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /"Homework" has assessments. Move them/);
    assert.deepEqual(await school.counts(), before);
    const left = await put({ categories: [{ category_id: tests, name: "Homework", weight: 1 }] });
    assert.deepEqual(left.body.data.length, 1);
    const lines = await audited("putCategories");
    assert.deepEqual(lines.slice(2).map(({ entity_id, changes }) => [entity_id, changes]), [
      [homework, { name: ["Homework", "Tests"] }],
      [tests, { name: ["Tests", "Homework"], weight: [60, 0.5] }],
      [projects.category_id, {
        class_id: [null, listed.body.class_id],
        term_id: [null, listed.body.term_id],
        name: [null, "Projects"],
        weight: [null, 33.33],
        drop_lowest: [null, 2],
      }],
      [homework, { name: ["Tests", null], weight: [40, null], drop_lowest: [1, null] }],
      [projects.category_id, {
        name: ["Projects", null],
        weight: [33.33, null],
        drop_lowest: [2, null],
      }],
      [tests, { weight: [0.5, 1] }],
    ]);
    const kept = { category_id: tests, name: "Homework", weight: 1 };
    const [, late] = await categories(kept, { name: "Late", weight: 1 });
    beforeNextWrite(school, () => assessment({ category_id: late }));
    for (const status of [412, 409]) {
      assert.equal((await put({ categories: [kept] })).status, status);
    }
  }),
);

Deno.test(
  "what can't be a category is refused in place, and nothing is written",
  withSchool(async (school) => {
    const { ask, term_id } = await openGradebook(school);
    const other = await school.class();
    const strange = await school.request(
      "PUT",
      `/api/classes/${other.class_id}/categories?term_id=${term_id}`,
      { as: school.admin, body: { categories: [{ name: "Tests", weight: 1 }] } },
    );
    const { category_id } = strange.body.data[0];
    const before = await school.counts();
    const refused: [object, string][] = [
      [{ name: "" }, "name"],
      [{ name: "Homework" }, "name"],
      [{ name: "homeWORK" }, "name"],
      [{ weight: -1 }, "weight"],
      [{ weight: 1.005 }, "weight"],
      [{ weight: 1001 }, "weight"],
      [{ drop_lowest: 1.5 }, "drop_lowest"],
      [{ drop_lowest: -1 }, "drop_lowest"],
      [{ drop_lowest: 51 }, "drop_lowest"],
      [{ category_id }, "category_id"],
      [{ color: "red" }, "color"],
    ];
    for (const [rule, field] of refused) {
      const categories = [{ name: "Homework", weight: 1 }, { name: "Tests", weight: 1, ...rule }];
      const { status, body } = await ask("PUT", "categories", { categories });
      assert.equal(status, 400, JSON.stringify(rule));
      assert.deepEqual(pathsOf(body), [`body.categories.1.${field}`]);
    }
    for (const [first, second] of [["ÉCRIT", "e\u0301crit"], ["Mid-term", "MID\u2013TERM"]]) {
      const categories = [{ name: first, weight: 1 }, { name: second, weight: 1 }];
      const { status, body } = await ask("PUT", "categories", { categories });
      assert.equal(status, 400, second);
      assert.deepEqual(body.errors, [{
        path: "body.categories.1.name",
        message: "Another category here has this name. Use another",
      }]);
    }
    const many = Array.from({ length: 21 }, (_, i) => ({ name: `Kind ${i}`, weight: 1 }));
    assert.deepEqual(pathsOf((await ask("PUT", "categories", { categories: many })).body), [
      "body.categories",
    ]);
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "a category may take another spelling of its own name; of two at once the later is told",
  withSchool(async (school) => {
    const { ask, categories } = await openGradebook(school);
    const [category_id] = await categories({ name: "tests", weight: 1 });
    await categories({ category_id, name: "Tests", weight: 1 });
    assert.deepEqual(
      (await ask("PUT", "categories", {
        categories: [{ category_id, name: "Homework", weight: 1 }, { name: "TESTS", weight: 1 }],
      })).body.data.map(({ name }: { name: string }) => name),
      ["Homework", "TESTS"],
    );
    const [{ body: now }] = [await ask("GET", "categories")];
    beforeNextWrite(
      school,
      () => ask("PUT", "categories", { categories: [...now.data, { name: "Oral", weight: 1 }] }),
    );
    const late = await ask("PUT", "categories", {
      categories: [...now.data, { name: "ORAL", weight: 1 }],
    });
    assert.equal(late.status, 412);
    const stored = await school.rows("select name from categories order by category_id");
    assert.deepEqual(stored.map(({ name }) => name), ["Homework", "TESTS", "Oral"]);
  }),
);
