import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import { type LibsqlDatabase, openDatabase } from "../../db/client.ts";
import { knownMigrations, migrate } from "../../db/migrate.ts";
import { memoryFolder } from "./folder.ts";
import { parts } from "./parts.ts";
import { openProxy, type Proxy } from "./proxy.ts";
import { administer, databaseHeader, type Sqld } from "./sqld.ts";

/** A migrated database that nobody else has, and how to be rid of it. */
export interface TestDatabase {
  database: LibsqlDatabase;
  /** Opens it once more, as another instance of the program does; closed with it. */
  another?(): Promise<LibsqlDatabase>;
  copy?(): Promise<TestDatabase>;
  close(): Promise<void>;
}

/** A fresh database: a file, in memory where that can be, or on the server that the tests run over. */
export async function freshDatabase(now: Date): Promise<TestDatabase> {
  if (parts) return await databaseOn(parts.sqld, await newOn(parts.sqld, now));
  const { path, folder } = await (template ??= migratedFile(now));
  return await copyOf(path, folder);
}

/** A database in memory that has had every migration before this one, as a school that was there. */
export async function databaseBefore(migration: string): Promise<LibsqlDatabase> {
  const database = await openDatabase({ url: ":memory:" });
  const before = (await knownMigrations()).filter(({ name }) => name < migration);
  await database.run(["create table migrations (name text primary key, applied_at text not null)"]);
  for (const { name, statements } of before) {
    await database.run([...statements, {
      sql: "insert into migrations (name, applied_at) values (?, '')",
      args: [name],
    }]);
  }
  return database;
}

/** A copy of a file in the folder. */
async function copyOf(original: string, folder: string): Promise<TestDatabase> {
  const path = `${folder}/${newName()}.db`;
  const client = createClient({ url: pathToFileURL(original).href });
  await client.execute({ sql: "vacuum into ?", args: [path] });
  client.close();
  const database = await openDatabase({ url: pathToFileURL(path).href });
  return { database, copy: () => copyOf(path, folder), close: () => database.close() };
}

/** Migrated once, to be copied; gone with the process. */
let template: ReturnType<typeof migratedFile> | undefined;

async function migratedFile(now: Date) {
  const { folder, remove } = memoryFolder();
  addEventListener("unload", remove);
  const path = `${folder}/whole.db`;
  const database = await openDatabase({ url: pathToFileURL(path).href });
  await migrate(database, { now });
  await database.close();
  return { path, folder };
}

type Server = Pick<Sqld, "port" | "admin_port">;

/** A migrated database on a server, to be copied: one for each file of tests, or each server. */
const templates = new Map<number, Promise<string>>();

async function migrated(server: Server, now: Date): Promise<string> {
  const name = newName();
  await administer(server, "POST", `${name}/create`);
  const database = await openDatabase(at(server, name));
  await migrate(database, { now });
  await database.close();
  return name;
}

const newName = () => `t${crypto.randomUUID().replaceAll("-", "")}`;

const at = ({ port }: Server, name: string) => ({
  url: `http://127.0.0.1:${port}`,
  headers: databaseHeader(name),
});

/** The name of a fresh database on a server. */
async function newOn(server: Server, now: Date): Promise<string> {
  const template = templates.get(server.port) ?? migrated(server, now);
  templates.set(server.port, template);
  return await forkOf(await template, server);
}

async function forkOf(original: string, server: Server): Promise<string> {
  const name = newName();
  await administer(server, "POST", `${original}/fork/${name}`);
  return name;
}

/** A database on a server, opened as often as it is asked for. */
async function databaseOn(server: Server, name: string): Promise<TestDatabase> {
  const opened: LibsqlDatabase[] = [];
  const another = async () => {
    opened.push(await openDatabase(at(server, name)));
    return opened.at(-1)!;
  };
  return {
    database: await another(),
    another,
    copy: async () => databaseOn(server, await forkOf(name, server)),
    async close() {
      await Promise.all(opened.map((database) => database.close()));
      await administer(server, "DELETE", name);
    },
  };
}

export interface RemoteDatabase extends TestDatabase {
  proxy: Proxy;
  another(): Promise<LibsqlDatabase>;
}

/** A fresh database on a libSQL server, behind a proxy of its own that counts and fails. */
export async function remoteDatabase(
  server: Server,
  now: Date,
  { request_ms }: { request_ms?: number } = {},
): Promise<RemoteDatabase> {
  const name = await newOn(server, now);
  const proxy = await openProxy({ port: server.port, database: name });
  const { url } = proxy;
  const opened: LibsqlDatabase[] = [];
  const another = async () => {
    opened.push(await openDatabase({ url, request_ms }));
    return opened.at(-1)!;
  };
  return {
    database: await another(),
    proxy,
    another,
    async close() {
      await Promise.all(opened.map((database) => database.close()));
      await proxy.close();
      await administer(server, "DELETE", name);
    },
  };
}
