import type { Client, InStatement, ResultSet } from "@libsql/client";
import type { SQLWrapper } from "drizzle-orm";
import { compile, rows, type Select } from "./query.ts";

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
 */
export interface Database {
  /** Runs the queries on one snapshot. */
  read(queries: readonly Select<unknown>[]): Promise<Answer[]>;
  /** Runs statements, all or none, and answers those that are queries. */
  write(statements: readonly (SQLWrapper | Select<unknown>)[]): Promise<(Answer | null)[]>;
  close(): Promise<void>;
}

export interface DatabaseConfig {
  /** `file:…`, `:memory:`, or the address of a libSQL server. */
  url: string;
  token?: string;
}

/** Opens the database. The native addon is loaded for a file, and only then. */
export async function openDatabase({ url, token }: DatabaseConfig): Promise<LibsqlDatabase> {
  const embedded = url.startsWith("file:") || url === ":memory:";
  const { createClient } = embedded
    ? await import("@libsql/client")
    : await import("@libsql/client/web");
  const client = createClient({ url, authToken: token, intMode: "number" });
  if (embedded) {
    await client.execute("pragma journal_mode = wal");
    await client.execute("pragma busy_timeout = 5000");
  }
  return new LibsqlDatabase(client, { file: url.startsWith("file:") });
}

export class LibsqlDatabase implements Database {
  #client: Client;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(client: Client, private readonly options: { file: boolean }) {
    this.#client = client;
  }

  async read(queries: readonly Select<unknown>[]): Promise<Answer[]> {
    const results = await this.#client.batch(queries.map((query) => compile(rows(query))), "read");
    return results.map(answer);
  }

  async write(statements: readonly (SQLWrapper | Select<unknown>)[]): Promise<(Answer | null)[]> {
    const queries = statements.map(isSelect);
    const compiled = statements.map((statement, i) =>
      compile(queries[i] ? rows(statement as Select<unknown>) : statement)
    );
    const results = await this.run(compiled);
    return results.map((result, i) => queries[i] ? answer(result) : null);
  }

  /** Runs plain statements as one write. One at a time: libSQL has one writer. */
  run(statements: InStatement[]): Promise<ResultSet[]> {
    const turn = this.#lastWrite.then(() => this.#client.batch(statements, "write"));
    this.#lastWrite = turn.catch(() => {});
    return turn;
  }

  /** Waits for the last write, and leaves one file that can be copied. */
  async close(): Promise<void> {
    await this.#lastWrite;
    if (this.options.file) await this.#client.execute("pragma wal_checkpoint(truncate)");
    this.#client.close();
  }
}

function isSelect(statement: SQLWrapper): boolean {
  return "getSelectedFields" in statement;
}

function answer(result: ResultSet): Answer {
  const text = String(result.rows[0].rows);
  return { rows: JSON.parse(text), text };
}

/** What a constraint says was broken, or null where the error is another one. */
export function brokenConstraint(error: unknown): { kind: string; on: string } | null {
  // Over HTTP there is no extended code, so the message is what both drivers share.
  const found = /(UNIQUE|FOREIGN KEY|CHECK|NOT NULL) constraint failed(?:: (.*))?/.exec(
    error instanceof Error ? error.message : "",
  );
  return found && { kind: found[1], on: found[2] ?? "" };
}
