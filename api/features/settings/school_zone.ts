import { columns, select } from "../../../db/query.ts";
import { settings } from "../../../db/schema/mod.ts";

/** The school's time zone, which decides what day it is: always one row. */
export function schoolZone() {
  return select(columns(settings, "timezone")).from(settings);
}
