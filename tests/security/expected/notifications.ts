import { at, type Expected, type ExpectedRows, STAFF } from "./row.ts";

/** What is a signed-in user's own: another's is not there, whatever their role. */
const PARENTS_OWN: Expected["status"] = [404, 404, 404, 200];

export const notifications: ExpectedRows = {
  sendNotifications: {
    path: at("/api/notifications/send"),
    body: ({ ours }) => ({ message: "Hello", student_ids: [ours.student_id] }),
    status: STAFF(201),
  },
  listNotifications: {
    path: ({ ours }) => `/api/notifications/${ours.parent.user_id}`,
    status: PARENTS_OWN,
  },
  countUnreadNotifications: {
    path: ({ ours }) => `/api/notifications/${ours.parent.user_id}/unread`,
    status: PARENTS_OWN,
  },
  readNotification: {
    path: ({ ours }) => `/api/notifications/${ours.parent.user_id}/${ours.notification_id}/read`,
    status: PARENTS_OWN,
  },
  readAllNotifications: {
    path: ({ ours }) => `/api/notifications/${ours.parent.user_id}/read`,
    status: PARENTS_OWN,
  },
};
