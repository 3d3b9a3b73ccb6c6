import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { createClient as createFileClient } from "@libsql/client";
import { createClient } from "@libsql/client/web";
import { openDatabase } from "../../db/client.ts";
import { DatabaseDown } from "../../db/failures.ts";
import { migrate } from "../../db/migrate.ts";
import { select } from "../../db/query.ts";
import { settings } from "../../db/schema/mod.ts";
import { type RemoteDatabase, remoteDatabase } from "../helpers/database.ts";
import type { Fault, Proxy } from "../helpers/proxy.ts";
import { type Answered, openSchool, type School } from "../helpers/school.ts";
import { withFolder } from "../helpers/server.ts";
import { administer, HAS_SQLD, type Sqld, withSqld } from "../helpers/sqld.ts";

const ignore = !HAS_SQLD;

interface Hosted {
  school: School;
  proxy: Proxy;
  server: Sqld;
}

/** A school over a libSQL server behind a proxy, which waits for an answer as long as told. */
function withHosted(
  test: (hosted: Hosted) => Promise<void>,
  { request_ms }: { request_ms?: number } = { request_ms: 400 },
) {
  return () =>
    withSqld(async (server) => {
      let remote: RemoteDatabase;
      const open = async (now: Date) => remote = await remoteDatabase(server, now, { request_ms });
      const school = await openSchool({}, open);
      try {
        await test({ school, proxy: remote!.proxy, server });
      } finally {
        await school.close();
      }
    });
}

const add = (school: School, number: string) =>
  school.request("POST", "/api/students", {
    as: school.admin,
    body: { name: `Child ${number}`, student_number: number },
    headers: { "idempotency-key": number },
  });

const list = (school: School) => school.request("GET", "/api/students", { as: school.admin });

/** What the client is told, and in time. */
async function assertDown(asking: () => Promise<Answered>): Promise<Answered> {
  const began = performance.now();
  const answered = await asking();
  assert.ok(performance.now() - began < 5_000, "within 5 s");
  assert.equal(answered.status, 503, answered.text);
  assert.ok(Number(answered.headers.get("retry-after")) > 0);
  assert.equal(answered.body.part, "database");
  return answered;
}

/** Each child is there once, with one line of the log and one kept answer, and the file is whole. */
async function assertWhole(school: School, numbers: string[]): Promise<void> {
  const [integrity] = await school.rows("pragma integrity_check");
  assert.equal(integrity.integrity_check, "ok");
  assert.deepEqual(await school.rows("pragma foreign_key_check"), []);
  const there = await school.rows(`select student_number,
    (select count(*) from users u where u.user_id = s.user_id) as users,
    (select count(*) from audit_log a where a.student_id = s.student_id) as lines,
    (select count(*) from idempotency_keys k where k.key = s.student_number) as keys
    from students s order by student_number`);
  assert.deepEqual(
    there,
    numbers.toSorted().map((student_number) => ({ student_number, users: 1, lines: 1, keys: 1 })),
  );
  const [{ n }] = await school.rows("select count(*) as n from audit_log");
  assert.equal(n, numbers.length, "no line without its change");
}

/** A write that was refused is not there, or may be; repeated with its key it is, once. */
async function assertResolved(
  school: School,
  { refused, number }: { refused: Answered; number: string },
): Promise<void> {
  const there = await school.rows("select 1 from students where student_number = ?", number);
  if (/nothing was saved/.test(refused.body.detail)) assert.deepEqual(there, []);
  else assert.match(refused.body.detail, /may or may not have been saved.*Idempotency-Key/);
  const again = await add(school, number);
  assert.equal(again.status, 201, again.text);
  assert.deepEqual((await add(school, number)).body, again.body);
}

const always = (fault: Fault) => () => fault;
const onWrites = (fault: Fault) => ({ writes }: { writes: boolean }) => writes ? fault : null;

/** What is done to the requests, and whether what is answered to a write may have been done. */
const FAULTS: {
  name: string;
  fault: NonNullable<Proxy["fault"]>;
  reads: 200 | 503;
  done: boolean;
}[] = [
  { name: "hanging", fault: always("hang"), reads: 503, done: false },
  { name: "cutting every connection", fault: always("drop"), reads: 503, done: false },
  { name: "behind a gateway that has lost it", fault: always("502"), reads: 503, done: false },
  { name: "refusing the token", fault: always("401"), reads: 503, done: false },
  { name: "hanging on the write", fault: onWrites("hang"), reads: 200, done: false },
  { name: "cutting the write", fault: onWrites("drop"), reads: 200, done: false },
  { name: "502 on the write", fault: onWrites("502"), reads: 200, done: false },
  { name: "losing the answer after the commit", fault: onWrites("lose"), reads: 200, done: true },
  { name: "cut in the middle of its answer", fault: onWrites("cut"), reads: 200, done: true },
];

for (const { name, fault, reads, done } of FAULTS) {
  Deno.test({
    name:
      `a database ${name}: 503 that names it, and what was not acknowledged is resolved by its key`,
    ignore,
    fn: withHosted(async ({ school, proxy }) => {
      assert.equal((await add(school, "before")).status, 201);
      proxy.fault = fault;
      const refused = await assertDown(() => add(school, "during"));
      if (reads === 503) await assertDown(() => list(school));
      else assert.equal((await list(school)).status, 200);
      proxy.fault = null;
      const there = await school.rows("select 1 from students where student_number = 'during'");
      assert.equal(there.length, done ? 1 : 0);
      await assertResolved(school, { refused, number: "during" });
      await assertWhole(school, ["before", "during"]);
    }),
  });
}

Deno.test({
  name: "a read that is cut, lost or met by a broken gateway once is answered all the same",
  ignore,
  fn: withHosted(async ({ school, proxy }) => {
    for (const fault of ["hang", "drop", "502", "lose", "cut"] as const) {
      let left = 1;
      proxy.fault = () => left-- > 0 ? fault : null;
      assert.equal((await list(school)).status, 200, fault);
    }
  }),
});

Deno.test({
  name:
    "a write whose answer is lost once, on a connection that was kept, is not sent a second time",
  ignore,
  fn: withHosted(async ({ school, proxy }) => {
    // Nothing about these would stand in the way of a second.
    const { student_id } = await school.student();
    const attempt = () =>
      school.request("POST", `/api/students/${student_id}/activities`, {
        as: school.admin,
        body: { activity_name: "Chess", participation_date: "2026-10-05" },
      });
    for (const fault of ["drop", "lose", "cut"] as const) {
      let left = 1;
      proxy.fault = ({ writes }) => writes && left-- > 0 ? fault : null;
      await assertDown(attempt);
    }
    assert.equal((await school.counts()).activities, 2, "the two that were lost on their way back");
  }),
});

Deno.test({
  name: "where nobody listens nothing was saved, and all is well once somebody does",
  ignore,
  fn: withHosted(async ({ school, proxy }) => {
    await proxy.shut();
    const refused = await assertDown(() => add(school, "during"));
    assert.match(refused.body.detail, /nothing was saved/);
    await assertDown(() => list(school));
    await proxy.open();
    await assertResolved(school, { refused, number: "during" });
    await assertWhole(school, ["during"]);
  }),
});

Deno.test({
  name: "somebody else holds the writing: 503, reads go on, and then it is written once",
  ignore,
  fn: withHosted(async ({ school, proxy }) => {
    const other = createClient({ url: proxy.url });
    const held = await other.transaction("write");
    await held.execute("update settings set school_name = 'Held'");
    const refused = await assertDown(() => add(school, "during"));
    assert.equal((await list(school)).status, 200);
    await held.rollback();
    other.close();
    const again = await add(school, "during");
    assert.equal(again.status, 201, `${refused.body.detail}: ${again.text}`);
    await assertWhole(school, ["during"]);
  }),
});

Deno.test("the file is locked by another process: 503 within 5 s, and nothing was saved", () =>
  withFolder(async (folder) => {
    const url = pathToFileURL(`${folder}/laurel.db`).href;
    const database = await openDatabase({ url });
    const school = await openSchool({}, async (now) => {
      await migrate(database, { now });
      return { database, close: () => database.close() };
    });
    const other = createFileClient({ url });
    const held = await other.transaction("write");
    await held.execute("update settings set school_name = 'Held'");
    const refused = await assertDown(() => add(school, "during"));
    assert.match(refused.body.detail, /nothing was saved/);
    const read = await list(school);
    assert.equal(read.status, 200, `${read.text} ${school.log}`);
    await held.rollback();
    other.close();
    await assertResolved(school, { refused, number: "during" });
    await assertWhole(school, ["during"]);
    await school.close();
  }));

Deno.test({
  name: "killed in a stream of writes and started again: each acknowledged write is there once",
  ignore,
  fn: withHosted(async ({ school, server }) => {
    const numbers = Array.from({ length: 60 }, (_, i) => `n${String(i).padStart(2, "0")}`);
    const acknowledged: string[] = [];
    let killed: Promise<void> | undefined;
    await Promise.all(numbers.map(async (number) => {
      const answered = await add(school, number);
      if (answered.status === 503) assert.equal(answered.body.part, "database");
      else assert.equal(answered.status, 201, answered.text);
      if (answered.status === 201) acknowledged.push(number);
      if (acknowledged.length === 15) killed ??= server.stop();
    }));
    await killed;
    assert.ok(acknowledged.length < numbers.length, "it was killed in between");
    await server.start();
    const there = (await school.rows("select student_number from students"))
      .map(({ student_number }) => String(student_number));
    assert.deepEqual(acknowledged.filter((number) => !there.includes(number)), []);
    for (const number of numbers) assert.equal((await add(school, number)).status, 201);
    await assertWhole(school, numbers);
  }),
});

Deno.test({
  name: "with the time that it has by default, a database that never answers is a 503 within 5 s",
  ignore,
  fn: withHosted(async ({ school, proxy }) => {
    proxy.fault = always("hang");
    await Promise.all([
      assertDown(() => list(school)),
      assertDown(() => add(school, "during")),
    ]);
  }, {}),
});

Deno.test({
  name: "a server that has no such database, or wants another token: down, and nothing was done",
  ignore,
  fn: async () => {
    const { publicKey } = await crypto.subtle.generateKey(
      { name: "Ed25519" },
      true,
      ["sign", "verify"],
    ) as CryptoKeyPair;
    const raw = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
    const env = { SQLD_AUTH_JWT_KEY: raw.toBase64({ alphabet: "base64url", omitPadding: true }) };
    await withSqld(async (server) => {
      const isDown = async (token?: string) => {
        const database = await openDatabase({ url: `http://127.0.0.1:${server.port}`, token });
        await assert.rejects(
          database.read([select({ n: settings.settings_id }).from(settings)]),
          (error: DatabaseDown) => error instanceof DatabaseDown && !error.maybe_written,
        );
        await database.close();
      };
      await isDown();
      // The server takes the first part of the host for the database's name.
      await administer(server, "POST", "127/create");
      await isDown();
      await isDown("not.a.token");
    }, { env });
  },
});
