import assert from "node:assert/strict";
import { twoFamilies } from "../../helpers/families.ts";
import { PASSWORD, type School, withSchool } from "../../helpers/school.ts";

const names = (answered: { body: { data: { name: string }[] } }) =>
  answered.body.data.map(({ name }) => name);

Deno.test(
  "a child is put on the roll with a user, an audit line, and no way to sign in",
  withSchool(async (school) => {
    const before = await school.counts();
    const { status, body, headers } = await school.request("POST", "/api/students", {
      as: school.admin,
      body: {
        name: "José Ångström",
        date_of_birth: "2016-02-29",
        student_number: "2026-014",
        grade_level: "3",
      },
    });
    assert.equal(status, 201);
    assert.deepEqual(body, {
      student_id: 1,
      user_id: 2,
      name: "José Ångström",
      email: null,
      date_of_birth: "2016-02-29",
      gender: null,
      address: null,
      contact_number: null,
      guardian_name: null,
      guardian_contact: null,
      student_number: "2026-014",
      grade_level: "3",
      photo: null,
      archived_at: null,
      created_at: "2026-10-14T09:00:00.000Z",
      updated_at: "2026-10-14T09:00:00.000Z",
    });
    const read = await school.request("GET", "/api/students/1", { as: school.admin });
    assert.deepEqual(read.body, body);
    assert.equal(read.headers.get("etag"), headers.get("etag"));
    assert.deepEqual(await school.counts(), {
      ...before,
      users: before.users + 1,
      students: 1,
      audit_log: before.audit_log + 1,
    });
    const [user] = await school.rows("select role, status, password from users where user_id = 2");
    assert.deepEqual(user, { role: "Student", status: "invited", password: null });
    const [line] = await school.rows(
      "select action, student_id, actor_user_id, changes from audit_log",
    );
    assert.deepEqual({ ...line, changes: JSON.parse(String(line.changes)) }, {
      action: "createStudent",
      student_id: 1,
      actor_user_id: school.admin.user_id,
      changes: {
        name: [null, "José Ångström"],
        date_of_birth: [null, "2016-02-29"],
        student_number: [null, "2026-014"],
        grade_level: [null, "3"],
      },
    });
  }),
);

Deno.test(
  "a student number and an email are one child's: 409, and nothing is written",
  withSchool(async (school) => {
    await school.student({ student_number: "7", email: "ana@home.example" });
    const before = await school.counts();
    for (const taken of [{ student_number: "7" }, { email: "ANA@home.example" }]) {
      const { status, body } = await school.request("POST", "/api/students", {
        as: school.admin,
        body: { name: "B", ...taken },
      });
      assert.equal(status, 409);
      assert.ok(!JSON.stringify(body).includes("home.example"));
    }
    assert.deepEqual(await school.counts(), before);
  }),
);

Deno.test(
  "the list: search takes % and _ literally and finds without accents or case",
  withSchool(async (school) => {
    for (const name of ["José Ångström", "100% Anna", "Under_score", "Anna Bell"]) {
      await school.student({ name });
    }
    await school.student({ name: "Zed", student_number: "A_7%" });
    const find = async (q: string) =>
      names(
        await school.request("GET", `/api/students?q=${encodeURIComponent(q)}`, {
          as: school.admin,
        }),
      );
    assert.deepEqual(await find("jose"), ["José Ångström"]);
    assert.deepEqual(await find("ANGSTRÖM"), ["José Ångström"]);
    assert.deepEqual(await find("%"), ["100% Anna", "Zed"]);
    assert.deepEqual(await find("_"), ["Under_score", "Zed"]);
    assert.deepEqual(await find("anna"), ["100% Anna", "Anna Bell"]);
    assert.deepEqual(await find("A_7"), ["Zed"]);
    assert.deepEqual(await find("nobody"), []);
  }),
);

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
  "the unfiltered list is one walk of an index",
  withSchool(async (school) => {
    for (
      const [order, index] of [["sort_name", "students_sort_name"], [
        "case when student_number is null then '' else student_number end",
        "students_number_order",
      ]]
    ) {
      const plan = await school.rows(
        `explain query plan select * from students s join users u on u.user_id = s.user_id where archived_at is null order by ${order}, student_id limit 51`,
      );
      const text = plan.map(({ detail }) => detail).join("\n");
      assert.ok(text.includes(index), text);
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

Deno.test(
  "PUT replaces, keeps the sort names in step, and is held against If-Match",
  withSchool(async (school) => {
    const { student_id } = await school.student({
      name: "Ana",
      student_number: "1",
      address: "Mill Lane",
    });
    const path = `/api/students/${student_id}`;
    const etag = (await school.request("GET", path, { as: school.admin })).headers.get("etag")!;
    const put = (name: string, if_match?: string) =>
      school.request("PUT", path, {
        as: school.admin,
        body: { name },
        headers: if_match ? { "if-match": if_match } : {},
      });
    const [one, two] = await Promise.all([put("Élodie", etag), put("Ben", etag)]);
    assert.deepEqual([one.status, two.status].sort(), [200, 412]);
    const winner = one.status === 200 ? one : two;
    assert.equal(winner.body.address, null);
    const [row] = await school.rows(
      "select u.sort_name as a, s.sort_name as b from users u join students s on s.user_id = u.user_id",
    );
    assert.equal(row.a, row.b);
    assert.equal((await put("Cid", '"nonsense"')).status, 412);
    assert.equal((await put("Cid", winner.headers.get("etag")!)).status, 200);
    const weak = `W/${
      (await school.request("GET", path, { as: school.admin })).headers.get("etag")
    }`;
    assert.equal((await put("Cyd", weak)).status, 200, "as a compressing server names it");
    assert.equal((await put("Dan", "*")).status, 200);
    assert.equal((await put("Eve")).status, 200);
    const changes = await school.rows(
      "select changes from audit_log where action = 'updateStudent' order by audit_id",
    );
    assert.equal(changes.length, 5);
    assert.deepEqual(JSON.parse(String(changes[4].changes)), { name: ["Dan", "Eve"] });
  }),
);

Deno.test(
  "archiving takes a child off the list and keeps everything; restoring brings all back",
  withSchool(async (school) => {
    const { ours } = await twoFamilies(school);
    const path = `/api/students/${ours.student_id}`;
    const before = await school.counts();
    const archived = await school.request("DELETE", path, { as: school.admin });
    assert.equal(archived.status, 200);
    assert.equal(archived.body.archived_at, "2026-10-14T09:00:00.000Z");
    assert.deepEqual(await school.counts(), { ...before, audit_log: before.audit_log + 1 });
    assert.equal((await school.request("DELETE", path, { as: school.admin })).status, 200);
    assert.deepEqual(
      await school.counts(),
      { ...before, audit_log: before.audit_log + 1 },
      "twice changes nothing",
    );
    assert.ok(
      !names(await school.request("GET", "/api/students", { as: school.admin })).includes(
        ours.name,
      ),
    );
    const restored = await school.request("POST", `${path}/restore`, { as: school.admin });
    assert.equal(restored.status, 200);
    assert.equal(restored.body.archived_at, null);
  }),
);

Deno.test(
  "erasing asks for the password, and then nothing of the child is left anywhere",
  withSchool(async (school) => {
    const { ours, theirs } = await twoFamilies(school);
    const path = `/api/students/${ours.student_id}`;
    await school.request("PUT", path, {
      as: school.admin,
      body: { name: ours.name, email: ours.child.email, guardian_name: "Ourschild's mother" },
      headers: { "idempotency-key": "k" },
    });
    await school.request("POST", `${path}/restore`, {
      as: school.admin,
      headers: { "idempotency-key": "r" },
    });
    const before = await school.counts();
    const erase = (body: unknown) =>
      school.request("DELETE", `${path}?erase=true`, { as: school.admin, body });
    assert.equal((await erase(undefined)).body.errors[0].path, "body.password");
    assert.equal((await erase({})).status, 400);
    assert.equal((await erase({ password: "wrong horse battery" })).status, 403);
    assert.deepEqual(await school.counts(), before);

    const { status, body, text } = await erase({ password: PASSWORD });
    assert.equal(status, 200);
    assert.equal(body.student_id, ours.student_id);
    const {
      students,
      grades,
      attendance,
      activities,
      activity_files,
      reports,
      files,
      notifications,
      enrollments,
      guardians,
      sessions,
    } = body.erased;
    assert.deepEqual({
      students,
      grades,
      attendance,
      activities,
      activity_files,
      reports,
      files,
      notifications,
      enrollments,
      guardians,
      sessions,
    }, {
      students: 1,
      grades: 1,
      attendance: 1,
      activities: 1,
      activity_files: 1,
      reports: 1,
      files: 3,
      notifications: 1,
      enrollments: 1,
      guardians: 1,
      sessions: 1,
    });
    assert.ok(!text.includes("Ourschild"));
    assert.ok(!school.storage.files.has(ours.file_key));
    assert.ok(school.storage.files.has(theirs.file_key));

    const tables = Object.keys(await school.counts());
    for (const table of tables.filter((name) => name !== "classes" && name !== "terms")) {
      const dump = JSON.stringify(await school.rows(`select * from ${table}`));
      assert.ok(!dump.includes("Ourschild"), `${table} still knows the child`);
    }
    assert.ok(JSON.stringify(await school.rows("select * from grades")).includes(theirs.name));
    assert.deepEqual(await school.rows("pragma foreign_key_check"), []);
    const last = await school.rows(
      "select action, actor_user_id, student_id, changes from audit_log order by audit_id desc limit 1",
    );
    assert.deepEqual(last, [{
      action: "eraseStudent",
      actor_user_id: school.admin.user_id,
      student_id: ours.student_id,
      changes: null,
    }]);
    assert.equal((await school.request("GET", "/api/me", { as: ours.child })).status, 401);
    assert.equal((await school.request("GET", path, { as: school.admin })).status, 404);
    const next = await school.student({ name: "Next" });
    assert.notEqual(
      next.student_id,
      ours.student_id,
      "an erased child's number comes back for nobody",
    );
  }),
);

Deno.test(
  "wrong passwords for erasing are slowed down like wrong sign-ins",
  withSchool(async (school) => {
    const { student_id } = await school.student();
    const erase = (password: string) =>
      school.request("DELETE", `/api/students/${student_id}?erase=true`, {
        as: school.admin,
        body: { password },
      });
    for (let i = 0; i < 5; i++) assert.equal((await erase("wrong horse battery")).status, 403);
    const { status, headers } = await erase(PASSWORD);
    assert.equal(status, 429);
    assert.equal(headers.get("retry-after"), "60");
  }),
);

Deno.test(
  "a child who registered alone gets their record when the school links the account",
  withSchool(async (school) => {
    const { student_id, user_id } = await school.student({ name: "Ana Real" });
    const account = await school.user("Student", "ana_2015");
    assert.deepEqual((await school.request("GET", "/api/students", { as: account })).body.data, []);
    const link = (id: number, to = student_id) =>
      school.request("PUT", `/api/students/${to}/account`, {
        as: school.admin,
        body: { user_id: id },
      });
    const { status, body } = await link(account.user_id);
    assert.equal(status, 200);
    assert.equal(body.name, "Ana Real");
    assert.equal(body.user_id, account.user_id);
    assert.deepEqual(names(await school.request("GET", "/api/students", { as: account })), [
      "Ana Real",
    ]);
    assert.deepEqual(await school.rows("select 1 from users where user_id = ?", user_id), []);
    assert.equal((await link(account.user_id)).status, 200, "again changes nothing");

    const other = await school.student({ name: "Ben" });
    assert.equal((await link(account.user_id, other.student_id)).status, 409, "it is Ana's");
    assert.equal((await link((await school.user("Parent")).user_id, other.student_id)).status, 409);
    assert.equal((await link(999, other.student_id)).status, 404);
    assert.equal(
      (await link((await school.user("Student")).user_id)).status,
      409,
      "Ana has an account in use",
    );
  }),
);

Deno.test(
  "a child's new email ends their sessions and the link on its way to the old one",
  withSchool(async (school) => {
    const { student_id, user_id } = await school.student({ name: "Ana" });
    const child = await school.childLogin(student_id);
    const invite = () =>
      school.request("POST", `/api/users/${user_id}/invitation`, { as: school.admin });
    assert.equal((await invite()).status, 201);
    const path = `/api/students/${student_id}`;
    const put = (body: unknown) => school.request("PUT", path, { as: school.admin, body });
    assert.equal((await put({ name: "Anna", email: child.email })).status, 200);
    assert.equal((await school.request("GET", path, { as: child })).status, 200);
    assert.equal((await put({ name: "Anna", email: "new@home.example" })).status, 200);
    assert.equal((await school.request("GET", path, { as: child })).status, 401);
    assert.deepEqual(await school.rows("select * from invitations"), []);
  }),
);

Deno.test(
  "search finds letters that have no accent to take off, and nobody where nothing is left of the words",
  withSchool(async (school) => {
    for (const name of ["Łukasz Wójcik", "Đức Øster", "Jon Straße", "Ann O’Neil"]) {
      await school.student({ name });
    }
    const find = async (q: string) =>
      names(
        await school.request("GET", `/api/students?q=${encodeURIComponent(q)}`, {
          as: school.admin,
        }),
      );
    assert.deepEqual(await find("lukasz wojcik"), ["Łukasz Wójcik"]);
    assert.deepEqual(await find("duc oster"), ["Đức Øster"]);
    assert.deepEqual(await find("strasse"), ["Jon Straße"]);
    assert.deepEqual(await find("o'neil"), ["Ann O’Neil"]);
    assert.deepEqual(await find("\u0301"), []);
  }),
);

Deno.test(
  "what is sent as it stands is no change: 200, and nothing is written",
  withSchool(async (school) => {
    const { student_id } = await school.student({ name: "Ana", grade_level: "3" });
    const before = await school.counts();
    const body = { name: "Ana", grade_level: "3" };
    const path = `/api/students/${student_id}`;
    assert.equal((await school.request("PUT", path, { as: school.admin, body })).status, 200);
    const me = await school.request("PUT", "/api/me", {
      as: school.admin,
      body: { name: "Office" },
    });
    assert.equal(me.status, 200);
    assert.deepEqual(await school.counts(), before);
  }),
);
