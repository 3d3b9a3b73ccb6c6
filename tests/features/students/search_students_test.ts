import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

async function find(school: School, q: string, rest = "", as: SignedIn = school.admin) {
  const path = `/api/students?q=${encodeURIComponent(q)}${rest}`;
  const { status, body } = await school.request("GET", path, { as });
  assert.equal(status, 200);
  return body.data.map(({ name }: { name: string }) => name);
}

Deno.test(
  "search finds how words of the name and of the number begin, without accents or case",
  withSchool(async (school) => {
    for (const name of ["José Ångström", "100% Anna", "Under_score", "Anna Mary-Jane O’Neil"]) {
      await school.student({ name });
    }
    await school.student({ name: "Zed", student_number: "A_7%-014" });
    const found = {
      jose: ["José Ångström"],
      "ANGSTRÖM": ["José Ångström"],
      ngstrom: [],
      "100%": ["100% Anna"],
      "%": [],
      "_": [],
      score: ["Under_score"],
      anna: ["100% Anna", "Anna Mary-Jane O’Neil"],
      "ann neil": ["Anna Mary-Jane O’Neil"],
      "neil ann": ["Anna Mary-Jane O’Neil"],
      "ann zed": [],
      "mary-j": ["Anna Mary-Jane O’Neil"],
      jane: ["Anna Mary-Jane O’Neil"],
      "o'neil": ["Anna Mary-Jane O’Neil"],
      "a_7": ["Zed"],
      "A_7%": ["Zed"],
      "014": ["Zed"],
      "zed 014": ["Zed"],
      nobody: [],
    };
    for (const [q, names] of Object.entries(found)) {
      assert.deepEqual(await find(school, q), names, q);
    }
  }),
);

Deno.test(
  "search finds letters that have no accent to take off, and nobody where nothing is left of the words",
  withSchool(async (school) => {
    for (const name of ["Łukasz Wójcik", "Đức Øster", "Jon Straße", "Мария Иванова", "王 小明"]) {
      await school.student({ name });
    }
    assert.deepEqual(await find(school, "lukasz wojcik"), ["Łukasz Wójcik"]);
    assert.deepEqual(await find(school, "duc oster"), ["Đức Øster"]);
    assert.deepEqual(await find(school, "strasse"), ["Jon Straße"]);
    assert.deepEqual(await find(school, "ИВАН"), ["Мария Иванова"]);
    assert.deepEqual(await find(school, "小"), ["王 小明"]);
    assert.deepEqual(await find(school, "\u0301"), []);
  }),
);

Deno.test(
  "what a search finds comes once, by the word and then by name, and page by page both ways",
  withSchool(async (school) => {
    const names = ["Maria Martins", "Ana Maria", "Mario Abel", "Marta", "Zoe Maria", "Ben"];
    for (const name of names) await school.student({ name });
    const expected = ["Ana Maria", "Maria Martins", "Zoe Maria", "Mario Abel", "Marta"];
    assert.deepEqual(await find(school, "mar"), expected);
    for (const sort of ["name", "-name", "student_number", "-student_number"]) {
      const paged: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const { body }: { body: { data: { name: string }[]; next_cursor: string | null } } =
          await school.request(
            "GET",
            `/api/students?q=mar&limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`,
            { as: school.admin },
          );
        paged.push(...body.data.map(({ name }) => name));
        cursor = body.next_cursor;
      }
      assert.deepEqual(paged, sort.startsWith("-") ? expected.toReversed() : expected, sort);
    }
    const first = await school.request("GET", "/api/students?q=mar&limit=2", { as: school.admin });
    for (const other of ["?q=ana", "?q=mart", "?"]) {
      const path = `/api/students${other}&cursor=${first.body.next_cursor}`;
      const { status, body } = await school.request("GET", path, { as: school.admin });
      assert.equal(status, 400, other);
      assert.equal(body.errors[0].path, "query.cursor");
    }
  }),
);

Deno.test(
  "search goes together with the filters, and finds for each role only whom it may see",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const gone = await school.student({ name: "Ourschild Gone", grade_level: "3" });
    await school.request("DELETE", `/api/students/${gone.student_id}`, { as: school.admin });
    assert.deepEqual(await find(school, "ourschild"), [ours.name]);
    assert.deepEqual(await find(school, "ourschild", "&archived=true"), ["Ourschild Gone"]);
    assert.deepEqual(await find(school, "gone", "&archived=true&grade_level=4"), []);
    assert.deepEqual(await find(school, "ourschild", `&class_id=${ours.class_id}`), [ours.name]);
    assert.deepEqual(await find(school, "ourschild", `&class_id=${theirs.class_id}`), []);
    for (const as of [ours.teacher, ours.parent, ours.child]) {
      assert.deepEqual(await find(school, "ourschild-1", "", as), [ours.name]);
      assert.deepEqual(await find(school, "theirschild", "", as), []);
    }
    await school.rows("update settings set teacher_scope = 'all'");
    assert.deepEqual(await find(school, "theirs", "", ours.teacher), [theirs.name]);
  }),
);

Deno.test(
  "a name that changes is found by what it is now, a child who comes back is found again, and one who is erased leaves no word",
  withSchool(async (school) => {
    const { student_id, user_id } = await school.student({
      name: "Ana Silva",
      student_number: "77",
    });
    const put = (path: string, body: unknown) =>
      school.request("PUT", path, { as: school.admin, body });
    await put(`/api/students/${student_id}`, { name: "Bea Silva", student_number: "88" });
    assert.deepEqual(await find(school, "ana"), []);
    assert.deepEqual(await find(school, "77"), []);
    assert.deepEqual(await find(school, "bea 88"), ["Bea Silva"]);
    await put(`/api/users/${user_id}`, {
      name: "Cleo Silva",
      email: "cleo@home.example",
      role: "Student",
      status: "invited",
    });
    assert.deepEqual(await find(school, "bea"), []);
    assert.deepEqual(await find(school, "cleo"), ["Cleo Silva"]);
    const users = await school.request("GET", "/api/users?q=cleo@home", { as: school.admin });
    assert.equal(users.body.data[0].user_id, user_id);

    await school.request("DELETE", `/api/students/${student_id}`, { as: school.admin });
    assert.deepEqual(await find(school, "cleo"), []);
    await school.request("POST", `/api/students/${student_id}/restore`, { as: school.admin });
    assert.deepEqual(await find(school, "cleo"), ["Cleo Silva"]);

    const erased = await school.request("DELETE", `/api/students/${student_id}?erase=true`, {
      as: school.admin,
      body: { password: "correct horse battery" },
    });
    assert.equal(erased.status, 200);
    const left = "select * from search_words where sort_name like '%silva%' or word like '%silva%'";
    assert.deepEqual(await school.rows(left), []);
  }),
);
