import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { openDatabase } from "../../db/client.ts";
import { spawnServer, startServer, withFolder } from "../helpers/server.ts";

/** It doesn't start: exit 1 and one line that says why, with no stack trace. */
async function refusesToStart(
  folder: string,
  { env, says }: { env?: Record<string, string>; says: RegExp },
): Promise<void> {
  const { ended, output } = await spawnServer(folder, { env });
  const { code } = await ended;
  assert.equal(code, 1);
  const lines = output().trim().split("\n");
  assert.equal(lines.length, 1, output());
  assert.match(lines[0], /^Laurel can't start: /);
  assert.match(lines[0], says);
}

Deno.test("a folder that can't be written to", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    await refusesToStart(`${folder}/file`, { says: /can't be written to.*DATA_DIR/ });
  }));

Deno.test("a port in use", () =>
  withFolder(async (folder) => {
    const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    try {
      const PORT = String((taken.addr as Deno.NetAddr).port);
      await refusesToStart(folder, {
        env: { PORT },
        says: new RegExp(`port ${PORT} is in use.*PORT`),
      });
    } finally {
      taken.close();
    }
  }));

Deno.test("a setting that is wrong, and a first password that is too common", () =>
  withFolder(async (folder) => {
    await refusesToStart(folder, { env: { PORT: "99999" }, says: /PORT/ });
    await refusesToStart(folder, {
      env: { ADMIN_EMAIL: "a@b.example", ADMIN_PASSWORD: "password1234" },
      says: /"ADMIN_PASSWORD" can't be used: .*too common/,
    });
  }));

Deno.test("a database that a later Laurel has written, and a file that is no database", () =>
  withFolder(async (folder) => {
    const server = await startServer(folder);
    await server.kill("SIGTERM");
    const url = pathToFileURL(`${folder}/laurel.db`).href;
    const database = await openDatabase({ url });
    await database.run(["insert into migrations (name, applied_at) values ('9999_later', '')"]);
    await database.close();
    await refusesToStart(folder, { says: /newer than this Laurel.*9999_later/ });

    await Deno.writeTextFile(
      `${folder}/laurel.db`,
      "this is not a database, whatever its name says",
    );
    await refusesToStart(folder, { says: /database/ });
  }));

Deno.test("what it keeps is readable by its owner alone, and a second start finds it all", () =>
  withFolder(async (folder) => {
    const first = await startServer(folder);
    const token = await first.login();
    for (const name of ["laurel.db", "laurel.db-wal", "secret"]) {
      const { mode } = await Deno.stat(`${folder}/${name}`);
      assert.equal((mode! & 0o777).toString(8), "600", name);
    }
    const { code } = await first.kill("SIGINT");
    assert.equal(code, 0);
    const names = Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
    assert.ok(
      !names.includes("laurel.db-wal") || Deno.statSync(`${folder}/laurel.db-wal`).size === 0,
    );

    const second = await startServer(folder);
    const me = await fetch(`${second.url}/api/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(me.status, 200, "the key and the session are still good");
    await me.text();
    await second.kill("SIGTERM");
  }));

Deno.test("SIGTERM lets those who are being answered have their answer", () =>
  withFolder(async (folder) => {
    const server = await startServer(folder);
    const token = await server.login();
    // Slow to answer for its password hashing, so that the signal comes in between.
    const slow = Array.from({ length: 4 }, (_, i) =>
      fetch(`${server.url}/api/register`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({
          name: "New",
          email: `new${i}@school.example`,
          password: "a quiet green morning",
          role: "Parent",
        }),
      }).then(async (response) => ({ status: response.status, text: await response.text() })));
    const first = await Promise.race(slow);
    const ended = server.kill("SIGTERM");
    assert.equal(first.status, 201);
    for (const { status } of await Promise.all(slow)) assert.equal(status, 201);
    assert.equal((await ended).code, 0);
  }));

Deno.test("with no Admin it prints a set-up code, and with one it prints none", () =>
  withFolder(async (folder) => {
    const empty = await spawnServer(folder);
    await empty.ready();
    assert.match(empty.output(), /\/setup and type this code: [A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}/);
    empty.process.kill("SIGTERM");
    await empty.ended;
    const server = await startServer(folder);
    assert.ok(!/code/.test(server.output()));
    await server.kill("SIGTERM");
  }));

Deno.test("the demo school: two at once, each whole, each login works, and no folder is written", () =>
  withFolder(async (folder) => {
    const DATA_DIR = `${folder}/never`;
    const start = () => spawnServer(DATA_DIR, { args: ["--demo"] });
    const demos = await Promise.all([start(), start()]);
    const rosters = await Promise.all(demos.map(async (demo) => {
      const url = await demo.ready();
      const logins = [...demo.output().matchAll(/(\S+@demo\.example) +(.+)/g)];
      assert.equal(logins.length, 4, demo.output());
      const texts = await Promise.all(logins.map(async ([, email, password]) => {
        const login = await fetch(`${url}/api/login`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email, password }),
        });
        assert.equal(login.status, 200, email);
        const { token } = await login.json();
        const list = await fetch(`${url}/api/students?limit=200`, {
          headers: { authorization: `Bearer ${token}` },
        });
        return (await list.json()).data.map(({ name }: { name: string }) => name);
      }));
      return texts;
    }));
    assert.deepEqual(rosters[0], rosters[1]);
    assert.deepEqual(rosters[0].map(({ length }) => length), [200, 200, 2, 1]);
    await assert.rejects(Deno.stat(DATA_DIR), Deno.errors.NotFound);
    for (const { process, ended } of demos) {
      process.kill("SIGTERM");
      assert.equal((await ended).code, 0);
    }
  }));
