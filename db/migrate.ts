import type { LibsqlDatabase } from "./client.ts";
import { defaults } from "./seed/defaults.ts";

/** The database was written by a later Laurel than this one. */
export class NewerDatabaseError extends Error {
  override name = "NewerDatabaseError";
}

interface Migration {
  name: string;
  statements: string[];
}

/**
 * Brings a database to this version's schema. Each migration is one transaction with
 * the row that records it, so one that was cut off is simply run again.
 * @throws {NewerDatabaseError} when the database holds a migration that is not known here
 */
export async function migrate(database: LibsqlDatabase, { now }: { now: Date }): Promise<void> {
  const migrations = await knownMigrations();
  await database.run([
    "create table if not exists migrations (name text primary key, applied_at text not null)",
  ]);
  const [result] = await database.run(["select name from migrations"]);
  const applied = new Set(result.rows.map((row) => String(row.name)));
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new NewerDatabaseError(
      `the database is newer than this Laurel: it has had "${unknown[0]}"`,
    );
  }
  for (const { name, statements } of migrations) {
    if (applied.has(name)) continue;
    await database.run([...statements, {
      sql: "insert into migrations (name, applied_at) values (?, ?)",
      args: [name, now.toISOString()],
    }]);
  }
  await database.write(defaults(now));
}

/** The migrations of this version, oldest first, from drizzle-kit's journal. */
export async function knownMigrations(): Promise<Migration[]> {
  const folder = new URL("./migrations/", import.meta.url);
  const journal = JSON.parse(await Deno.readTextFile(new URL("meta/_journal.json", folder)));
  return Promise.all(journal.entries.map(async ({ tag }: { tag: string }) => {
    const text = await Deno.readTextFile(new URL(`${tag}.sql`, folder));
    return { name: tag, statements: text.split("--> statement-breakpoint") };
  }));
}
