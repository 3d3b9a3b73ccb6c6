import { body, type ExpectedRows, FAMILY, STAFF, student } from "./row.ts";

export const activities: ExpectedRows = {
  listActivities: { path: student("/activities"), status: FAMILY(200) },
  getActivity: {
    path: (f) => student(`/activities/${f.ours.activity_id}`)(f),
    status: FAMILY(200),
  },
  createActivity: {
    path: student("/activities"),
    body: body({ activity_name: "Chess", participation_date: "2026-10-05" }),
    status: STAFF(201),
  },
  updateActivity: {
    path: (f) => student(`/activities/${f.ours.activity_id}`)(f),
    body: body({ activity_name: "Chess", participation_date: "2026-10-05" }),
    status: STAFF(200),
  },
  deleteActivity: {
    path: (f) => student(`/activities/${f.ours.activity_id}`)(f),
    status: STAFF(204),
  },
};
