import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { openDatabase } from "../../db/client.ts";
import { assertWhole } from "../helpers/faults.ts";
import { startServer, withFolder } from "../helpers/server.ts";
import { writeUntilGone } from "../helpers/writers.ts";

Deno.test("kill -9 in a stream of writes: what was acknowledged is there, nothing is half there", () =>
  withFolder(async (folder) => {
    const { acknowledged, open } = await writeUntilGone(await startServer(folder), "SIGKILL");

    const again = await startServer(folder);
    const token = await again.login();
    const response = await fetch(`${again.url}/api/students?limit=1`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(response.status, 200);
    assert.equal((await response.json()).data.length, 1);
    assert.equal((await again.kill("SIGTERM")).code, 0);
    await assertStands(folder, { there: acknowledged, maybe: open });
  }));

Deno.test("SIGTERM in a stream of writes: who is being answered is answered, and it is gone in 6 s", () =>
  withFolder(async (folder) => {
    const server = await startServer(folder);
    const { acknowledged, open, code, ms } = await writeUntilGone(server, "SIGTERM");
    assert.equal(code, 0);
    assert.ok(ms < 6_000, `it took ${ms} ms`);
    // Whoever was turned away had not begun to be answered: none of it is there.
    await assertStands(folder, { there: acknowledged, maybe: [] });
    assert.ok(open.length > 0);
    await assert.rejects(fetch(`${server.url}/healthz`), TypeError);
  }));

Deno.test("SIGTERM does not wait for a client that has stalled in the middle of its request", () =>
  withFolder(async (folder) => {
    const server = await startServer(folder);
    const { hostname, port } = new URL(server.url);
    const stalled = await Deno.connect({ hostname, port: Number(port) });
    const half = "POST /api/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n" +
      'content-length: 500\r\n\r\n{"email":';
    await stalled.write(new TextEncoder().encode(half));
    const began = performance.now();
    const { code } = await server.kill("SIGTERM");
    assert.equal(code, 0);
    const ms = performance.now() - began;
    assert.ok(ms < 7_000, `it took ${ms} ms`);
    stalled.close();
  }));

/** What the server has left in its folder. */
async function assertStands(
  folder: string,
  expected: { there: string[]; maybe: string[] },
): Promise<void> {
  const database = await openDatabase({ url: pathToFileURL(`${folder}/laurel.db`).href });
  try {
    await assertWhole(async (query) => (await database.run([query]))[0].rows, expected);
  } finally {
    await database.close();
  }
}
