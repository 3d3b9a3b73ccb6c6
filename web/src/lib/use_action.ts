import { useRef, useState } from "preact/hooks";
import type { Problem, Result } from "./problem.ts";
import { toast } from "./toast.ts";

export interface Action<Input, Value> {
  /** Ignored while one is under way: a second tap does not send a second time. */
  run(input: Input): Promise<Result<Value> | null>;
  busy: boolean;
  problem: Problem | null;
  /** Forget the problem, as when a dialog opens again. */
  reset(): void;
}

/** A write: busy while it runs, the problem if it failed, a toast or `onDone` when it is done. */
export function useAction<Input, Value>(
  perform: (input: Input) => Promise<Result<Value>>,
  options: {
    onDone?: (value: Value, etag: string | null) => void;
    done_message?: string | ((value: Value) => string);
  } = {},
): Action<Input, Value> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);

  async function run(input: Input): Promise<Result<Value> | null> {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setProblem(null);
    const result = await perform(input);
    running.current = false;
    setBusy(false);
    if (!result.ok) {
      setProblem(result.problem);
      return result;
    }
    const { done_message, onDone } = options;
    if (done_message) {
      toast(
        typeof done_message === "string" ? done_message : done_message(result.value),
      );
    }
    onDone?.(result.value, result.etag);
    return result;
  }

  return { run, busy, problem, reset: () => setProblem(null) };
}
