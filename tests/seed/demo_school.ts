import { phcPasswords } from "../../api/features/sessions/passwords.ts";
import { type LibsqlDatabase, openDatabase } from "../../db/client.ts";
import { migrate } from "../../db/migrate.ts";
import { seedDemo } from "../../db/seed/demo.ts";
import { freshDatabase } from "../helpers/database.ts";

/** The school clock of the tests, a Wednesday. */
export const NOW = "2026-10-14T09:00:00Z";
const passwords = phcPasswords();

export const seed = (database: LibsqlDatabase, now = NOW) =>
  seedDemo(database, { passwords, now: new Date(now) });

export async function empty(): Promise<LibsqlDatabase> {
  const database = await openDatabase({ url: ":memory:" });
  await migrate(database, { now: new Date(NOW) });
  return database;
}

/** Seeded once, to be copied. */
let template: ReturnType<typeof seeded> | undefined;

async function seeded() {
  const school = await freshDatabase(new Date(NOW));
  await seed(school.database);
  return school;
}

/** Hands the test a demo school of its own, and closes it whatever happens. */
export function withDemo(test: (demo: { database: LibsqlDatabase; rows: Rows }) => Promise<void>) {
  return async () => {
    const { database, close } = await (await (template ??= seeded())).copy!();
    try {
      await test({ database, rows: (query) => rowsOf(database, query) });
    } finally {
      await close();
    }
  };
}

// What a query answers is what a test asserts, so it is not told beforehand.
// deno-lint-ignore no-explicit-any
type Rows = (query: string) => Promise<any[]>;

export async function rowsOf(database: LibsqlDatabase, query: string) {
  const [result] = await database.run([query]);
  return result.rows.map((row) => ({ ...row }));
}

/** Every row of every table; of passwords only whether there is one. */
export async function dump(database: LibsqlDatabase): Promise<Record<string, unknown[]>> {
  const tables = await rowsOf(database, "select name from sqlite_master where type = 'table'");
  const dumped: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const rows = await rowsOf(database, `select * from "${name}" order by 1, 2`);
    dumped[String(name)] = rows.map((row) => row.password ? { ...row, password: "a hash" } : row);
  }
  return dumped;
}
