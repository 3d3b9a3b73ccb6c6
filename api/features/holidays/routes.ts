import { answer, call } from "../../http/answer.ts";
import { jsonBody, jsonOf } from "../../http/json.ts";
import { operation } from "../../http/operation.ts";
import { createRouter } from "../../http/router.ts";
import { createHoliday } from "./create_holiday.ts";
import { deleteHoliday } from "./delete_holiday.ts";
import { getHoliday } from "./get_holiday.ts";
import { listHolidays } from "./list_holidays.ts";
import { Holiday, HolidayId, HolidayInput, Holidays, HolidaysQuery } from "./schema.ts";
import { updateHoliday } from "./update_holiday.ts";

const tag = "School";
const collection = "/api/holidays";
const item = "/api/holidays/{holiday_id}";

export const holidays = createRouter();

holidays.openapi(
  operation("listHolidays", {
    tag,
    method: "get",
    path: collection,
    summary: "List holidays",
    description: "The days without school, as anyone at the school may know. The latest first.",
    request: { query: HolidaysQuery },
    responses: { 200: jsonOf(Holidays, "A page of holidays") },
  }),
  async (c) => c.json(await listHolidays(call(c, c.req.valid("query"))), 200),
);

holidays.openapi(
  operation("createHoliday", {
    tag,
    method: "post",
    path: collection,
    summary: "Add a holiday",
    description:
      "Days without school, both included: no register is expected on them. Holidays may overlap.",
    request: { body: jsonBody(HolidayInput) },
    responses: { 201: jsonOf(Holiday, "The new holiday") },
  }),
  async (c) => answer(c, await createHoliday(call(c, c.req.valid("json"))), 201),
);

holidays.openapi(
  operation("getHoliday", {
    tag,
    method: "get",
    path: item,
    summary: "Read a holiday",
    description: "One holiday, with its first and its last day.",
    request: { params: HolidayId },
    responses: { 200: jsonOf(Holiday, "The holiday") },
  }),
  async (c) => answer(c, await getHoliday(call(c, c.req.valid("param")))),
);

holidays.openapi(
  operation("updateHoliday", {
    tag,
    method: "put",
    path: item,
    summary: "Change a holiday",
    description: "Replaces its name and its days. Marks that were given on them stay.",
    request: { params: HolidayId, body: jsonBody(HolidayInput) },
    responses: { 200: jsonOf(Holiday, "The holiday as changed") },
  }),
  async (c) =>
    answer(
      c,
      await updateHoliday(call(c, { ...c.req.valid("param"), holiday: c.req.valid("json") })),
    ),
);

holidays.openapi(
  operation("deleteHoliday", {
    tag,
    method: "delete",
    path: item,
    summary: "Delete a holiday",
    description: "Registers are expected on its days again.",
    request: { params: HolidayId },
    responses: { 204: { description: "Deleted" } },
    refusals: [412],
  }),
  async (c) => {
    await deleteHoliday(call(c, c.req.valid("param")));
    return c.body(null, 204);
  },
);
