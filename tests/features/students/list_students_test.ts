import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { type School, withSchool } from "../../helpers/school.ts";

const names = (answered: { body: { data: { name: string }[] } }) =>
  answered.body.data.map(({ name }) => name);

Deno.test(
  "the list: pages hold every child once, in both orders, by name and by number, same names too",
  withSchool(async (school) => {
    for (let i = 0; i < 23; i++) {
      await school.student({
        name: i % 3 ? `Same Name` : `Child ${String(i).padStart(2, "0")}`,
        student_number: i % 4 ? `N${String(i).padStart(2, "0")}` : null,
      });
    }
    const all = async (sort: string) => {
      const ids: number[] = [];
      const keys: string[] = [];
      let cursor: string | null = null;
      do {
        const { body }: {
          body: {
            data: { student_id: number; name: string; student_number: string | null }[];
            next_cursor: string | null;
          };
        } = await school.request(
          "GET",
          `/api/students?limit=5&sort=${sort}${cursor ? `&cursor=${cursor}` : ""}`,
          { as: school.admin },
        );
        ids.push(...body.data.map(({ student_id }) => student_id));
        keys.push(
          ...body.data.map((row) =>
            sort.endsWith("name") ? row.name.toLowerCase() : row.student_number ?? ""
          ),
        );
        cursor = body.next_cursor;
      } while (cursor);
      return { ids, keys };
    };
    for (const sort of ["name", "student_number"]) {
      const up = await all(sort);
      assert.equal(new Set(up.ids).size, 23);
      assert.deepEqual(up.keys, [...up.keys].sort());
      const down = await all(`-${sort}`);
      assert.deepEqual(down.ids, [...up.ids].reverse());
    }
  }),
);

Deno.test(
  "the list: class, grade level and archived are filters that go together",
  withSchool(async (school) => {
    const ana = await school.student({ name: "Ana", grade_level: "3" });
    const ben = await school.student({ name: "Ben", grade_level: "3" });
    const cid = await school.student({ name: "Cid", grade_level: "4" });
    const { class_id } = await school.class([ana.student_id, cid.student_id]);
    await school.rows(
      "update enrollments set ended_on = '2026-10-01' where student_id = ?",
      cid.student_id,
    );
    await school.request("DELETE", `/api/students/${ben.student_id}`, { as: school.admin });
    const find = async (query: string) =>
      names(await school.request("GET", `/api/students?${query}`, { as: school.admin }));
    assert.deepEqual(await find(""), ["Ana", "Cid"]);
    assert.deepEqual(await find("grade_level=3"), ["Ana"]);
    assert.deepEqual(await find("archived=true"), ["Ben"]);
    assert.deepEqual(await find(`class_id=${class_id}`), ["Ana"]);
    assert.deepEqual(await find(`class_id=${class_id}&grade_level=4`), []);
    assert.deepEqual(await find("class_id=999"), []);
  }),
);

Deno.test(
  "the unfiltered list is one walk of an index, at school and of those who have left",
  withSchool(async (school) => {
    const by_number =
      "case when student_number is null then char(1) || (student_id + 1000000000000) else student_number end";
    for (
      const [which, order, index] of [
        ["is null", "sort_name", "students_sort_name"],
        ["is null", by_number, "students_number_order"],
        ["is not null", "sort_name", "students_left_sort_name"],
        ["is not null", by_number, "students_left_number_order"],
      ]
    ) {
      const plan = await school.rows(
        `explain query plan select * from students s join users u on u.user_id = s.user_id where archived_at ${which} order by ${order}, student_id limit 51`,
      );
      const text = plan.map(({ detail }) => detail).join("\n");
      assert.ok(text.includes(` ${index}`), text);
      assert.ok(!text.includes("TEMP B-TREE"), text);
    }
  }),
);

Deno.test(
  "each role lists only whom it may see",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const see = async (as: School["admin"]) =>
      names(await school.request("GET", "/api/students", { as }));
    assert.deepEqual(await see(school.admin), [ours.name, theirs.name]);
    for (const as of [ours.teacher, ours.parent, ours.child]) {
      assert.deepEqual(await see(as), [ours.name]);
    }
    assert.deepEqual(await see(await school.user("Parent")), []);
    assert.deepEqual(await see(await school.user("Student")), []);
    assert.deepEqual(await see(await school.user("Teacher")), []);
    await school.rows("update settings set teacher_scope = 'all'");
    assert.deepEqual(await see(await school.user("Teacher")), [ours.name, theirs.name]);
  }),
);

Deno.test(
  "a child who has left a class is no longer the teacher's, from the next request on",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    await school.rows(
      "update enrollments set ended_on = '2026-10-01' where student_id = ?",
      ours.student_id,
    );
    const { status } = await school.request("GET", `/api/students/${ours.student_id}`, {
      as: ours.teacher,
    });
    assert.equal(status, 404);
  }),
);

Deno.test(
  "the children of a class that is archived are no longer its teacher's",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    const read = () =>
      school.request("GET", `/api/students/${ours.student_id}`, { as: ours.teacher });
    assert.equal((await read()).status, 200);
    await school.request("DELETE", `/api/classes/${ours.class_id}`, { as: school.admin });
    assert.equal((await read()).status, 404);
    assert.deepEqual(names(await school.request("GET", "/api/students", { as: ours.teacher })), []);
  }),
);
