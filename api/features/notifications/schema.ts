import { z } from "zod";
import { NOTIFICATION_STATUSES } from "../../../db/schema/notifications.ts";
import { id, idText, line, list, moment, orNull, pageQuery, paragraph } from "../../schema.ts";

export const InboxId = z.strictObject({
  user_id: idText.meta({ description: "Your own user_id; another's is 404" }),
});

export const NotificationId = z.strictObject({ ...InboxId.shape, notification_id: idText });

export const Notification = z.strictObject({
  notification_id: z.int(),
  user_id: z.int(),
  student_id: z.int().nullable().meta({ description: "The child it is about, if it is one" }),
  message: z.string(),
  status: z.enum(NOTIFICATION_STATUSES),
  kind: z.string().meta({
    description:
      "`message` is somebody's own words; `absence` says that the child was marked absent",
  }),
  link: z.string().nullable().meta({ description: "The page of the web app to go on to" }),
  sent_at: moment,
}).meta({
  id: "Notification",
  example: {
    notification_id: 31,
    user_id: 52,
    student_id: 14,
    message: "Please sign the form for the museum trip",
    status: "unread",
    kind: "message",
    link: "/students/14",
    sent_at: "2026-10-14T09:00:00.000Z",
  },
});
export type Notification = z.infer<typeof Notification>;

export const Notifications = list(Notification).meta({ id: "Notifications" });

export const InboxQuery = pageQuery({
  status: z.enum(NOTIFICATION_STATUSES).optional().meta({ description: "Only those" }),
});

export const MOST_RECIPIENTS = 1000;
export const AUDIENCES = ["guardians", "students", "both"] as const;

const ids = (description: string) =>
  z.array(id).max(MOST_RECIPIENTS, `At most ${MOST_RECIPIENTS} at once`).default([])
    .transform((all) => [...new Set(all)]).meta({ description });

// "//" and "\" would make a browser leave the app for another host.
const APP_PATH = /^(?!.*\/\/)\/[^\\\s]*$/;

export const SendInput = z.strictObject({
  message: paragraph(),
  user_ids: ids("These people"),
  student_ids: ids("The `audience` of these children"),
  class_id: orNull(id).meta({ description: "The `audience` of the children now in this class" }),
  audience: z.enum(AUDIENCES).default("guardians").meta({
    description: "Who is meant by a child or a class: the parents, the children, or both",
  }),
  link: orNull(
    line(200).refine((link) => APP_PATH.test(link), 'Send a path of the app, such as "/grades"'),
  ).meta({ description: "A page of the web app to go on to" }),
}).meta({
  id: "SendInput",
  example: {
    message: "Please sign the form for the museum trip",
    class_id: 3,
    audience: "guardians",
    link: "/students/14",
  },
});

export const Sent = z.strictObject({
  sent: z.int().meta({ description: "How many people got it" }),
}).meta({ id: "Sent", example: { sent: 28 } });

export const Unread = z.strictObject({
  unread: z.int().meta({ description: "100 is a hundred or more" }),
})
  .meta({ id: "Unread", example: { unread: 2 } });

export const ReadAll = z.strictObject({
  read: z.int().meta({ description: "How many were unread until now" }),
}).meta({ id: "ReadAll", example: { read: 2 } });
