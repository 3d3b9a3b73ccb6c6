import { Buffer } from "node:buffer";
import type { Guardian } from "../../api/features/guardians/schema.ts";
import type { Notification } from "../../api/features/notifications/schema.ts";
import type { Report } from "../../api/features/reports/schema.ts";
import type { Me, Session, User } from "../../api/features/sessions/schema.ts";
import type { Student } from "../../api/features/students/schema.ts";
import type { Differences } from "./differences.ts";
import { forEach, type LaurelClient, laurelClient } from "./laurel_client.ts";

/** The children of one class, with whom the school's post is tried. */
export interface Families {
  class_id: number;
  children: { student_id: number; name: string }[];
  differences: Differences;
}

/** Makes a Progress report of every child, downloads each, and answers them by child. */
export async function makeReports(
  admin: LaurelClient,
  { children, differences }: Families,
): Promise<Map<number, Report>> {
  const reports = new Map<number, Report>();
  await forEach(children, async ({ student_id, name }) => {
    const path = `/api/students/${student_id}`;
    const report = await admin.post<Report>(`${path}/generate-report`, { type: "Progress" });
    reports.set(student_id, report);
    const of = `the report of ${name}`;
    differences.same(`${of}, listed`, await admin.all(`${path}/reports`), [report]);
    const { type, bytes } = await admin.download(report.report_url!);
    differences.same(`${of}, its type`, type, "application/pdf");
    differences.same(`${of}, its first bytes`, new TextDecoder().decode(bytes.slice(0, 4)), "%PDF");
    differences.same(`${of}, its SHA-256`, await sha256(bytes), report.sha256);
  });
  return reports;
}

/** Gives every child a made-up parent, who is invited; answers the accounts by child. */
export async function addParents(
  admin: LaurelClient,
  { children, differences }: Families,
): Promise<Map<number, User>> {
  const parents = new Map<number, User>();
  await forEach(children, async ({ student_id, name }) => {
    const parent = await admin.post<User>("/api/users", {
      name: `Parent of ${name}`,
      email: `parent-of-${student_id}@contoso.example`,
      role: "Parent",
    });
    parents.set(student_id, parent);
    const path = `/api/students/${student_id}/guardians`;
    await admin.put(`${path}/${parent.user_id}`, { relationship: "Parent" });
    const guardians = await admin.all<Guardian>(path);
    differences.same(`the guardians of ${name}`, guardians.map(({ user_id }) => user_id), [
      parent.user_id,
    ]);
  });
  return parents;
}

const NOTICE = "The reports of this year are ready. Please look at yours before parents' evening";

/** Writes to the parents of the class; answers how many got it. */
export async function sendNotice(admin: LaurelClient, { class_id }: Families): Promise<number> {
  const { sent } = await admin.post<{ sent: number }>("/api/notifications/send", {
    message: NOTICE,
    class_id,
  });
  return sent;
}

/**
 * Becomes the parent of the first child, by the link of an invitation: they see that
 * child, its report and the notice, and nothing of the second child.
 */
export async function readAsParent(
  admin: LaurelClient,
  { url, families: { children: [own, other], differences }, parents, reports }: {
    url: string;
    families: Families;
    parents: Map<number, User>;
    reports: Map<number, Report>;
  },
): Promise<void> {
  const { user_id } = parents.get(own.student_id)!;
  const invitation = await admin.post<{ url: string }>(`/api/users/${user_id}/invitation`);
  const { token } = await laurelClient(url).post<Session>("/api/invitations/accept", {
    token: invitation.url.split("#")[1],
    password: crypto.randomUUID(),
  });
  const parent = laurelClient(url, token);

  const ids = (rows: { student_id: number }[]) => rows.map(({ student_id }) => student_id);
  const me = await parent.get<Me>("/api/me");
  differences.same("a parent's children", ids(me.students), [own.student_id]);
  differences.same(
    "the students that a parent may list",
    ids(await parent.all<Student>("/api/students")),
    [own.student_id],
  );
  const statuses = async ({ student_id }: { student_id: number }) => {
    const child = `/api/students/${student_id}`;
    const things = [child, `${child}/grades`, `${child}/gpa`, `${child}/attendance`];
    const report = `/api/reports/${reports.get(student_id)!.report_id}`;
    const paths = [...things, `${child}/reports`, report, `${report}/file`];
    return await Promise.all(paths.map(parent.statusOf));
  };
  differences.same("what a parent gets of their child", await statuses(own), Array(7).fill(200));
  differences.same("what a parent gets of another", await statuses(other), Array(7).fill(404));

  const inbox = `/api/notifications/${user_id}`;
  const notices = await parent.all<Notification>(`${inbox}?status=unread`);
  differences.same("a parent's notices", notices.map(({ message }) => message), [NOTICE]);
  for (const { notification_id } of notices) await parent.put(`${inbox}/${notification_id}/read`);
  differences.same("what is unread then", await parent.get(`${inbox}/unread`), { unread: 0 });
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}
