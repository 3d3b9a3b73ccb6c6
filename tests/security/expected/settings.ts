import { SETTINGS } from "../../helpers/school.ts";
import { at, body, type ExpectedRows, OFFICE, STAFF } from "./row.ts";

export const settings: ExpectedRows = {
  getSettings: { path: at("/api/settings"), status: STAFF(200) },
  updateSettings: {
    path: at("/api/settings"),
    body: body({ ...SETTINGS, school_name: "New" }),
    status: OFFICE(200),
  },
};
