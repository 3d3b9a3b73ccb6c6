import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { sweepOrphans } from "../../api/features/media/sweep_orphans.ts";
import { diskStorage } from "../../api/platform/storage/disk.ts";
import { openDatabase } from "../../db/client.ts";
import { type Server, startServer, withFolder } from "../helpers/server.ts";

const CHILDREN = 12;
const ENOUGH = 4;
const HOUR = 60 * 60_000;

/** Prints a child's report; answers its id, or null where the server went away. */
async function generate(
  { url }: Server,
  { token, student_id }: { token: string; student_id: number },
): Promise<number | null> {
  try {
    const response = await fetch(`${url}/api/students/${student_id}/generate-report`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": `report-${student_id}`,
      },
      body: JSON.stringify({ type: "Progress" }),
    });
    const { report_id } = await response.json();
    assert.equal(response.status, 201);
    return report_id;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Prints for all, three at a time, and kills the server in between; what was acknowledged. */
async function printUntilKilled(server: Server, student_ids: number[]): Promise<number[]> {
  const token = await server.login();
  const left = [...student_ids];
  const acknowledged: number[] = [];
  let killed: Promise<unknown> | undefined;
  const lane = async () => {
    for (let student_id = left.shift(); student_id; student_id = left.shift()) {
      const report_id = await generate(server, { token, student_id });
      if (report_id !== null) acknowledged.push(report_id);
      if (acknowledged.length === ENOUGH) killed ??= server.kill("SIGKILL");
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  await killed;
  return acknowledged;
}

Deno.test("killed while it prints: no half report, each acknowledged one is whole, the others are made again", () =>
  withFolder(async (folder) => {
    const server = await startServer(folder);
    const authorization = `Bearer ${await server.login()}`;
    const student_ids: number[] = [];
    for (let i = 0; i < CHILDREN; i++) {
      const response = await fetch(`${server.url}/api/students`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ name: `Child ${i}` }),
      });
      student_ids.push((await response.json()).student_id);
    }
    const acknowledged = await printUntilKilled(server, student_ids);
    assert.ok(acknowledged.length < CHILDREN, "it was killed in between");

    const again = await startServer(folder);
    const token = await again.login();
    const report_ids = new Set(acknowledged);
    for (const student_id of student_ids) {
      const report_id = await generate(again, { token, student_id });
      assert.ok(report_id);
      report_ids.add(report_id);
    }
    assert.equal(report_ids.size, CHILDREN, "none twice");
    for (const report_id of report_ids) {
      const headers = { authorization: `Bearer ${token}` };
      const report = await fetch(`${again.url}/api/reports/${report_id}`, { headers });
      const { status, sha256, report_url } = await report.json();
      assert.equal(status, "ready");
      const file = await fetch(`${again.url}${report_url}`, { headers });
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      assert.equal(new Uint8Array(digest).toHex(), sha256);
    }
    assert.equal((await again.kill("SIGTERM")).code, 0);
    await assertNothingElse(folder);
  }));

/** A row, a line of the log and a file for each, once what was left behind is swept. */
async function assertNothingElse(folder: string): Promise<void> {
  const database = await openDatabase({ url: pathToFileURL(`${folder}/laurel.db`).href });
  const storage = diskStorage(`${folder}/files`);
  try {
    const clock = { now: () => new Date(Date.now() + 2 * HOUR) };
    await sweepOrphans({ database, storage, clock, log: { info() {}, error() {} } });
    const [{ rows: [counts] }] = await database.run([
      `select (select count(*) from reports where status = 'ready') as ready,
        (select count(*) from reports) as reports,
        (select count(*) from audit_log where action = 'generateReport') as lines`,
    ]);
    assert.deepEqual({ ...counts }, { ready: CHILDREN, reports: CHILDREN, lines: CHILDREN });
    const files = Array.from(Deno.readDirSync(`${folder}/files/reports`));
    assert.equal(files.length, CHILDREN);
  } finally {
    await database.close();
  }
}
