import type { Column } from "./data_table.tsx";
import { Menu, type MenuItem } from "./menu.tsx";

/** The last column of a table: what can be done with a row. `label` says with which. */
export function rowMenu<Row>(
  { label, items }: { label(row: Row): string; items(row: Row): MenuItem[] },
): Column<Row> {
  return {
    key: "menu",
    title: "Actions",
    hide_title: true,
    align: "end",
    corner: true,
    cell: (row) => <Menu label={label(row)} items={items(row)} />,
  };
}
