import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { type LibsqlDatabase, openDatabase } from "../../db/client.ts";
import { type Server, startServer, withFolder } from "../helpers/server.ts";

const WRITERS = 6;
const ACKNOWLEDGED = 60;

Deno.test("kill -9 in a stream of writes: what was acknowledged is there, nothing is half there", () =>
  withFolder(async (folder) => {
    const server = await startServer(folder);
    const acknowledged = await writeUntilKilled(server);
    assert.ok(acknowledged.length >= ACKNOWLEDGED);

    const again = await startServer(folder);
    const token = await again.login();
    const response = await fetch(`${again.url}/api/students?limit=1`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(response.status, 200);
    assert.equal((await response.json()).data.length, 1);
    assert.equal((await again.kill("SIGTERM")).code, 0);

    const database = await openDatabase({ url: pathToFileURL(`${folder}/laurel.db`).href });
    try {
      await assertWhole(database, acknowledged);
    } finally {
      await database.close();
    }
  }));

/** Adds students with several writers at once until the server is gone; the numbers it said yes to. */
async function writeUntilKilled(server: Server): Promise<string[]> {
  const token = await server.login();
  const acknowledged: string[] = [];
  let killed: Promise<unknown> | undefined;
  const writer = async (name: number) => {
    for (let i = 0;; i++) {
      const student_number = `${name}-${i}`;
      try {
        const response = await fetch(`${server.url}/api/students`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${token}`,
            "content-type": "application/json",
            "idempotency-key": student_number,
          },
          body: JSON.stringify({ name: `Child ${student_number}`, student_number }),
        });
        await response.text();
        assert.equal(response.status, 201);
      } catch (error) {
        if (error instanceof TypeError) return;
        throw error;
      }
      acknowledged.push(student_number);
      if (acknowledged.length === ACKNOWLEDGED) killed = server.kill("SIGKILL");
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, name) => writer(name)));
  await killed;
  return acknowledged;
}

async function assertWhole(database: LibsqlDatabase, acknowledged: string[]): Promise<void> {
  const [integrity, foreign, numbers, counts] = await database.run([
    "pragma integrity_check",
    "pragma foreign_key_check",
    "select student_number from students",
    `select (select count(*) from students) as students,
      (select count(*) from users where role = 'Student') as users,
      (select count(*) from audit_log where action = 'createStudent') as lines,
      (select count(*) from idempotency_keys) as keys`,
  ]);
  assert.equal(integrity.rows[0].integrity_check, "ok");
  assert.equal(foreign.rows.length, 0);
  const there = new Set(numbers.rows.map((row) => row.student_number));
  assert.deepEqual(acknowledged.filter((number) => !there.has(number)), []);
  // What was under way when it was killed may be there, whole; nothing else may.
  assert.ok(there.size <= acknowledged.length + WRITERS);
  const { students, users, lines, keys } = counts.rows[0];
  assert.deepEqual([users, lines, keys], [students, students, students]);
}
