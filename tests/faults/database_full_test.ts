import assert from "node:assert/strict";
import { type RemoteDatabase, remoteDatabase } from "../helpers/database.ts";
import { add, assertResolved, assertWhole, isDown } from "../helpers/faults.ts";
import { openSchool, type School, withSchool } from "../helpers/school.ts";
import { administer, HAS_SQLD, withSqld } from "../helpers/sqld.ts";

const list = (school: School) => school.request("GET", "/api/students", { as: school.admin });

/** Adds children until one is refused; the numbers of those before it, and what was said to it. */
async function addUntilRefused(school: School, fault: string) {
  const there: string[] = [];
  for (let i = 0; i < 400; i++) {
    const number = `n${i}`;
    const { status } = await add(school, number);
    if (status === 503) {
      const refused = await isDown("database", fault, () => add(school, number));
      assert.match(refused.body.detail, /nothing was saved/);
      return { there, refused, number };
    }
    assert.equal(status, 201);
    there.push(number);
  }
  throw new Error("it was never full");
}

Deno.test(
  "the disk is full: 503 within a batch of which nothing is saved, reads go on, and then it is written once",
  withSchool(async (school) => {
    const [{ page_count }] = await school.rows("pragma page_count");
    await school.rows(`pragma max_page_count = ${Number(page_count) + 6}`);
    const { there, ...last } = await addUntilRefused(school, "file on a full disk");
    assert.equal((await list(school)).status, 200);
    await assertWhole(school.rows, { there });
    await school.rows("pragma max_page_count = 100000");
    await assertResolved(school, last);
    await assertWhole(school.rows, { there: [...there, last.number] });
  }),
);

Deno.test({
  name: "the server has no room, or a plan is used up: 503, and nothing is half saved",
  ignore: !HAS_SQLD,
  fn: () =>
    withSqld(async (server) => {
      let remote: RemoteDatabase;
      const school = await openSchool(
        {},
        async (now) => remote = await remoteDatabase(server, now),
      );
      const open = { block_reads: false, block_writes: false, max_db_size: "1GB" };
      const configure = (config: object) =>
        administer(server, "POST", `${remote.proxy.database}/config`, { ...open, ...config });
      try {
        const [{ bytes }] = await school.rows(
          "select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()",
        );
        await configure({ max_db_size: `${Math.ceil(Number(bytes) / 1000) + 30}KB` });
        const { there, ...last } = await addUntilRefused(school, "database server with no room");
        assert.equal((await list(school)).status, 200);
        await configure({});
        await assertResolved(school, last);
        there.push(last.number);

        await configure({ block_writes: true, block_reason: "quota" });
        const unwritten = await isDown(
          "database",
          "database whose quota of writes is used up",
          () => add(school, "during"),
        );
        assert.equal((await list(school)).status, 200);
        await configure({ block_reads: true, block_writes: true, block_reason: "quota" });
        await isDown("database", "database whose quota is used up", () => list(school));
        await isDown("database", "database whose quota is used up", () => add(school, "during"));
        await configure({});
        await assertResolved(school, { refused: unwritten, number: "during" });
        await assertWhole(school.rows, { there: [...there, "during"] });
      } finally {
        await school.close();
      }
    }),
});

Deno.test(
  "a batch that fails at any of its statements leaves nothing of those before it",
  withSchool(async (school) => {
    for (const table of ["users", "students", "audit_log", "idempotency_keys"]) {
      const before = await school.counts();
      await school.rows(
        `create trigger failing before insert on ${table}
          begin select raise(rollback, 'SQLITE_IOERR: disk I/O error'); end`,
      );
      const refused = await isDown(
        "database",
        "database failing in the middle of a batch",
        () => add(school, table),
      );
      assert.match(refused.body.detail, /may or may not have been saved/);
      assert.deepEqual(await school.counts(), before);
      await school.rows("drop trigger failing");
      await assertResolved(school, { refused, number: table });
    }
    await assertWhole(school.rows, {
      there: ["users", "students", "audit_log", "idempotency_keys"],
    });
  }),
);
