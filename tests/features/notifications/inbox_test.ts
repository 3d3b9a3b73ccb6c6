import assert from "node:assert/strict";
import { type School, type SignedIn, withSchool } from "../../helpers/school.ts";

const AT = "2026-10-14T09:00:00.000Z";

const write = async (school: School, to: SignedIn, ...messages: string[]) => {
  for (const message of messages) {
    await school.request("POST", "/api/notifications/send", {
      as: school.admin,
      body: { message, user_ids: [to.user_id] },
    });
  }
};

const get = (school: School, as: SignedIn | null, path: string) =>
  school.request("GET", `/api/notifications/${path}`, { as });
const put = (school: School, as: SignedIn | null, path: string) =>
  school.request("PUT", `/api/notifications/${path}`, { as });

Deno.test(
  "an inbox shows its own, the newest first, page by page",
  withSchool(async (school) => {
    const [mother, other] = [await school.parentOf(), await school.parentOf()];
    await write(school, mother, "one", "two", "three");
    await write(school, other, "not yours");
    const inbox = `${mother.user_id}`;
    const first = await get(school, mother, `${inbox}?limit=2`);
    assert.equal(first.status, 200);
    assert.deepEqual(
      first.body.data,
      ["three", "two"].map((message, i) => ({
        notification_id: first.body.data[i].notification_id,
        user_id: mother.user_id,
        student_id: null,
        message,
        status: "unread",
        kind: "message",
        link: null,
        sent_at: AT,
      })),
    );
    const next = await get(school, mother, `${inbox}?limit=2&cursor=${first.body.next_cursor}`);
    assert.deepEqual(next.body.data.map((n: { message: string }) => n.message), ["one"]);
    assert.equal(next.body.next_cursor, null);
    assert.ok(!(first.text + next.text).includes("not yours"));
  }),
);

Deno.test(
  "a hundred unread are counted, and no more",
  withSchool(async (school) => {
    const mother = await school.parentOf();
    const add = (count: number) =>
      school.rows(
        `insert into notifications (user_id, message, status, kind, sent_at)
          select ?, 'Hello', 'unread', 'message', '' from
            (with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) select i from n)`,
        mother.user_id,
        count,
      );
    const counted = async () => [
      (await get(school, mother, `${mother.user_id}/unread`)).body.unread,
      (await school.request("GET", "/api/me", { as: mother })).body.unread,
    ];
    await add(99);
    assert.deepEqual(await counted(), [99, 99]);
    await add(6);
    assert.deepEqual(await counted(), [100, 100]);
    assert.equal((await put(school, mother, `${mother.user_id}/read`)).body.read, 105);
    assert.deepEqual(await counted(), [0, 0]);
  }),
);

Deno.test(
  "one is marked as read once, and the filter and the count follow",
  withSchool(async (school) => {
    const mother = await school.parentOf();
    await write(school, mother, "one", "two");
    const inbox = `${mother.user_id}`;
    const { body: { data: [newest] } } = await get(school, mother, inbox);
    const before = await school.counts();

    const path = `${inbox}/${newest.notification_id}/read`;
    const read = await put(school, mother, path);
    assert.equal(read.status, 200);
    assert.deepEqual(read.body, { ...newest, status: "read" });
    assert.ok(read.headers.get("etag"));
    assert.deepEqual((await put(school, mother, path)).body, read.body);
    assert.deepEqual(await school.counts(), before);

    const listed = async (status: string) =>
      (await get(school, mother, `${inbox}?status=${status}`)).body.data
        .map((n: { message: string }) => n.message);
    assert.deepEqual(await listed("unread"), ["one"]);
    assert.deepEqual(await listed("read"), ["two"]);
    assert.deepEqual((await get(school, mother, `${inbox}/unread`)).body, { unread: 1 });
  }),
);

Deno.test(
  "all are marked as read, and only one's own",
  withSchool(async (school) => {
    const [mother, other] = [await school.parentOf(), await school.parentOf()];
    await write(school, mother, "one", "two");
    await write(school, other, "three");
    const all = await put(school, mother, `${mother.user_id}/read`);
    assert.deepEqual([all.status, all.body], [200, { read: 2 }]);
    assert.deepEqual((await put(school, mother, `${mother.user_id}/read`)).body, { read: 0 });
    assert.deepEqual((await get(school, mother, `${mother.user_id}/unread`)).body, { unread: 0 });
    assert.deepEqual((await get(school, other, `${other.user_id}/unread`)).body, { unread: 1 });
  }),
);

Deno.test(
  "another's inbox is 404 with nothing of it, for an Admin too",
  withSchool(async (school) => {
    const child = await school.student();
    const mother = await school.parentOf(child.student_id);
    await write(school, mother, "secret");
    const [{ notification_id }] = await school.rows("select notification_id from notifications");
    const stranger = await school.parentOf();
    const pupil = await school.childLogin(child.student_id);
    const teacher = await school.teacherOf();
    const stored = await school.rows("select * from notifications");
    for (const as of [school.admin, stranger, pupil, teacher]) {
      for (const path of ["", "/unread", "?status=unread"]) {
        const refused = await get(school, as, `${mother.user_id}${path}`);
        assert.equal(refused.status, 404);
        assert.ok(!refused.text.includes("secret"));
      }
      for (const path of ["/read", `/${notification_id}/read`]) {
        assert.equal((await put(school, as, `${mother.user_id}${path}`)).status, 404);
      }
      const smuggled = await put(school, as, `${as.user_id}/${notification_id}/read`);
      assert.equal(smuggled.status, 404);
      assert.ok(!smuggled.text.includes("secret"));
    }
    assert.equal((await get(school, mother, "999999")).status, 404);
    assert.deepEqual(await school.rows("select * from notifications"), stored);
  }),
);

Deno.test(
  "without a session, or after signing out, there is no inbox",
  withSchool(async (school) => {
    const mother = await school.parentOf();
    const inbox = `${mother.user_id}`;
    assert.equal((await get(school, null, inbox)).status, 401);
    await school.request("POST", "/api/logout", { as: mother });
    for (const path of [inbox, `${inbox}/unread`, "1"]) {
      assert.equal((await get(school, mother, path)).status, 401);
    }
    for (const path of [`${inbox}/read`, `${inbox}/1/read`]) {
      assert.equal((await put(school, mother, path)).status, 401);
    }
  }),
);

Deno.test(
  "a bad path, filter, limit or cursor is 400",
  withSchool(async (school) => {
    const inbox = `${school.admin.user_id}`;
    for (
      const [path, at] of [
        ["0", "path.user_id"],
        ["me", "path.user_id"],
        [`${inbox}?status=gone`, "query.status"],
        [`${inbox}?limit=-1`, "query.limit"],
        [`${inbox}?limit=1000000000`, "query.limit"],
        [`${inbox}?cursor=x`, "query.cursor"],
        [`${inbox}?user_id=2`, "query.user_id"],
      ]
    ) {
      const refused = await get(school, school.admin, path);
      assert.equal(refused.status, 400, path);
      assert.equal(refused.body.errors[0].path, at);
    }
  }),
);
