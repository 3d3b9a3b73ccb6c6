import assert from "node:assert/strict";
import { policy } from "../../api/access/policy.ts";
import { type TwoFamilies, twoFamilies } from "../helpers/families.ts";
import { openSchool, type School, type SignedIn } from "../helpers/school.ts";
import { type Expected, expected } from "./expected_policy.ts";

interface Operation {
  id: string;
  method: string;
}

const document = await (async () => {
  const school = await openSchool();
  try {
    return (await school.request("GET", "/openapi.json")).body;
  } finally {
    await school.close();
  }
})();

const operations: Operation[] = Object.values(document.paths).flatMap((path) =>
  Object.entries(path as Record<string, { operationId: string }>)
    .map(([method, { operationId }]) => ({ id: operationId, method: method.toUpperCase() }))
);

Deno.test("every operation of the API has its row in the policy and in the expected table", () => {
  const ids = operations.map(({ id }) => id).sort();
  assert.deepEqual(ids, Object.keys(policy).sort());
  assert.deepEqual(ids, Object.keys(expected).sort());
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
    await strangersAreRefused(method, row);
    const [admin, teacher, child, parent] = row.status;
    await rolesAreAnswered(method, row, { admin, teacher, child, parent });
  });
}

/** Nobody, a disabled user and a token that was signed out: 401, and nothing is written. */
async function strangersAreRefused(method: string, row: Expected): Promise<void> {
  await withFamilies(async (school, families) => {
    const disabled = await school.user("Admin");
    await school.rows("update users set status = 'disabled' where user_id = ?", disabled.user_id);
    const loggedOut = await school.user("Admin");
    await school.request("POST", "/api/logout", { as: loggedOut });
    const before = await school.counts();
    for (const as of [null, disabled, loggedOut]) {
      const { status, headers, text } = await ask(school, { method, row, families, as });
      assert.equal(status, 401);
      assert.equal(headers.get("www-authenticate"), "Bearer");
      assert.ok(!text.includes("Ourschild"));
    }
    assert.deepEqual(await school.counts(), before);
  });
}

/** Each role gets its status; who is refused has written nothing. */
async function rolesAreAnswered(
  method: string,
  row: Expected,
  statuses: { admin: number; teacher: number; child: number; parent: number },
): Promise<void> {
  for (const [who, status] of Object.entries(statuses) as [keyof typeof statuses, number][]) {
    // A fresh school each, so that one role's change is not the other's 404.
    await withFamilies(async (school, families) => {
      const as = who === "admin" ? school.admin : families.ours[who];
      const before = await school.counts();
      const answered = await ask(school, { method, row, families, as });
      assert.equal(answered.status, status, `${who}: ${answered.text}`);
      if (status >= 400) {
        assert.deepEqual(await school.counts(), before, `${who} was refused and wrote something`);
        assert.ok(!answered.text.includes("Ourschild"));
      }
    });
  }
}

async function withFamilies(
  test: (school: School, families: TwoFamilies) => Promise<void>,
): Promise<void> {
  const school = await openSchool();
  try {
    await test(school, await twoFamilies(school));
  } finally {
    await school.close();
  }
}

function ask(
  school: School,
  { method, row, families, as }: {
    method: string;
    row: Expected;
    families: TwoFamilies;
    as: SignedIn | null;
  },
) {
  const { path, body, headers } = row;
  return school.request(method, path(families), { as, body: body?.(families), headers });
}
