import { openDatabase } from "../db/client.ts";
import { ConfigError, configOfProcess } from "./config.ts";
import { phcPasswords } from "./features/sessions/passwords.ts";
import { setupCodeOf } from "./open.ts";
import { prepareDatabase } from "./prepare.ts";

/** The deploy step of a hosted school: brings its database to this version, before it is served. */
try {
  const config = configOfProcess();
  if (!config.turso) throw new ConfigError('"TURSO_DATABASE_URL" is missing: say which database');
  if (config.preview) {
    console.log("This is a preview: the database is left as it is");
    Deno.exit(0);
  }
  const database = await openDatabase(config.turso);
  const passwords = phcPasswords();
  const { has_admin } = await prepareDatabase(database, { config, passwords });
  console.log("The database is at this version");
  if (!has_admin) {
    const code = await setupCodeOf(new TextEncoder().encode(config.jwt_secrets![0]));
    console.log(`There is no Admin yet. Open /setup and type this code: ${code}`);
  }
  await database.close();
} catch (error) {
  console.error(`Laurel can't migrate: ${error instanceof Error ? error.message : error}`);
  Deno.exit(1);
}
