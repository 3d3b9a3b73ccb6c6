import type { TwoFamilies } from "../helpers/families.ts";
import { PASSWORD, type School, type SignedIn } from "../helpers/school.ts";
import { expected } from "../security/expected_policy.ts";

/** One request, as somebody sends it. */
export interface Asked {
  name: string;
  method: string;
  path: string;
  as: SignedIn | null;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Every operation, by each role that may do it, and those that anyone may. */
export async function everyOperation(school: School, families: TwoFamilies): Promise<Asked[]> {
  const document = (await school.request("GET", "/openapi.json")).body;
  const asked = Object.entries(document.paths).flatMap(([, operations]) =>
    Object.entries(operations as Record<string, { operationId: string }>).flatMap(
      ([method, { operationId }]) => {
        const row = expected[operationId];
        if (row === "public") return [];
        const { ours } = families;
        return [school.admin, ours.teacher, ours.child, ours.parent].flatMap((as, i) => {
          if (row.status[i] === 403 || row.status[i] === 404) return [];
          const path = row.path(families);
          const limited = `${path}${path.includes("?") ? "&" : "?"}limit=10`;
          return [{
            name: `${operationId} ${["Admin", "Teacher", "Student", "Parent"][i]}`,
            method: method.toUpperCase(),
            // A page that is full in a small school too.
            path: operationId.startsWith("list") ? limited : path,
            body: row.body?.(families),
            headers: row.headers,
            as,
          }];
        });
      },
    )
  );
  return [...asked, ...await publicOperations(school, families)];
}

async function publicOperations(school: School, { ours }: TwoFamilies): Promise<Asked[]> {
  const password = "a quiet green morning";
  const { email } = school.admin;
  const signedIn = await school.request("POST", "/api/login", {
    body: { email, password: PASSWORD },
  });
  const invited = await school.request("POST", `/api/users/${ours.parent.user_id}/invitation`, {
    as: school.admin,
  });
  const post = (name: string, path: string, rest: Partial<Asked>): Asked => (
    { name: `${name} anyone`, method: "POST", path, as: null, ...rest }
  );
  return [
    { name: "getSchool anyone", method: "GET", path: "/api/school", as: null },
    post("register", "/api/register", {
      body: { name: "New", email: "new@home.example", password, role: "Parent" },
    }),
    post("login", "/api/login", { body: { email, password: PASSWORD } }),
    post("refreshSession", "/api/refresh", {
      headers: { cookie: signedIn.headers.get("set-cookie")!.split(";")[0] },
    }),
    post("acceptInvitation", "/api/invitations/accept", {
      body: { token: invited.body.url.split("#")[1], password },
    }),
  ];
}
