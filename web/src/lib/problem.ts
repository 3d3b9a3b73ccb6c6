/** RFC 9457 problem details as Laurel's API sends them; `status` 0 means that no answer came. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  request_id: string | null;
  errors?: { path: string; message: string }[];
  /** Seconds to wait before the next try, from Retry-After. */
  retry_after?: number;
}

export type Result<T> =
  | { ok: true; value: T; etag: string | null }
  | { ok: false; problem: Problem };

export function offlineProblem(): Problem {
  return {
    type: "laurel:offline",
    title: "Could not reach Laurel",
    status: 0,
    detail: "Check the internet connection, then try again",
    request_id: null,
  };
}

export function timeoutProblem(seconds: number): Problem {
  return {
    type: "laurel:timeout",
    title: "Laurel took too long to answer",
    status: 0,
    detail: `No answer came within ${seconds} seconds. Try again: nothing is saved twice`,
    request_id: null,
  };
}

/** A body that is not the API's own: a proxy's error page, or a cut connection. */
export function strangeProblem(status: number): Problem {
  return {
    type: "laurel:strange_answer",
    title: "Laurel sent an answer that this page cannot read",
    status,
    detail: "Load the page again. If it stays like this, tell the school office",
    request_id: null,
  };
}

export async function problemOf(response: Response): Promise<Problem> {
  const problem = await response.json().then(asProblem, () => null) ??
    strangeProblem(response.status);
  const wait = Number(response.headers.get("retry-after"));
  if (wait > 0) problem.retry_after = wait;
  problem.request_id ??= response.headers.get("x-request-id");
  return { ...problem, status: response.status };
}

function asProblem(body: unknown): Problem | null {
  if (typeof body !== "object" || body === null) return null;
  const { type, title, status, detail, request_id, errors } = body as Partial<
    Problem
  >;
  if (typeof title !== "string") return null;
  return {
    type: type ?? "about:blank",
    title,
    status: status ?? 0,
    detail: detail ?? "",
    request_id: request_id ?? null,
    errors,
  };
}

/**
 * Messages by field, from a problem's `body.…` paths: `body.name` is `name`,
 * `body.marks.3.grade` is `marks.3.grade`.
 */
export function fieldErrors(problem: Problem | null): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of problem?.errors ?? []) {
    if (!path.startsWith("body.")) continue;
    found[path.slice("body.".length)] ??= message;
  }
  return found;
}

/**
 * A problem that is about one field though the API says it of the whole request (a wrong code or
 * password is 403): its words go to the field of that name.
 */
export function atField<T>(
  result: Result<T>,
  { status, field }: { status: number; field: string },
): Result<T> {
  if (result.ok || result.problem.status !== status) return result;
  const errors = [{ path: `body.${field}`, message: result.problem.detail }];
  return { ok: false, problem: { ...result.problem, errors } };
}

/** What the reader can do about it, by status; null where the detail says it already. */
export function whatToDo(problem: Problem): string | null {
  if (problem.retry_after && [429, 503].includes(problem.status)) {
    return `Wait ${problem.retry_after} seconds, then try again`;
  }
  switch (problem.status) {
    case 403:
      return problem.detail ? null : "Ask the school office if you need this";
    case 404:
      return problem.detail ? null : "Check the link, or go back and choose again";
    case 412:
      return "Load the newest version, then make your change again";
    case 500:
      return "Try again. If it stays like this, give the school office the request id below";
    case 503:
      return "Wait a moment, then try again";
    default:
      return null;
  }
}
