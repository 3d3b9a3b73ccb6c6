import assert from "node:assert/strict";
import { policy } from "../../api/access/policy.ts";
import { twoFamilies } from "../helpers/families.ts";
import { openSchool, type School, type SignedIn } from "../helpers/school.ts";
import { type Expected, expected, tables } from "./expected_policy.ts";

/** In the order of a row's statuses. */
const ROLES = ["admin", "teacher", "child", "parent"] as const;

interface Operation {
  id: string;
  method: string;
}

/** One school for all that changes nothing, which is what each test shows of it. */
const { school, families, strangers, document } = await (async () => {
  const school = await openSchool();
  const families = await twoFamilies(school);
  const disabled = await school.user("Admin");
  await school.rows("update users set status = 'disabled' where user_id = ?", disabled.user_id);
  const logged_out = await school.user("Admin");
  await school.request("POST", "/api/logout", { as: logged_out });
  const { body: document } = await school.request("GET", "/openapi.json");
  return { school, families, strangers: [null, disabled, logged_out], document };
})();

Deno.test.afterAll(() => school.close());

const operations: Operation[] = Object.values(document.paths).flatMap((path) =>
  Object.entries(path as Record<string, { operationId: string }>)
    .map(([method, { operationId }]) => ({ id: operationId, method: method.toUpperCase() }))
);

Deno.test("every operation of the API has its row in the policy and in the expected table", () => {
  const ids = operations.map(({ id }) => id).sort();
  assert.deepEqual(ids, Object.keys(policy).sort());
  // Each table by itself: a row that stands in two of them is found.
  assert.deepEqual(ids, tables.flatMap(Object.keys).sort());
  assert.equal(new Set(ids).size, ids.length);
});

Deno.test("the operations that need no session are these and no others", () => {
  const open = operations.map(({ id }) => id).filter((id) => expected[id] === "public");
  assert.deepEqual(open.sort(), [
    "acceptInvitation",
    "getSchool",
    "login",
    "refreshSession",
    "register",
    "setUpSchool",
  ]);
});

for (const { id, method } of operations) {
  const row = expected[id];
  if (row === undefined || row === "public") continue;
  Deno.test(`${id}: who may and who may not`, async () => {
    for (const as of strangers) await isRefused({ method, row, as });
    for (const [i, role] of ROLES.entries()) {
      const as = role === "admin" ? school.admin : families.ours[role];
      const status = row.status[i];
      if (status >= 400) await isRefused({ method, row, as, status });
      else await isAnswered({ method, row, as, status });
    }
  });
}

interface Asked {
  method: string;
  row: Expected;
  as: SignedIn | null;
}

/** Who is refused is told nothing, and has written nothing. */
async function isRefused({ status = 401, ...asked }: Asked & { status?: number }): Promise<void> {
  const before = await school.counts();
  const answered = await ask(school, asked);
  assert.equal(answered.status, status, answered.text);
  if (status === 401) assert.equal(answered.headers.get("www-authenticate"), "Bearer");
  assert.ok(!answered.text.includes("Ourschild"));
  assert.deepEqual(await school.counts(), before, "it was refused and wrote something");
}

/** In a copy of the school, so that one role's change is not the other's 404. */
async function isAnswered({ status, ...asked }: Asked & { status: number }): Promise<void> {
  const where = asked.method === "GET" ? school : await school.copy();
  try {
    const answered = await ask(where, asked);
    assert.equal(answered.status, status, answered.text);
  } finally {
    if (where !== school) await where.close();
  }
}

function ask(school: School, { method, row, as }: Asked) {
  const { path, body, headers } = row;
  return school.request(method, path(families), { as, body: body?.(families), headers });
}
