type Guard = (event: PopStateEvent) => void;

let guard: Guard | null = null;

/**
 * Listens to Back and Forward before the router does: the window's listeners run in the order in
 * which they came, so this module has to be loaded before the app is rendered.
 */
addEventListener("popstate", (event) => guard?.(event));

/** One page at a time may stop the router from hearing of it. Returns the way out. */
export function guardHistory(next: Guard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}
