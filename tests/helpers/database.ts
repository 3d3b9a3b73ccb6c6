import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import { type LibsqlDatabase, openDatabase } from "../../db/client.ts";
import { migrate } from "../../db/migrate.ts";
import { memoryFolder } from "./folder.ts";
import { parts } from "./parts.ts";
import { openProxy, type Proxy } from "./proxy.ts";
import { administer, type Sqld } from "./sqld.ts";

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
  if (parts) return await remoteDatabase(parts.sqld, now);
  const { path, folder } = await (template ??= migratedFile(now));
  return await copyOf(path, folder);
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

export interface RemoteDatabase extends TestDatabase {
  proxy: Proxy;
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
  return await forkOf(await template, { server, request_ms });
}

async function forkOf(
  original: string,
  { server, request_ms }: { server: Pick<Sqld, "port" | "admin_port">; request_ms?: number },
): Promise<RemoteDatabase> {
  const name = newName();
  await administer(server, "POST", `${original}/fork/${name}`);
  const proxy = await openProxy({ port: server.port, database: name });
  const database = await openDatabase({ url: proxy.url, request_ms });
  const others: LibsqlDatabase[] = [];
  return {
    database,
    proxy,
    async another() {
      others.push(await openDatabase({ url: proxy.url, request_ms }));
      return others.at(-1)!;
    },
    copy: () => forkOf(name, { server, request_ms }),
    async close() {
      await Promise.all([database, ...others].map((it) => it.close()));
      await proxy.close();
      await administer(server, "DELETE", name);
    },
  };
}
