import { Column, is, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { QueryBuilder, SQLiteSyncDialect, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { Table } from "drizzle-orm";

/** Builds statements and runs none: statements are run in batches, by a `Database`. */
export const build = drizzle(() =>
  Promise.reject(new Error("build makes statements, it runs none"))
);

export type Fields = { [name: string]: Field };
export type Field = Column | SQL | SQL.Aliased | Select<unknown> | Fields;

/** A select whose rows arrive as `T`. Made by `select`, run by `Database.read`. */
export interface Select<T> extends SQLWrapper {
  readonly _: { readonly result: { row: T }[] };
}

type Value<F> = F extends Column<infer C>
  ? (C["notNull"] extends true ? C["data"] : C["data"] | null)
  : F extends SQL<infer T> ? T
  : F extends SQL.Aliased<infer T> ? T
  : F extends Select<infer T> ? T[]
  : F extends Fields ? Row<F>
  : never;

export type Row<F extends Fields> = { [K in keyof F]: Value<F[K]> };

/**
 * A Drizzle select that answers each row as one JSON text. Building row objects is
 * what costs most in the libSQL client; a whole answer as one string is several
 * times cheaper, and a nested list comes in the same round trip:
 *
 *     select({ name: users.name, marks: select({...}).from(grades).where(...) }).from(users)
 */
export function select<F extends Fields>(fields: F) {
  return new QueryBuilder().select({ row: object(fields).as("row") as SQL.Aliased<Row<F>> });
}

/** The named columns of a table, in that order, as fields of a select. */
export function columns<T extends SQLiteTable, K extends keyof T["_"]["columns"] & string>(
  table: T,
  ...names: K[]
): { [N in K]: T["_"]["columns"][N] } {
  const all = (table as unknown as Record<symbol, Record<string, Column>>)[
    (Table as unknown as { Symbol: { Columns: symbol } }).Symbol.Columns
  ];
  return Object.fromEntries(names.map((name) => [name, all[name]])) as never;
}

function object(fields: Fields): SQL {
  const pairs = Object.entries(fields).map(([name, field]) =>
    sql`${sql.raw(`'${name}'`)}, ${value(field)}`
  );
  return sql`json_object(${sql.join(pairs, sql`, `)})`;
}

function value(field: Field): SQL {
  if (is(field, Column)) {
    if (field.dataType === "boolean") return truth(field);
    return field.dataType === "json" ? sql`json(${field})` : sql`${field}`;
  }
  if (isSelect(field)) return sql`json((${rows(field)}))`;
  if ("getSQL" in field) return sql`${field}`;
  return object(field as Fields);
}

/** Whether it answers rows, as against a statement that does something or a piece of SQL. */
export function isSelect(part: object): part is Select<unknown> {
  return "getSelectedFields" in part;
}

/** A query that makes the one JSON array of its rows by itself: its SQL is that text, as an expression. */
export class Written<T> implements Select<T> {
  declare readonly _: Select<T>["_"];
  constructor(private readonly text: SQL, private readonly source: SQL) {}

  getSQL(): SQL {
    return sql`select ${this.text} as "rows" from ${this.source}`;
  }
}

/** The statement that answers every row of a select as one JSON array. */
export function rows(query: Select<unknown>): SQL {
  if (query instanceof Written) return query.getSQL();
  return sql`select json_group_array(json(row)) as "rows" from ${query}`;
}

/** A truth as JSON `true` or `false`, where SQL has only 1 and 0. */
export function truth(condition: SQLWrapper): SQL<boolean> {
  return sql<boolean>`json(iif(${condition}, 'true', 'false'))`;
}

/**
 * The id that the newest row of a table was given. Inside a batch that has inserted
 * one row, that is this row: nobody else can write between.
 */
export function newestId(table: SQLiteTable): SQL<number> {
  return sql<number>`(select max(rowid) from ${table})`;
}

/** The message with which SQLite stops a batch at an `insist` that does not hold. */
export const INSISTED = "malformed JSON";

/** A statement that stops the whole batch, undoing it, unless the condition holds. */
export function insist(condition: SQLWrapper): SQL {
  return sql`select json(iif(${condition}, '1', 'unmet'))`;
}

/** The ids as a table, so that a thousand of them are one argument. */
export function listed(ids: number[]): SQL {
  return sql`(select value from json_each(${JSON.stringify(ids)}))`;
}

const dialect = new SQLiteSyncDialect();

export interface Statement {
  sql: string;
  args: (string | number | bigint | null | Uint8Array)[];
}

/** SQL text and arguments, for the driver. */
export function compile(statement: SQLWrapper): Statement {
  const { sql, params } = dialect.sqlToQuery(statement.getSQL());
  return { sql, args: params as Statement["args"] };
}
