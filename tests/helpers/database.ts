import { type LibsqlDatabase, openDatabase } from "../../db/client.ts";
import { migrate } from "../../db/migrate.ts";
import { openProxy, type Proxy } from "./proxy.ts";
import { administer, type Sqld } from "./sqld.ts";

/** A migrated database that nobody else has, and how to be rid of it. */
export interface TestDatabase {
  database: LibsqlDatabase;
  close(): Promise<void>;
}

/** The libSQL server that the tests run on as `port:admin_port`; in memory where it is not set. */
export const TEST_DATABASE = "LAUREL_TEST_DATABASE";

const server = serverIn(Deno.env.get(TEST_DATABASE));

/** A fresh database, in memory or on the server that the environment names. */
export async function freshDatabase(now: Date): Promise<TestDatabase> {
  if (server) return await remoteDatabase(server, now);
  const database = await openDatabase({ url: ":memory:" });
  await migrate(database, { now });
  return { database, close: () => database.close() };
}

export interface RemoteDatabase extends TestDatabase {
  proxy: Proxy;
  /** Lets what is run be done to a copy of the database, which is gone afterwards. */
  onCopy<T>(run: () => Promise<T>): Promise<T>;
}

/** A migrated database on a server, to be copied: one for each file of tests, or each server. */
const templates = new Map<number, Promise<string>>();

async function migrated(server: Pick<Sqld, "port" | "admin_port">, now: Date): Promise<string> {
  const name = newName();
  await administer(server, "POST", `${name}/create`);
  const proxy = await openProxy({ port: server.port, database: name });
  const database = await openDatabase({ url: proxy.url });
  await migrate(database, { now });
  await database.close();
  await proxy.close();
  return name;
}

const newName = () => `t${crypto.randomUUID().replaceAll("-", "")}`;

/** A fresh database on a libSQL server, behind a proxy of its own. */
export async function remoteDatabase(
  server: Pick<Sqld, "port" | "admin_port">,
  now: Date,
  { request_ms }: { request_ms?: number } = {},
): Promise<RemoteDatabase> {
  const template = templates.get(server.port) ?? migrated(server, now);
  templates.set(server.port, template);
  const name = newName();
  await administer(server, "POST", `${await template}/fork/${name}`);
  const proxy = await openProxy({ port: server.port, database: name });
  const database = await openDatabase({ url: proxy.url, request_ms });
  let copies = 0;
  return {
    database,
    proxy,
    async onCopy(run) {
      const copy = `${name}c${++copies}`;
      await administer(server, "POST", `${name}/fork/${copy}`);
      proxy.database = copy;
      try {
        return await run();
      } finally {
        proxy.database = name;
        await administer(server, "DELETE", copy);
      }
    },
    async close() {
      await database.close();
      await proxy.close();
      await administer(server, "DELETE", name);
    },
  };
}

function serverIn(setting: string | undefined): Pick<Sqld, "port" | "admin_port"> | null {
  const [port, admin_port] = (setting ?? "").split(":").map(Number);
  return port && admin_port ? { port, admin_port } : null;
}
