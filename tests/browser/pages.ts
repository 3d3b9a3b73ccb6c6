import type { Role } from "../../api/access/policy.ts";
import { ROLES } from "../../db/schema/users.ts";
import type { Api } from "./servers.ts";

/** What the demo school has for the addresses. */
export interface Ids {
  student_id: number;
  class_id: number;
  term_id: number;
  subject: string;
  /** A day whose register was taken. */
  date: string;
}

/** Every page of the app, by its line in `web/src/routes.ts`, in the states that it has an address for. */
export const ADDRESSES: Record<string, (ids: Ids, role: Role) => string[]> = {
  "/": () => ["/"],
  "/notices": () => ["/notices", "/notices?show=unread"],
  "/account": () => ["/account"],
  "/students": (_, role) => [
    "/students?q=nobody+has+this+name",
    // A page of fifty is looked at for one of the roles that have it.
    role === "Teacher" ? "/students?q=dvořáková" : "/students",
  ],
  "/students/:id": ({ student_id }, role) => [
    `/students/${student_id}`,
    `/students/${student_id}?tab=attendance`,
    `/students/${student_id}?tab=activities`,
    `/students/${student_id}?tab=reports`,
    ...staff(role) ? [`/students/${student_id}?tab=guardians`] : [],
  ],
  "/classes": () => ["/classes"],
  "/classes/:id": ({ class_id }, role) => [
    `/classes/${class_id}`,
    ...role === "Admin" ? [`/classes/${class_id}?tab=roster`] : [],
    `/classes/${class_id}?tab=register`,
    `/classes/${class_id}?tab=marks`,
    `/classes/${class_id}?tab=teachers`,
  ],
  "/classes/:id/register/:date": ({ class_id, date }) => [
    `/classes/${class_id}/register/${date}`,
    `/classes/${class_id}/register/2026-02-30`,
  ],
  "/classes/:id/marks": ({ class_id, term_id, subject }) => [
    `/classes/${class_id}/marks`,
    `/classes/${class_id}/marks?${new URLSearchParams({ term_id: String(term_id), subject })}`,
  ],
  "/classes/:id/gradebook": ({ class_id }) => [`/classes/${class_id}/gradebook`],
  "/classes/:id/results": ({ class_id, term_id }) => [
    `/classes/${class_id}/results?term=${term_id}`,
    `/classes/${class_id}/results`,
  ],
  "/registers": ({ date }) => [
    `/registers?date=${date}`,
    `/registers?date=${date}&status=taken`,
    "/registers?date=2000-01-01",
    "/registers?date=tomorrow",
    "/registers?date=2000-01-01&status=not_expected",
  ],
  "/summary": () => ["/summary"],
  "/users": () => ["/users?q=adler"],
  "/terms": () => ["/terms"],
  "/holidays": () => ["/holidays"],
  "/settings": () => ["/settings"],
  "/settings/scales": () => ["/settings/scales"],
  "/audit": ({ student_id }) => ["/audit", `/audit?student_id=${student_id}`],
  "/setup": () => [],
  "/register": () => [],
  "/invite": () => [],
};

function staff(role: Role): boolean {
  return role === "Admin" || role === "Teacher";
}

/** The lines of the web app's own table; its modules bring CSS, which only the browser takes. */
export async function pagesOfTheApp(): Promise<{ path: string; roles: readonly Role[] }[]> {
  const text = await Deno.readTextFile(new URL("../../web/src/routes.ts", import.meta.url));
  const named: Record<string, readonly Role[]> = { STAFF: ["Admin", "Teacher"], OFFICE: ["Admin"] };
  const [signed_in, front] = text.split("PUBLIC_PAGES: ").map((part) =>
    part.split('path: "').slice(1).map((page) => ({
      path: page.slice(0, page.indexOf('"')),
      roles: named[/roles: (\w+)/.exec(page)?.[1] ?? ""] ?? ROLES,
    }))
  );
  return [...signed_in, ...front.map(({ path }) => ({ path, roles: [] }))];
}

export async function idsOf({ ask }: Api): Promise<Ids> {
  const { body: me } = await ask("/api/me");
  const { student_id } = me.students[0];
  const { body: grades } = await ask(`/api/students/${student_id}/grades`);
  const [{ class_id, term_id, subject }] = grades.data;
  const { body: days } = await ask(`/api/students/${student_id}/attendance?class_id=${class_id}`);
  return { student_id, class_id, term_id, subject, date: days.data[0].date };
}
