import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { build, listed, select } from "../../../db/query.ts";
import { classes, notifications, settings, students, users } from "../../../db/schema/mod.ts";
import { type Actor, classesOf, studentsOf } from "../../access/scope.ts";
import type { Call } from "../../deps.ts";
import { badInput, conflict, notFound } from "../../errors.ts";
import { type Addressed, mayWriteTo, recipients } from "./recipients.ts";
import { MOST_RECIPIENTS, type SendInput, type Sent } from "./schema.ts";

/** Puts a message into the inbox of everyone addressed, or of nobody. */
export async function sendNotifications(
  { deps, db, actor, input }: Call<z.output<typeof SendInput>>,
): Promise<z.infer<typeof Sent>> {
  const { message, link, ...addressed } = input;
  const query = planQuery(actor, addressed);
  const [[plan]] = await db.read([query]);
  checkPlan(plan, addressed);

  const sent_at = deps.clock.now().toISOString();
  const to = recipients(addressed);
  const { student_ids: [student_id], user_ids, class_id } = addressed;
  const aboutOne = addressed.student_ids.length === 1 && user_ids.length === 0 && class_id === null;
  return await db.write({
    unchanged: query,
    statements: [
      sql`insert into ${notifications}
        (user_id, student_id, message, status, kind, link, sent_at)
        select ${to.user_id}, ${to.student_id}, ${message}, 'unread', 'message', ${link}, ${sent_at}
        from ${to}`,
    ],
    audit: [{
      action: "sendNotifications",
      entity: "notifications",
      entity_id: null,
      student_id: aboutOne ? student_id : null,
      changes: { sent: [null, plan.sent] },
    }],
    answer: select({ sent: sql<number>`${plan.sent}` }).from(settings)
      .where(eq(settings.settings_id, 1)),
  });
}

/** What is found of those addressed, within the actor's reach; one row. */
function planQuery(actor: Actor, addressed: Addressed) {
  const { user_ids, student_ids, class_id } = addressed;
  const chosen = and(inArray(students.student_id, listed(student_ids)), studentsOf(actor));
  const taught = and(sql`${classes.class_id} = ${class_id}`, classesOf(actor, classes.class_id));
  return select({
    users: build.$count(users, and(inArray(users.user_id, listed(user_ids)), mayWriteTo(actor))),
    students: build.$count(students, chosen),
    left: build.$count(students, and(chosen, isNotNull(students.archived_at))),
    classes: build.$count(classes, taught),
    archived: build.$count(classes, and(taught, isNotNull(classes.archived_at))),
    sent: build.$count(recipients(addressed)),
  }).from(settings).where(eq(settings.settings_id, 1));
}

type Plan = Record<"users" | "students" | "left" | "classes" | "archived" | "sent", number>;

function checkPlan(plan: Plan, { user_ids, student_ids, class_id }: Addressed) {
  if (plan.users < user_ids.length) throw notFound("person");
  if (plan.students < student_ids.length) throw notFound("student");
  if (plan.classes < (class_id === null ? 0 : 1)) throw notFound("class");
  if (plan.left > 0) {
    throw conflict("A student among these has left. Leave them out, or restore them first");
  }
  if (plan.archived > 0) throw conflict("This class is archived. Restore it first");
  if (plan.sent === 0) {
    throw conflict("Nobody would get this: none of these people can sign in. Invite them first");
  }
  if (plan.sent > MOST_RECIPIENTS) {
    throw badInput([{
      path: "body",
      message: `That is ${plan.sent} people; at most ${MOST_RECIPIENTS} at once. Send it in parts`,
    }]);
  }
}
