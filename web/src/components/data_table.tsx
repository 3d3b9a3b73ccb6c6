import type { ComponentChildren } from "preact";
import styles from "./data_table.module.css";
import { DownIcon, UpIcon } from "./icons.tsx";

export interface Column<Row> {
  key: string;
  title: string;
  cell(row: Row): ComponentChildren;
  /** The heading of the row; one column should be it, as a rule the name. */
  heads_row?: boolean;
  /** The server's name of this order; makes the header a link that sorts, then turns the order. */
  sort?: string;
  /** Numbers stand at the end. */
  align?: "end";
  hide_on_phone?: boolean;
  /** On a phone it stands in the corner of the card: a row's menu. */
  corner?: boolean;
  /** The title is read out, not seen: a column of buttons. */
  hide_title?: boolean;
}

interface DataTableProps<Row> {
  /** What the table holds, for screen readers: "Students". */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey(row: Row): string | number;
  /** The order now, as in the address: `name` or `-name`. */
  sort?: string;
  sortHref?(sort: string): string;
  /** Dims the rows while others load. */
  busy?: boolean;
  /** Shown in place of rows when there are none. */
  empty?: ComponentChildren;
  /** Stay a table at phone width: for few and narrow columns. */
  keep?: boolean;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, busy, empty, keep } = props;
  if (rows.length === 0 && empty) {
    return (
      <div class={styles.frame}>
        <div class={styles.none}>{empty}</div>
      </div>
    );
  }
  return (
    <div class={styles.frame}>
      <table
        class={keep ? `${styles.table} ${styles.keep}` : styles.table}
        aria-busy={busy ? "true" : "false"}
        role="table"
      >
        <caption class="sr_only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => <Header key={column.key} column={column} table={props} />)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => <Cell key={column.key} column={column} row={row} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// Roles are spelled out because a table that is laid out as a list on a phone loses its own in Safari.
function Header<Row>({ column, table }: { column: Column<Row>; table: DataTableProps<Row> }) {
  const { sort: name, title, hide_title } = column;
  const { sort = "", sortHref } = table;
  const sorted = name !== undefined && sort.replace(/^-/, "") === name;
  const descending = sort.startsWith("-");
  return (
    <th
      scope="col"
      role="columnheader"
      class={classOf(column)}
      aria-sort={sorted ? (descending ? "descending" : "ascending") : undefined}
    >
      {name && sortHref
        ? (
          <a
            class={styles.sort}
            href={sortHref(sorted && !descending ? `-${name}` : name)}
            data-sorted={sorted ? "" : undefined}
          >
            {title}
            {sorted && descending ? <DownIcon /> : <UpIcon />}
          </a>
        )
        : hide_title
        ? <span class="sr_only">{title}</span>
        : title}
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row);
  if (column.heads_row) {
    return <th scope="row" role="rowheader" class={classOf(column)}>{content}</th>;
  }
  return (
    <td
      role="cell"
      class={classOf(column)}
      data-label={column.hide_title || isBlank(content) ? undefined : column.title}
    >
      {content}
    </td>
  );
}

function isBlank(content: ComponentChildren): boolean {
  return content === null || content === undefined || content === "" || content === false;
}

function classOf<Row>({ align, hide_on_phone, corner }: Column<Row>): string | undefined {
  const classes = [
    align === "end" && styles.end,
    hide_on_phone && styles.hide_on_phone,
    corner && styles.corner,
  ].filter(Boolean).join(" ");
  return classes || undefined;
}
