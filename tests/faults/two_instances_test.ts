import assert from "node:assert/strict";
import { createApp } from "../../api/app.ts";
import type { Deps } from "../../api/deps.ts";
import { openCaches } from "../../api/platform/cache/open.ts";
import { openLimiter } from "../../api/platform/limiter/open.ts";
import { openRedis, type RedisConfig } from "../../api/platform/redis.ts";
import { type S3Config, s3Storage } from "../../api/platform/storage/s3.ts";
import { type RemoteDatabase, remoteDatabase } from "../helpers/database.ts";
import { fileOf } from "../helpers/media.ts";
import { HAS_REDIS, withRedis } from "../helpers/redis.ts";
import { withS3 } from "../helpers/s3.ts";
import { openSchool, PASSWORD, type School, type Send } from "../helpers/school.ts";
import { HAS_SQLD, type Sqld, withSqld } from "../helpers/sqld.ts";

interface Instances {
  school: School;
  /** Asks one of the two; they share the parts and nothing in memory. */
  a: Ask;
  b: Ask;
}
// deno-lint-ignore no-explicit-any
type Ask = (method: string, path: string, send?: Send) => Promise<{ status: number; body: any }>;

const absent = !HAS_SQLD || !HAS_REDIS;
const claims: { name: string; test: (instances: Instances) => Promise<void> }[] = [];

Deno.test({
  name: `what is done at one instance holds at the other, over a real libSQL server, Redis and S3${
    absent ? " (skipped: redis-server or sqld is not there)" : ""
  }`,
  ignore: absent,
  fn: (t) =>
    withSqld((server) =>
      withRedis(({ config: redis }) =>
        withS3(async (s3) => {
          for (const { name, test } of claims) {
            await t.step(name, () => withTwo({ server, redis, s3 }, test));
          }
        })
      )
    ),
});

/** Two instances of one new school. */
async function withTwo(
  { server, redis, s3 }: { server: Sqld; redis: RedisConfig; s3: S3Config },
  test: (instances: Instances) => Promise<void>,
): Promise<void> {
  let remote: RemoteDatabase;
  const open = async (now: Date) => remote = await remoteDatabase(server, now);
  const school = await openSchool({}, open);
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const instance = async (database: Deps["database"]): Promise<Ask> => {
    const { clock, log } = school.deps;
    const edges = { redis: openRedis(redis, { clock, log, patience: 10_000 }), secret, clock };
    const shared = { limiter: await openLimiter(edges), caches: await openCaches(edges) };
    const storage = s3Storage(s3);
    return asking(createApp({ ...school.deps, database, ...shared, redis: edges.redis, storage }));
  };
  try {
    const a = await instance(school.database);
    await test({ school, a, b: await instance(await remote!.another()) });
  } finally {
    await school.close();
  }
}

function claim(name: string, test: (instances: Instances) => Promise<void>): void {
  claims.push({ name, test });
}

function asking(app: ReturnType<typeof createApp>): Ask {
  return async (method, path, { as, body, headers } = {}) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        ...(body === undefined || body instanceof Blob
          ? {}
          : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") && text !== "";
    return { status: response.status, body: json ? JSON.parse(text) : text };
  };
}

claim("a logout at one holds at the other on the next request", async ({ school, a, b }) => {
  const teacher = await school.user("Teacher");
  assert.equal((await b("GET", "/api/students", { as: teacher })).status, 200);
  assert.equal((await a("POST", "/api/logout", { as: teacher })).status, 204);
  assert.equal((await b("GET", "/api/students", { as: teacher })).status, 401);
});

claim("a role change and a disabled account hold at the other", async ({ school, a, b }) => {
  for (const change of [{ role: "Teacher" }, { status: "disabled" }]) {
    const user = await school.user("Admin");
    const path = `/api/users/${user.user_id}`;
    assert.equal((await b("GET", "/api/audit", { as: user })).status, 200);
    const { body: before } = await b("GET", path, { as: school.admin });
    const { name, email, role, status } = before;
    const body = { name, email, role, status, ...change };
    const changed = await a("PUT", path, { as: school.admin, body });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    assert.equal((await b("GET", "/api/audit", { as: user })).status, 401);
    const again = await b("POST", "/api/login", {
      body: { email: user.email, password: PASSWORD },
    });
    assert.equal(again.status, "status" in change ? 401 : 200);
    if (again.status !== 200) continue;
    const as = { ...user, token: again.body.token };
    assert.equal((await a("GET", "/api/audit", { as })).status, 403);
  }
});

claim(
  "a mark and its GPA, an attendance mark and the register of the day hold at the other",
  async ({ school, a, b }) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const { term_id } = await school.term();
    const teacher = await school.teacherOf(class_id);
    const parent = await school.parentOf(student_id);
    const path = `/api/students/${student_id}`;
    assert.deepEqual((await b("GET", `${path}/grades`, { as: parent })).body.data, []);
    assert.equal((await b("GET", `${path}/gpa`, { as: parent })).body.gpa, null);
    const mark = { subject: "Chemistry", grade: "A", term_id };
    const made = await a("POST", `${path}/grades`, { as: teacher, body: mark });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const [seen] = (await b("GET", `${path}/grades`, { as: parent })).body.data;
    assert.deepEqual(seen, made.body);
    assert.equal((await b("GET", `${path}/gpa`, { as: parent })).body.gpa, 4);

    const register = `/api/classes/${class_id}/attendance/2026-10-14`;
    const { body: untaken } = await b("GET", register, { as: teacher });
    assert.equal(untaken.data[0].status, null);
    const marks = { marks: [{ student_id, status: "Absent" }] };
    const taken = await a("PUT", register, { as: teacher, body: marks });
    assert.equal(taken.status, 200, JSON.stringify(taken.body));
    assert.equal((await b("GET", register, { as: teacher })).body.data[0].status, "Absent");
    const { body: days } = await b("GET", `${path}/attendance`, { as: parent });
    assert.deepEqual(days.data.map(({ status }: { status: string }) => status), ["Absent"]);
  },
);

claim(
  "an unlinked parent and a teacher who left a class see nothing at the other",
  async ({ school, a, b }) => {
    const { student_id } = await school.student();
    const { class_id } = await school.class([student_id]);
    const parent = await school.parentOf(student_id);
    const teacher = await school.teacherOf(class_id);
    await school.rows("update settings set teacher_scope = 'classes'");
    const path = `/api/students/${student_id}`;
    for (
      const [as, link] of [
        [parent, `${path}/guardians/${parent.user_id}`],
        [teacher, `/api/classes/${class_id}/teachers/${teacher.user_id}`],
      ] as const
    ) {
      assert.equal((await b("GET", path, { as })).status, 200);
      assert.ok((await a("DELETE", link, { as: school.admin })).status < 300);
      assert.equal((await b("GET", path, { as })).status, 404);
      assert.deepEqual((await b("GET", "/api/students", { as })).body.data, []);
    }
  },
);

claim("a photo put at one is seen at the other, and gone there when it is gone", async (on) => {
  const { school, a, b } = on;
  const { student_id } = await school.student();
  const path = `/api/students/${student_id}/photo`;
  const photo = { as: school.admin, body: fileOf("image/png") };
  assert.equal((await a("PUT", path, photo)).status, 200);
  assert.equal((await b("GET", path, { as: school.admin })).status, 200);
  assert.equal((await a("DELETE", path, { as: school.admin })).status, 204);
  assert.equal((await b("GET", path, { as: school.admin })).status, 404);
});

claim(
  "one Idempotency-Key at both at once writes once, and guesses at both count as one",
  async ({ school, a, b }) => {
    const send = {
      as: school.admin,
      body: { name: "Ana" },
      headers: { "idempotency-key": "once" },
    };
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => (i % 2 ? a : b)("POST", "/api/students", send)),
    );
    assert.deepEqual(answers.map(({ status }) => status), Array(6).fill(201));
    assert.equal(new Set(answers.map(({ body }) => body.student_id)).size, 1);
    assert.equal((await school.counts()).students, 1);

    const wrong = { body: { email: school.admin.email, password: "wrong horse battery" } };
    for (const ask of [a, b, a, b, a]) {
      assert.equal((await ask("POST", "/api/login", wrong)).status, 401);
    }
    for (const ask of [a, b]) assert.equal((await ask("POST", "/api/login", wrong)).status, 429);
  },
);
