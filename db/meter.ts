/** What a caller has used of the database, and until when it waits for it. */
export interface Meter {
  requests: number;
  /** Rows that the server scanned and wrote, as it bills them; only a remote one says. */
  rows_read: number;
  rows_written: number;
  /** `performance.now()` at which the caller has to have an answer of its own. */
  deadline: number;
}

/** A fresh meter; without a deadline for what no caller waits for: a migration, a sweep. */
export function newMeter(deadline = Infinity): Meter {
  return { requests: 0, rows_read: 0, rows_written: 0, deadline };
}
