import type { ComponentChildren } from "preact";
import type { QueryState } from "../lib/use_query.ts";
import { ErrorPanel } from "./error_panel.tsx";
import { Skeleton } from "./skeleton.tsx";

interface LoadProps<T> {
  query: QueryState<T>;
  /** What stands there while the first answer is on its way. */
  skeleton?: ComponentChildren;
  children(value: T): ComponentChildren;
}

/** What a query has: its value, its problem with a way to try again, or the shape of what comes. */
export function Load<T>({ query, skeleton, children }: LoadProps<T>) {
  const { value, problem, reload } = query;
  if (problem) return <ErrorPanel problem={problem} onRetry={() => void reload()} />;
  if (value === null) return <>{skeleton ?? <Skeleton />}</>;
  return <>{children(value)}</>;
}
