import { AsyncLocalStorage } from "node:async_hooks";
import type { Client, InStatement, ResultSet } from "@libsql/client";
import type { SQLWrapper } from "drizzle-orm";
import {
  DatabaseDown,
  failedOnDisk,
  isBusy,
  isUnable,
  isUnreached,
  neverArrived,
} from "./failures.ts";
import { type Meter, newMeter } from "./meter.ts";
import { compile, isSelect, rows, type Select } from "./query.ts";
import { remoteFetch } from "./remote.ts";

/** What each query of a batch answers, in order. */
export type Results<Q extends readonly Select<unknown>[]> = {
  [K in keyof Q]: Q[K] extends Select<infer T> ? T[] : never;
};

/** The rows of one query, and the text they came as: equal texts are equal rows. */
export interface Answer {
  rows: unknown[];
  text: string;
}

/**
 * The school's database. Every call is one request to it, and one transaction.
 * A failed statement undoes the whole of a write.
 * @throws {DatabaseDown} when it can't be reached, or not in time
 */
export interface Database {
  /** Runs the queries on one snapshot. */
  read(queries: readonly Select<unknown>[], meter?: Meter): Promise<Answer[]>;
  /** Runs statements, all or none, and answers those that are queries. */
  write(
    statements: readonly (SQLWrapper | Select<unknown>)[],
    meter?: Meter,
  ): Promise<(Answer | null)[]>;
  close(): Promise<void>;
}

export interface DatabaseConfig {
  /** `file:…`, `:memory:`, or the address of a libSQL server. */
  url: string;
  token?: string;
  /** How long one request to a server may take; 3 s where it is left out. */
  request_ms?: number;
  /** Sent with each request to a server, as to one of many databases that names them so. */
  headers?: Record<string, string>;
}

/** Opens the database. The native addon is loaded for a file, and only then. */
export async function openDatabase(
  { url, token, request_ms, headers }: DatabaseConfig,
): Promise<LibsqlDatabase> {
  const meters = new AsyncLocalStorage<Meter>();
  if (!url.startsWith("file:") && url !== ":memory:") {
    const { createClient } = await import("@libsql/client/web");
    const fetch = remoteFetch(() => meters.getStore(), { request_ms, headers });
    const client = createClient({ url, authToken: token, intMode: "number", fetch });
    return new LibsqlDatabase(client, { meters });
  }
  const { createClient } = await import("@libsql/client");
  const openFile = async () => {
    // One connection, for what a pragma sets is that connection's own.
    const client = createClient({ url, intMode: "number", concurrency: 1 });
    await client.execute("pragma journal_mode = wal");
    // It stands still meanwhile; who writes repeats it, with pauses.
    await client.execute("pragma busy_timeout = 500");
    // What is deleted is overwritten: an erased child is not to be read from the file.
    await client.execute("pragma secure_delete = on");
    return client;
  };
  const reopen = url === ":memory:" ? undefined : openFile;
  return new LibsqlDatabase(await openFile(), { meters, reopen });
}

export class LibsqlDatabase implements Database {
  #client: Client;
  #meters: AsyncLocalStorage<Meter>;
  /** Opens the same file once more; undefined where there is none. */
  #reopen?: () => Promise<Client>;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(
    client: Client,
    { meters, reopen }: { meters: AsyncLocalStorage<Meter>; reopen?: () => Promise<Client> },
  ) {
    this.#client = client;
    this.#meters = meters;
    this.#reopen = reopen;
  }

  async read(queries: readonly Select<unknown>[], meter?: Meter): Promise<Answer[]> {
    const statements = queries.map((query) => compile(rows(query)));
    const results = await this.#send("read", statements, meter);
    return results.map(answer);
  }

  async write(
    statements: readonly (SQLWrapper | Select<unknown>)[],
    meter?: Meter,
  ): Promise<(Answer | null)[]> {
    const queries = statements.map(isSelect);
    const compiled = statements.map((statement, i) =>
      compile(queries[i] ? rows(statement as Select<unknown>) : statement)
    );
    const results = await this.run(compiled, meter);
    return results.map((result, i) => queries[i] ? answer(result) : null);
  }

  /** Runs plain statements as one write. One at a time: libSQL has one writer. */
  run(statements: InStatement[], meter?: Meter): Promise<ResultSet[]> {
    const turn = this.#lastWrite.then(() => this.#send("write", statements, meter));
    this.#lastWrite = turn.catch(() => {});
    return turn;
  }

  /** Waits for the last write, and leaves one file that can be copied, where nothing still reads it. */
  async close(): Promise<void> {
    await this.#lastWrite;
    try {
      if (this.#reopen) await this.#client.execute("pragma wal_checkpoint(truncate)");
    } catch {
      // What is not in the file yet is in the log beside it, which the next start takes in.
    }
    this.#client.close();
  }

  /** Repeats what can't happen twice: what was refused as busy, never arrived, or only reads. */
  async #send(
    mode: "read" | "write",
    statements: InStatement[],
    meter: Meter = newMeter(),
  ): Promise<ResultSet[]> {
    for (let failures = 0;; failures++) {
      const client = this.#client;
      try {
        meter.requests++;
        return await this.#meters.run(meter, () => client.batch(statements, mode));
      } catch (error) {
        if (isUnable(error)) {
          throw new DatabaseDown({ maybe_written: failedOnDisk(error), cause: error });
        }
        const busy = isBusy(error);
        if (busy) await this.#replace(client);
        if (!busy && !isUnreached(error)) throw error;
        const safe = busy || mode === "read" || neverArrived(error);
        const pause = PAUSES[failures];
        if (!safe || pause === undefined || performance.now() + pause >= meter.deadline) {
          throw new DatabaseDown({ maybe_written: !safe, cause: error });
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /**
   * A connection of the native driver that was refused as busy can't commit from then on, for
   * the statement that was refused stays in progress. Others may be using it, so it ends later.
   */
  async #replace(client: Client): Promise<void> {
    if (!this.#reopen || this.#client !== client) return;
    const fresh = await this.#reopen();
    if (this.#client !== client) return fresh.close();
    this.#client = fresh;
    setTimeout(() => client.close());
  }
}

/** Milliseconds before each repetition. */
const PAUSES = [20, 80, 250];

function answer(result: ResultSet): Answer {
  const text = String(result.rows[0].rows);
  return { rows: JSON.parse(text), text };
}
