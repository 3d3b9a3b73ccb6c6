import assert from "node:assert/strict";
import type { Server } from "./server.ts";

const WRITERS = 6;
const ENOUGH = 60;

/**
 * Adds children with several writers at once; once so many are there, ends the server, and
 * goes on until it is gone. Answers the numbers that it said yes to, and those it left open.
 */
export async function writeUntilGone(
  server: Server,
  signal: Deno.Signal,
): Promise<{ acknowledged: string[]; open: string[]; code: number; ms: number }> {
  const token = await server.login();
  const acknowledged: string[] = [];
  const open: string[] = [];
  let told = 0;
  let ended: Promise<Deno.CommandStatus> | undefined;
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
        if (!(error instanceof TypeError)) throw error;
        open.push(student_number);
        return;
      }
      acknowledged.push(student_number);
      if (acknowledged.length === ENOUGH) {
        told = performance.now();
        ended = server.kill(signal);
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, name) => writer(name)));
  assert.ok(ended, `it was gone before ${ENOUGH} were written`);
  const { code } = await ended;
  return { acknowledged, open, code, ms: performance.now() - told };
}
