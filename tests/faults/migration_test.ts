import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import { type LibsqlDatabase, openDatabase } from "../../db/client.ts";
import { DatabaseDown } from "../../db/failures.ts";
import { knownMigrations, migrate } from "../../db/migrate.ts";
import { openProxy } from "../helpers/proxy.ts";
import { withFolder } from "../helpers/server.ts";
import { administer, HAS_SQLD, withSqld } from "../helpers/sqld.ts";

const now = new Date("2026-10-14T09:00:00Z");

/** The schema and what it starts with; equal where it is migrated, however it came to be. */
async function shapeOf(database: LibsqlDatabase) {
  const results = await database.run([
    "select type, name, sql from sqlite_master where name not like 'sqlite_%' and name not like 'libsql_%' order by name",
    "select name from migrations order by name",
    "select (select count(*) from settings) as settings, (select count(*) from grading_scales) as scales",
    "pragma integrity_check",
    "pragma foreign_key_check",
  ]);
  return results.map(({ rows }) => rows.map((row) => ({ ...row })));
}

const whole = await (async () => {
  const database = await openDatabase({ url: ":memory:" });
  await migrate(database, { now });
  const shape = await shapeOf(database);
  await database.close();
  return shape;
})();

Deno.test({
  name:
    "a migration whose connection is cut at any request, before or after it was done, is run again",
  ignore: !HAS_SQLD,
  fn: () =>
    withSqld(async (server) => {
      let requests = Infinity;
      for (let cut = 0; cut < requests; cut++) {
        for (const fault of ["drop", "lose"] as const) {
          const name = `${fault}${cut}`;
          await administer(server, "POST", `${name}/create`);
          const proxy = await openProxy({ port: server.port, database: name });
          const database = await openDatabase({ url: proxy.url });
          let writes = 0;
          proxy.fault = (exchange) => exchange.writes && writes++ === cut ? fault : null;
          await assert.rejects(migrate(database, { now }), DatabaseDown, `${name} of ${requests}`);
          writes = 0;
          proxy.fault = () => (writes++, null);
          await migrate(database, { now });
          if (cut === 0 && fault === "drop") requests = writes;
          assert.deepEqual(await shapeOf(database), whole, name);
          await migrate(database, { now });
          assert.deepEqual(await shapeOf(database), whole, "and once more changes nothing");
          await database.close();
          await proxy.close();
        }
      }
    }),
});

Deno.test("a migration that ends after any of its statements leaves nothing, and is run again", () =>
  withFolder(async (folder) => {
    const url = pathToFileURL(`${folder}/laurel.db`).href;
    const client = createClient({ url });
    await client.execute("pragma journal_mode = wal");
    for (const { name, statements } of await knownMigrations()) {
      const tables = async () =>
        (await client.execute("select name from sqlite_master")).rows.length;
      const before = await tables();
      for (let n = 1; n <= statements.length; n++) {
        const transaction = await client.transaction("write");
        await transaction.batch(statements.slice(0, n));
        transaction.close();
        assert.equal(await tables(), before, `${name} after ${n} statements`);
      }
      await client.executeMultiple(statements.join(";"));
    }
    client.close();
    await Deno.remove(`${folder}/laurel.db`);

    const database = await openDatabase({ url });
    await migrate(database, { now });
    assert.deepEqual(await shapeOf(database), whole);
    await database.close();
  }));
