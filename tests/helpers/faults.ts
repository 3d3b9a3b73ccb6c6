import assert from "node:assert/strict";
import type { Answered, School } from "./school.ts";

/** Milliseconds within which every request is answered, whatever has failed. */
export const SLOWEST_MS = 5_000;

const table = new Map<string, { answers: Set<string>; ms: number }>();

// A table of what was seen, for whoever reads the log.
Deno.test.afterAll(() => {
  if (table.size === 0) return;
  const rows = [...table].map(([fault, { answers, ms }]) =>
    `${String(Math.round(ms)).padStart(6)}  ${[...answers].sort().join(", ").padEnd(26)}  ${fault}`
  );
  console.log(["  slowest ms  answers, and the fault", ...rows].join("\n"));
});

/** Asks while something has failed: it is answered in time, whatever the answer. */
export async function during<T extends { status: number; body?: unknown }>(
  fault: string,
  asking: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const answered = await asking();
  const ms = performance.now() - began;
  assert.ok(ms < SLOWEST_MS, `${fault}: answered after ${Math.round(ms)} ms`);
  const { part } = (answered.body ?? {}) as { part?: string };
  const seen = table.get(fault) ?? { answers: new Set(), ms: 0 };
  seen.answers.add(part ? `${answered.status} ${part}` : String(answered.status));
  table.set(fault, { answers: seen.answers, ms: Math.max(seen.ms, ms) });
  return answered;
}

/** It is told in time that a part is down, which, and when to come back. */
export async function isDown(
  part: "database" | "storage",
  fault: string,
  asking: () => Promise<Answered>,
): Promise<Answered> {
  const answered = await during(fault, asking);
  const { status, headers, body, text } = answered;
  assert.equal(status, 503, `${fault}: ${text}`);
  assert.equal(headers.get("content-type"), "application/problem+json");
  assert.equal(body.part, part, fault);
  assert.match(headers.get("retry-after") ?? "", /^[1-9]\d*$/, fault);
  return answered;
}

/** A write that can be told from others: a child of this number, with its key. */
export const add = (school: School, number: string) =>
  school.request("POST", "/api/students", {
    as: school.admin,
    body: { name: `Child ${number}`, student_number: number },
    headers: { "idempotency-key": number },
  });

/** A write that was refused is not there, or may be; repeated with its key it is, once. */
export async function assertResolved(
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

type Query = (query: string) => Promise<Record<string, unknown>[]>;

/**
 * Each child of `there` is there exactly once, whole: one user, one line of the log, one kept
 * answer; of `maybe` each is so or not at all; nothing else is. And the file is sound.
 */
export async function assertWhole(
  query: Query,
  { there, maybe = [] }: { there: readonly string[]; maybe?: readonly string[] },
): Promise<void> {
  const [integrity] = await query("pragma integrity_check");
  assert.equal(integrity.integrity_check, "ok");
  assert.deepEqual(await query("pragma foreign_key_check"), []);
  const found = await query(`select student_number,
    (select count(*) from users u where u.user_id = s.user_id) as users,
    (select count(*) from audit_log a
      where a.student_id = s.student_id and a.action = 'createStudent') as lines,
    (select count(*) from idempotency_keys k where k.key = s.student_number) as keys
    from students s where student_number is not null order by student_number`);
  const numbers = found.map(({ student_number }) => String(student_number));
  const expected = [...there, ...maybe.filter((number) => numbers.includes(number))].sort();
  assert.deepEqual(
    found.map((row) => ({ ...row })),
    expected.map((student_number) => ({ student_number, users: 1, lines: 1, keys: 1 })),
  );
  const [counted] = await query(`select
    (select count(*) from students) as students,
    (select count(*) from users where role = 'Student') as users,
    (select count(*) from audit_log where action = 'createStudent') as lines`);
  const { students, users, lines } = counted;
  assert.deepEqual([users, lines], [students, students], "no half of a child, no line of none");
}
