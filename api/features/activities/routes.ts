import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { StudentId } from "../students/schema.ts";
import { createActivity } from "./create_activity.ts";
import { deleteActivity } from "./delete_activity.ts";
import { getActivity } from "./get_activity.ts";
import { listActivities } from "./list_activities.ts";
import { Activities, ActivitiesQuery, Activity, ActivityId, ActivityInput } from "./schema.ts";
import { updateActivity } from "./update_activity.ts";

const tag = "Activities";
const collection = "/api/students/{student_id}/activities";
const item = `${collection}/{activity_id}` as const;

export const activities = createRouter();

activities.openapi(
  operation("listActivities", {
    tag,
    method: "get",
    path: collection,
    summary: "List what a student took part in",
    description: "The latest first.",
    request: { params: StudentId, query: ActivitiesQuery },
    responses: { 200: jsonOf(Activities, "A page of activities") },
  }),
  async (c) =>
    c.json(
      await listActivities(call(c, { ...c.req.valid("param"), ...c.req.valid("query") })),
      200,
    ),
);

activities.openapi(
  operation("createActivity", {
    tag,
    method: "post",
    path: collection,
    summary: "Add an activity",
    description: "A club, a competition, a concert: what a student took part in, or will.",
    request: { params: StudentId, body: jsonBody(ActivityInput) },
    responses: { 201: jsonOf(Activity, "The new activity") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await createActivity(call(c, { ...c.req.valid("param"), activity: c.req.valid("json") })),
      201,
    ),
);

activities.openapi(
  operation("getActivity", {
    tag,
    method: "get",
    path: item,
    summary: "Read an activity",
    description: "404 for an activity of a student who is not yours to see.",
    request: { params: ActivityId },
    responses: { 200: jsonOf(Activity, "The activity") },
  }),
  async (c) => answer(c, await getActivity(call(c, c.req.valid("param")))),
);

activities.openapi(
  operation("updateActivity", {
    tag,
    method: "put",
    path: item,
    summary: "Change an activity",
    description: "Replaces every field; one that is left out becomes null.",
    request: { params: ActivityId, body: jsonBody(ActivityInput) },
    responses: { 200: jsonOf(Activity, "The activity as changed") },
    refusals: [409],
  }),
  async (c) =>
    answer(
      c,
      await updateActivity(call(c, { ...c.req.valid("param"), activity: c.req.valid("json") })),
    ),
);

activities.openapi(
  operation("deleteActivity", {
    tag,
    method: "delete",
    path: item,
    summary: "Delete an activity",
    description: "What it was stays in the audit log.",
    request: { params: ActivityId },
    responses: { 204: { description: "Deleted" } },
    refusals: [409, 412],
  }),
  async (c) => {
    await deleteActivity(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);
