import { integer, primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { classes } from "./classes.ts";
import { day, moment } from "./columns.ts";

/**
 * That a class's register of a day is taken, and when it was last saved. It is a fact of its own:
 * one child's mark, as where the parents have rung before the lesson, takes no register, and a
 * child who joins the class later leaves it taken. It goes with the last of its marks, by the
 * triggers in the migration that made it. It is a table `without rowid`.
 */
export const registers = sqliteTable("registers", {
  class_id: integer().notNull().references(() => classes.class_id),
  date: day().notNull(),
  taken_at: moment().notNull(),
}, (table) => [primaryKey({ columns: [table.class_id, table.date] })]);
