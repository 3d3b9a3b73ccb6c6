import assert from "node:assert/strict";
import { createApp } from "../../api/app.ts";
import type { Deps } from "../../api/deps.ts";
import { memoryCache } from "../../api/platform/cache/memory.ts";
import type { School, SignedIn } from "./school.ts";

/** One more instance of the same school: the database is shared, and nothing in memory is. */
export function instance(school: School, changes: Partial<Deps> = {}) {
  const own = memoryCache(school.clock);
  const app = createApp({ ...school.deps, caches: { own, shared: own }, ...changes });
  // deno-lint-ignore no-explicit-any
  return async (path: string, as: SignedIn): Promise<{ body: any; line: any }> => {
    const response = await app.request(path, {
      headers: { authorization: `Bearer ${as.token}` },
    });
    const body = await response.json();
    assert.equal(response.status, 200, JSON.stringify(body));
    return { body, line: JSON.parse(school.requests.at(-1)!) };
  };
}

/** A class of one child with nine days of ten present, and who teaches it. */
export async function oneClass(school: School) {
  const { student_id } = await school.student({ name: "Ana" });
  const { class_id } = await school.class([student_id], "3A");
  await school.rows(
    `insert into attendance (student_id, date, status, class_id, created_at, updated_at)
      select ?, date('2026-09-20', value || ' days'), iif(value = 0, 'Absent', 'Present'), ?, '', ''
      from json_each('[0,1,2,3,4,5,6,7,8,9]')`,
    student_id,
    class_id,
  );
  return { student_id, class_id, teacher: await school.teacherOf(class_id) };
}

/** Marks the child away on one more day, as the register does. */
export async function markAway(
  school: School,
  { class_id, student_id, day, as }: {
    class_id: number;
    student_id: number;
    day: string;
    as: SignedIn;
  },
) {
  const { status } = await school.request("PUT", `/api/classes/${class_id}/attendance/${day}`, {
    as,
    body: { marks: [{ student_id, status: "Absent" }] },
  });
  assert.equal(status, 200);
}

export const absences = ({ body }: { body: { at_risk: { absent: number }[] } }) =>
  body.at_risk[0]?.absent;
