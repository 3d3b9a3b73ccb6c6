import type { Days } from "../lib/api_types.ts";
import { formatDate } from "../lib/dates.ts";
import { formatNumber, formatRate } from "../lib/strings.ts";
import type { Column } from "./data_table.tsx";

/** The month that a row is of, as the row's heading. */
export function monthColumn<Row extends { month: string }>(): Column<Row> {
  return {
    key: "month",
    title: "Month",
    heads_row: true,
    cell: ({ month }) => formatDate(`${month}-01`, { month: "short", year: "numeric" }),
  };
}

/** How many days there are of a kind. */
export function countColumn<Key extends string>(
  key: Key,
  title: string,
  { hide_on_phone = false } = {},
): Column<Record<Key, number>> {
  return { key, title, align: "end", hide_on_phone, cell: (row) => formatNumber(row[key]) };
}

export const RATE_COLUMN: Column<Pick<Days, "rate">> = {
  key: "rate",
  title: "Rate",
  align: "end",
  cell: ({ rate }) => formatRate(rate),
};

/** The marked days by what they were, and the rate. */
export const DAYS_COLUMNS: Column<Days>[] = [
  countColumn("marked", "Marked", { hide_on_phone: true }),
  countColumn("present", "Present", { hide_on_phone: true }),
  countColumn("absent", "Absent"),
  countColumn("excused", "Excused"),
  RATE_COLUMN,
];
