import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { getSettings } from "./get_settings.ts";
import { Settings, SettingsInput } from "./schema.ts";
import { updateSettings } from "./update_settings.ts";

const tag = "School";
const path = "/api/settings";

export const settings = createRouter();

settings.openapi(
  operation("getSettings", {
    tag,
    method: "get",
    path,
    summary: "Read the school's settings",
    description:
      "Its name, time zone, school days and grading scale, how far a Teacher sees, and what it has switched on.",
    responses: { 200: jsonOf(Settings, "The settings") },
  }),
  async (c) => answer(c, await getSettings(call(c, null))),
);

settings.openapi(
  operation("updateSettings", {
    tag,
    method: "put",
    path,
    summary: "Change the school's settings",
    description:
      "Replaces them all. They hold from the next request on. A new scale counts for the marks entered from now on; those that are there keep their points.",
    request: { body: jsonBody(SettingsInput) },
    responses: { 200: jsonOf(Settings, "The settings as changed") },
  }),
  async (c) => answer(c, await updateSettings(call(c, c.req.valid("json")))),
);
