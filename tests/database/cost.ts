import assert from "node:assert/strict";
import type { RemoteDatabase } from "../helpers/database.ts";
import type { School } from "../helpers/school.ts";
import type { Asked } from "./operations.ts";

/** One statement, and what the server says that it took. */
export interface Step {
  sql: string;
  rows_read: number;
  rows_written: number;
  /** Rows that it inserted, changed or deleted, without what its triggers did. */
  affected: number;
}

/** What a request cost the database, as the server's own replies say. */
export interface Cost {
  asked: Asked;
  status: number;
  // What an answer holds differs by operation.
  // deno-lint-ignore no-explicit-any
  body: any;
  requests: number;
  rows_read: number;
  rows_written: number;
  steps: Step[];
}

/** What a request costs; where it writes, what it wrote is undone. */
export async function costOf(
  { school, remote: { proxy } }: { school: School; remote: RemoteDatabase },
  asked: Asked,
): Promise<Cost> {
  const { method, path, as, body, headers } = asked;
  const from = proxy.exchanges.length;
  proxy.undoes = true;
  const answered = await school.request(method, path, { as, body, headers });
  proxy.undoes = false;
  const exchanges = proxy.exchanges.slice(from);
  const total = (of: "rows_read" | "rows_written") =>
    exchanges.reduce((sum, exchange) => sum + exchange[of], 0);
  const cost = {
    requests: exchanges.length,
    rows_read: total("rows_read"),
    rows_written: total("rows_written"),
  };
  const { db_requests, rows_read, rows_written } = JSON.parse(school.requests.at(-1)!);
  assert.deepEqual({ requests: db_requests, rows_read, rows_written }, cost, "as it is logged");
  const steps = exchanges.flatMap(stepsOf);
  return { asked, status: answered.status, body: answered.body, ...cost, steps };
}

/** The statements of one exchange in libSQL's protocol, each beside its result. */
function stepsOf({ sent, answered }: { sent: string; answered: string }): Step[] {
  const { requests } = JSON.parse(sent);
  const texts = new Map<number, string>();
  const steps: Step[] = [];
  for (const [i, { type, sql_id, sql, batch }] of requests.entries()) {
    if (type === "store_sql") texts.set(sql_id, sql);
    if (type !== "batch") continue;
    const { step_results } = JSON.parse(answered).results[i].response.result;
    for (const [j, { stmt }] of batch.steps.entries()) {
      const result = step_results[j];
      if (!result) continue;
      const { rows_read, rows_written, affected_row_count: affected } = result;
      steps.push({ sql: stmt.sql ?? texts.get(stmt.sql_id), rows_read, rows_written, affected });
    }
  }
  return steps;
}
