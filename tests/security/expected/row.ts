import type { TwoFamilies } from "../../helpers/families.ts";

/**
 * What an operation answers to every role. A number is the status that our own
 * family (or its teacher, or the office) gets for a request about `ours`.
 */
export interface Expected {
  path: (f: TwoFamilies) => string;
  body?: (f: TwoFamilies) => unknown;
  headers?: Record<string, string>;
  /** Admin, Teacher, Student, Parent. */
  status: [number, number, number, number];
}

/** By the operation's id; `public` is one that needs no session. */
export type ExpectedRows = Record<string, Expected | "public">;

export const at = (path: string) => () => path;
export const student = (rest = "") => ({ ours }: TwoFamilies) =>
  `/api/students/${ours.student_id}${rest}`;
export const klass = (rest = "") => ({ ours }: TwoFamilies) =>
  `/api/classes/${ours.class_id}${rest}`;
export const body = (value: unknown) => () => value;

export const OFFICE = (ok: number): Expected["status"] => [ok, 403, 403, 403];
export const STAFF = (ok: number): Expected["status"] => [ok, ok, 403, 403];
export const FAMILY = (ok: number): Expected["status"] => [ok, ok, ok, ok];
