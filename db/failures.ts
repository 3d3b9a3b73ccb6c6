/** The database did not answer, or not in time. */
export class DatabaseDown extends Error {
  override name = "DatabaseDown";
  /** Whether the write that it did not answer may have been done all the same. */
  readonly maybe_written: boolean;

  constructor({ maybe_written, cause }: { maybe_written: boolean; cause?: unknown }) {
    super("the database did not answer", { cause });
    this.maybe_written = maybe_written;
  }
}

/** The request for the database got no answer that is the database's. */
export class Unreached extends Error {
  override name = "Unreached";
  constructor(readonly arrived: "never" | "maybe", cause?: unknown) {
    super("the database could not be reached", { cause });
  }
}

/** What a constraint says was broken, or null where the error is another one. */
export function brokenConstraint(error: unknown): { kind: string; on: string } | null {
  // Over HTTP there is no extended code, so the message is what both drivers share.
  const found = /(UNIQUE|FOREIGN KEY|CHECK|NOT NULL) constraint failed(?:: ([^\n]*))?/.exec(
    error instanceof Error ? error.message : "",
  );
  return found && { kind: found[1], on: found[2] ?? "" };
}

/** Somebody else was writing: nothing was done. */
export function isBusy(error: unknown): boolean {
  return chain(error).some(({ message }) => /SQLITE_BUSY|database is locked/.test(message));
}

/**
 * The database is there and can't do it: its disk is full, its file is broken or can't be
 * written, a plan's quota is used up. Nothing was done, but for an I/O error, which may come late.
 */
export function isUnable(error: unknown): boolean {
  return chain(error).some(({ message }) =>
    /SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)|BLOCKED: /.test(message)
  );
}

export function isUnreached(error: unknown): boolean {
  return chain(error).some((cause) => cause instanceof Unreached);
}

export function failedOnDisk(error: unknown): boolean {
  return chain(error).some(({ message }) => /SQLITE_IOERR/.test(message));
}

export function neverArrived(error: unknown): boolean {
  return chain(error).some((cause) => cause instanceof Unreached && cause.arrived === "never");
}

/** An error and what caused it, for the client wraps what the network says. */
function chain(error: unknown): Error[] {
  return error instanceof Error ? [error, ...chain(error.cause)] : [];
}
