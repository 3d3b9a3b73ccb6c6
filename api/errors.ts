/** What a service throws when it will not do a thing. `http/problem.ts` makes the answer of it. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 503,
    readonly detail: string,
    readonly more: { errors?: FieldError[]; part?: string; retry_after?: number } = {},
  ) {
    super(detail);
  }
}

/** One field that is wrong; `path` as `body.marks.3.grade`, `query.limit`, `path.student_id`. */
export interface FieldError {
  path: string;
  message: string;
}

export const badInput = (errors: FieldError[]) =>
  new Refusal(400, "Some of what was sent can't be used. Correct it and send it again", { errors });

export const signInFirst = () =>
  new Refusal(401, "You are not signed in, or your session has ended. Sign in again");

export const notAllowed = (detail = "Your role may not do this. Ask the school office") =>
  new Refusal(403, detail);

/**
 * It does not exist, or is not yours to see: the answer does not tell which. `paths` say
 * which of those that were sent are meant.
 */
export function notFound(thing: string, paths: string[] = []): Refusal {
  const detail = `There is no such ${thing}, or it is not yours to see`;
  if (paths.length === 0) return new Refusal(404, detail);
  return new Refusal(404, detail, { errors: paths.map((path) => ({ path, message: detail })) });
}

export const conflict = (detail: string) => new Refusal(409, detail);

export const changedMeanwhile = () =>
  new Refusal(
    412,
    "Someone changed this since you read it. Read it again, then repeat your change",
  );

/** The same where If-Match says it: what is there was read already, so looking again is of no use. */
export class Stale extends Refusal {
  constructor() {
    const { status, detail } = changedMeanwhile();
    super(status, detail);
  }
}

/** The first row, or 404 where there is none. */
export function one<T>(rows: T[], thing: string): T {
  if (rows.length === 0) throw notFound(thing);
  return rows[0];
}
