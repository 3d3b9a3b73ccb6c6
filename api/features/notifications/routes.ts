import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { Problem } from "../../http/problem.ts";
import { createRouter } from "../../http/router.ts";
import { countUnread } from "./count_unread.ts";
import { listNotifications } from "./list_notifications.ts";
import { readAllNotifications } from "./read_all_notifications.ts";
import { readNotification } from "./read_notification.ts";
import {
  InboxId,
  InboxQuery,
  Notification,
  NotificationId,
  Notifications,
  ReadAll,
  SendInput,
  Sent,
  Unread,
} from "./schema.ts";
import { sendNotifications } from "./send_notifications.ts";

const tag = "Notifications";
const inbox = "/api/notifications/{user_id}";

export const notifications = createRouter();

notifications.openapi(
  operation("sendNotifications", {
    tag,
    method: "post",
    path: "/api/notifications/send",
    summary: "Send a message",
    description:
      "To people, to the parents of children, or to those of a class; everyone gets it once. Disabled people and children without an account are left out; who is invited finds it when they come. A Teacher writes to the students taught and to their parents. One id that is unknown or not yours is 404, and nobody gets anything; nobody to send it to is 409.",
    request: { body: jsonBody(SendInput) },
    responses: {
      201: jsonOf(Sent, "How many got it"),
      404: {
        description: "An id that is unknown or not yours; nothing was sent",
        content: { "application/problem+json": { schema: Problem } },
      },
    },
    refusals: [409, 412],
  }),
  async (c) => answer(c, await sendNotifications(call(c, c.req.valid("json"))), 201),
);

notifications.openapi(
  operation("listNotifications", {
    tag,
    method: "get",
    path: inbox,
    summary: "Read your inbox",
    description: "Your own, the newest first. Another's is 404, for an Admin too.",
    request: { params: InboxId, query: InboxQuery },
    responses: { 200: jsonOf(Notifications, "A page of notifications") },
  }),
  async (c) =>
    c.json(
      await listNotifications(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

notifications.openapi(
  operation("countUnreadNotifications", {
    tag,
    method: "get",
    path: `${inbox}/unread`,
    summary: "Count your unread notifications",
    description: "Cheap enough to ask often.",
    request: { params: InboxId },
    responses: { 200: jsonOf(Unread, "How many are unread") },
  }),
  async (c) => answer(c, await countUnread(call(c, c.req.valid("param")))),
);

notifications.openapi(
  operation("readAllNotifications", {
    tag,
    method: "put",
    path: `${inbox}/read`,
    summary: "Mark all as read",
    description: "Those that are in your inbox now; one that arrives meanwhile stays unread.",
    request: { params: InboxId },
    responses: { 200: jsonOf(ReadAll, "How many were marked") },
  }),
  async (c) => answer(c, await readAllNotifications(call(c, c.req.valid("param")))),
);

notifications.openapi(
  operation("readNotification", {
    tag,
    method: "put",
    path: `${inbox}/{notification_id}/read`,
    summary: "Mark one as read",
    description: "Changes nothing where it is read already.",
    request: { params: NotificationId },
    responses: { 200: jsonOf(Notification, "The notification, read") },
  }),
  async (c) => answer(c, await readNotification(call(c, c.req.valid("param")))),
);
