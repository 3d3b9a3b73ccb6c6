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
import { add, assertResolved, assertWhole, during, isDown } from "../helpers/faults.ts";
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

const list = (school: School) => school.request("GET", "/api/students", { as: school.admin });

const assertDown = (fault: string, asking: () => Promise<Answered>) =>
  isDown("database", `database ${fault}`, asking);

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
      const refused = await assertDown(name, () => add(school, "during"));
      if (reads === 503) await assertDown(name, () => list(school));
      else assert.equal((await list(school)).status, 200);
      proxy.fault = null;
      const there = await school.rows("select 1 from students where student_number = 'during'");
      assert.equal(there.length, done ? 1 : 0);
      await assertResolved(school, { refused, number: "during" });
      await assertWhole(school.rows, { there: ["before", "during"] });
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
      await assertDown(`losing one answer (${fault})`, attempt);
    }
    assert.equal((await school.counts()).activities, 2, "the two that were lost on their way back");
  }),
});

Deno.test({
  name: "where nobody listens nothing was saved, and all is well once somebody does",
  ignore,
  fn: withHosted(async ({ school, proxy }) => {
    await proxy.shut();
    const refused = await assertDown("shut", () => add(school, "during"));
    assert.match(refused.body.detail, /nothing was saved/);
    await assertDown("shut", () => list(school));
    await proxy.open();
    await assertResolved(school, { refused, number: "during" });
    await assertWhole(school.rows, { there: ["during"] });
  }),
});

Deno.test({
  name: "somebody else holds the writing: 503, reads go on, and then it is written once",
  ignore,
  fn: withHosted(async ({ school, proxy }) => {
    const other = createClient({ url: proxy.url });
    const held = await other.transaction("write");
    await held.execute("update settings set school_name = 'Held'");
    const refused = await assertDown("held by another writer", () => add(school, "during"));
    assert.equal((await list(school)).status, 200);
    await held.rollback();
    other.close();
    const again = await add(school, "during");
    assert.equal(again.status, 201, `${refused.body.detail}: ${again.text}`);
    await assertWhole(school.rows, { there: ["during"] });
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
    const refused = await assertDown("file held by another process", () => add(school, "during"));
    assert.match(refused.body.detail, /nothing was saved/);
    const read = await list(school);
    assert.equal(read.status, 200, `${read.text} ${school.log}`);
    await held.rollback();
    other.close();
    await assertResolved(school, { refused, number: "during" });
    await assertWhole(school.rows, { there: ["during"] });
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
      const answered = await during("database killed", () => add(school, number));
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
    await assertWhole(school.rows, { there: numbers });
  }),
});

Deno.test({
  name: "with the time that it has by default, a database that never answers is a 503 within 5 s",
  ignore,
  fn: withHosted(async ({ school, proxy }) => {
    proxy.fault = always("hang");
    await Promise.all([
      assertDown("hanging, with the usual patience", () => list(school)),
      assertDown("hanging, with the usual patience", () => add(school, "during")),
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
