import { at, body, type ExpectedRows, FAMILY, OFFICE } from "./row.ts";

export const holidays: ExpectedRows = {
  listHolidays: { path: at("/api/holidays"), status: FAMILY(200) },
  getHoliday: { path: ({ holiday_id }) => `/api/holidays/${holiday_id}`, status: FAMILY(200) },
  createHoliday: {
    path: at("/api/holidays"),
    body: body({ name: "Christmas", starts_on: "2026-12-21", ends_on: "2027-01-02" }),
    status: OFFICE(201),
  },
  updateHoliday: {
    path: ({ holiday_id }) => `/api/holidays/${holiday_id}`,
    body: body({ name: "Christmas", starts_on: "2026-12-21", ends_on: "2027-01-02" }),
    status: OFFICE(200),
  },
  deleteHoliday: {
    path: ({ holiday_id }) => `/api/holidays/${holiday_id}`,
    status: OFFICE(204),
  },
};
