import type { TwoFamilies } from "../helpers/families.ts";
import { PASSWORD, type School, type SignedIn } from "../helpers/school.ts";
import { expected } from "../security/expected_policy.ts";

export const ROLES = ["Admin", "Teacher", "Student", "Parent"] as const;

/** One request, as somebody sends it. */
export interface Asked {
  operation: string;
  /** Which of an operation's requests it is: a filter, a page deep in the list. */
  variant?: string;
  role: (typeof ROLES)[number] | "anyone";
  method: string;
  path: string;
  as: SignedIn | null;
  body?: unknown;
  headers?: Record<string, string>;
}

export function nameOf({ operation, variant = "", role }: Asked): string {
  return `${operation} ${role} ${variant}`.trim();
}

/** Every operation, by each role that may do it, and those that anyone may; what reads comes first. */
export async function everyOperation(school: School, families: TwoFamilies): Promise<Asked[]> {
  const document = (await school.request("GET", "/openapi.json")).body;
  const asked = Object.values(document.paths).flatMap((operations) =>
    Object.entries(operations as Record<string, { operationId: string }>).flatMap(
      ([method, { operationId: operation }]) => {
        const row = expected[operation];
        if (row === "public") return [];
        const { ours } = families;
        return [school.admin, ours.teacher, ours.child, ours.parent].flatMap((as, i): Asked[] => {
          if (row.status[i] === 403 || row.status[i] === 404) return [];
          const path = row.path(families);
          return [{
            operation,
            method: method.toUpperCase(),
            // A page that is full in a small school too.
            path: operation.startsWith("list") ? withLimit(path, 10) : path,
            body: row.body?.(families),
            headers: row.headers,
            role: ROLES[i],
            as,
          }];
        });
      },
    )
  );
  const reads = asked.filter(({ method }) => method === "GET");
  const writes = asked.filter(({ method }) => method !== "GET").flatMap((write) =>
    write.method === "POST" && write.role === "Admin" ? [write, withKey(write)] : [write]
  );
  const filtered = filteredLists(school, families);
  return [...reads, ...filtered, ...writes, ...await publicOperations(school, families)];
}

/** The same, whose answer is kept for when it is sent again. */
function withKey(asked: Asked): Asked {
  const headers = { ...asked.headers, "idempotency-key": `a-key-of-${asked.operation}` };
  return { ...asked, variant: "with a key", headers };
}

export function withLimit(path: string, limit: number): string {
  return `${path}${path.includes("?") ? "&" : "?"}limit=${limit}`;
}

/** The lists as they are filtered, searched and sorted. */
function filteredLists(school: School, { ours, term_id }: TwoFamilies): Asked[] {
  const list = (operation: string, path: string, queries: string[], as = school.admin) =>
    queries.map((variant): Asked => ({
      operation,
      // Whose, is another number in each school.
      variant: variant.replaceAll(/_id=\d+/g, "_id"),
      role: as === school.admin ? "Admin" : as === ours.teacher ? "Teacher" : "Parent",
      method: "GET",
      path: withLimit(`${path}?${variant}`, 10),
      as,
    }));
  const ofChild = `/api/students/${ours.student_id}`;
  const day = "2026-10-14T00:00:00Z";
  return [
    ...list("listStudents", "/api/students", [
      "sort=-name",
      "sort=student_number",
      "sort=-student_number",
      "grade_level=3",
      `class_id=${ours.class_id}`,
      "archived=true",
      "archived=true&sort=-student_number",
      "archived=true&grade_level=5",
      "grade_level=3&sort=student_number",
      "archived=true&grade_level=9&sort=-student_number",
      "q=child",
      "q=f-0",
      "q=nobody",
      "q=child&sort=-name",
      "q=child&archived=true",
      `q=child&class_id=${ours.class_id}`,
      "q=child+00",
      "q=child+00077",
      "q=child&grade_level=3",
    ]),
    ...list("listStudents", "/api/students", ["q=child", "sort=-name"], ours.teacher),
    ...list("listStudents", "/api/students", ["q=ours"], ours.parent),
    ...list("listUsers", "/api/users", [
      "role=Parent",
      "status=invited",
      "role=Parent&status=active",
      "q=parent",
      "q=filler",
      "q=p&role=Parent",
    ]),
    ...list("listClasses", "/api/classes", ["archived=true", "q=filler", "q=fi&archived=true"]),
    ...list("listClasses", "/api/classes", ["q=ours", "q=filler"], ours.teacher),
    ...list("listAudit", "/api/audit", [
      "from=2026-09-01T00:00:00Z",
      `to=${day}`,
      `from=${day}&to=2026-10-15T00:00:00Z`,
      `student_id=${ours.student_id}`,
      `actor_user_id=${school.admin.user_id}`,
      `student_id=${ours.student_id}&actor_user_id=${school.admin.user_id}`,
      `actor_user_id=${school.admin.user_id}&from=${day}`,
      `actor_user_id=${school.admin.user_id}&to=${day}`,
    ]),
    ...list("listGrades", `${ofChild}/grades`, [`term_id=${term_id}`]),
    ...list("listAttendance", `${ofChild}/attendance`, [
      "from=2025-02-01&to=2025-02-20",
      `class_id=${ours.class_id}`,
    ]),
    ...list("listNotifications", `/api/notifications/${ours.parent.user_id}`, [
      "status=unread",
      "status=read",
    ], ours.parent),
  ];
}

/** What a Teacher asks for who has every child, as the school may choose. */
export function ofEveryChild({ ours }: TwoFamilies): Asked[] {
  return ["", "q=child", "q=child&archived=true", "sort=-student_number"].map((query) => ({
    operation: "listStudents",
    variant: `of all ${query}`.trim(),
    role: "Teacher",
    method: "GET",
    path: withLimit(`/api/students?${query}`.replace(/\?$/, ""), 10),
    as: ours.teacher,
  }));
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
  const post = (operation: string, path: string, rest: Partial<Asked>): Asked => (
    { operation, role: "anyone", method: "POST", path, as: null, ...rest }
  );
  return [
    { operation: "getSchool", role: "anyone", method: "GET", path: "/api/school", as: null },
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
