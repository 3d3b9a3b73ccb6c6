import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { keep, recall } from "./cache.ts";
import { type CallOptions, urlOf } from "./client.ts";
import type { Problem } from "./problem.ts";
import { api } from "./session.ts";

export interface QueryState<T> {
  /** The newest answer; while another page of it loads, still the one before. */
  value: T | null;
  etag: string | null;
  problem: Problem | null;
  /** True while a request is on its way. */
  loading: boolean;
  reload(): Promise<void>;
  /** Put an answer that a write returned in its place, without asking again. */
  set(value: T, etag?: string | null): void;
}

/**
 * Reads a path of the API and reads it again when the path or the query changes.
 * `path` null reads nothing. What was read before is shown at once, then checked.
 */
export function useQuery<T>(
  path: string | null,
  query?: CallOptions["query"],
): QueryState<T> {
  const key = path === null ? null : urlOf({ path, query });
  const [, render] = useState(0);
  const state = useRef<Shown>({ key: null, value: null, etag: null });
  const problem = useRef<Problem | null>(null);
  const loading = useRef(key !== null);
  const newest = useRef<AbortController | null>(null);

  if (state.current.key !== key) {
    const known = key === null ? undefined : recall(key);
    // Rows of another page of the same list stay until the new ones come; another thing's do not.
    const same_path = key?.split("?")[0] === state.current.key?.split("?")[0];
    if (known) state.current = { key, ...known };
    else if (same_path) state.current = { ...state.current, key };
    else state.current = { key, value: null, etag: null };
    problem.current = null;
    loading.current = key !== null;
  }

  const load = useCallback(async () => {
    newest.current?.abort();
    if (key === null) return;
    const controller = new AbortController();
    newest.current = controller;
    loading.current = true;
    render((n) => n + 1);
    const result = await api.get<T>(key, { signal: controller.signal });
    if (controller.signal.aborted) return;
    loading.current = false;
    if (result.ok) {
      keep(key, result);
      state.current = { key, value: result.value, etag: result.etag };
      problem.current = null;
    } else {
      problem.current = result.problem;
    }
    render((n) => n + 1);
  }, [key]);

  useEffect(() => {
    void load();
    return () => newest.current?.abort();
  }, [load]);

  return {
    value: state.current.value as T | null,
    etag: state.current.etag,
    problem: problem.current,
    loading: loading.current,
    reload: load,
    set(value, etag = null) {
      if (key === null) return;
      newest.current?.abort();
      keep(key, { value, etag });
      state.current = { key, value, etag };
      problem.current = null;
      loading.current = false;
      render((n) => n + 1);
    },
  };
}

interface Shown {
  key: string | null;
  value: unknown;
  etag: string | null;
}
