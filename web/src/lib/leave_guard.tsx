import type { JSX } from "preact";
import { useLocation } from "preact-iso/router";
import { useEffect, useRef, useState } from "preact/hooks";
import { ConfirmDialog } from "../components/dialog.tsx";
import { guardHistory } from "./history_guard.ts";

export interface LeaveGuard {
  /** Goes to an address of the app, after asking. */
  go(href: string): void;
  /** The question; to be put into the page. */
  dialog: JSX.Element;
}

// No address of the app: it begins with no slash.
const BACK = "back";

/**
 * Asks before a page with unsaved work is left: by a link, by Back, by closing the tab.
 * `what` completes "The … that you did not save is lost".
 */
export function useLeaveGuard(
  { dirty, what, onLeave }: { dirty: boolean; what: string; onLeave?(): void },
): LeaveGuard {
  const { url, route } = useLocation();
  const [asked, setAsked] = useState<string | null>(null);
  const leaving = useRef(false);

  useEffect(() => {
    if (!dirty) return;
    function unload(event: BeforeUnloadEvent) {
      event.preventDefault();
    }
    // Capturing, so that the router does not hear of it before the answer.
    function click(event: MouseEvent) {
      const href = plainLink(event);
      if (!href || leaving.current) return;
      event.preventDefault();
      event.stopPropagation();
      setAsked(href);
    }
    function pop(event: PopStateEvent) {
      if (leaving.current) return;
      event.stopImmediatePropagation();
      history.pushState(null, "", url);
      setAsked(BACK);
    }
    addEventListener("beforeunload", unload);
    addEventListener("click", click, { capture: true });
    const release = guardHistory(pop);
    return () => {
      removeEventListener("beforeunload", unload);
      removeEventListener("click", click, { capture: true });
      release();
    };
  }, [dirty, url]);

  function leave() {
    const to = asked;
    setAsked(null);
    onLeave?.();
    leaving.current = true;
    if (to === BACK) history.back();
    else if (to) route(to);
    // The page may stay the same one, with another date: it guards again.
    setTimeout(() => leaving.current = false, 100);
  }

  return {
    go: (href) => dirty ? setAsked(href) : route(href),
    dialog: (
      <ConfirmDialog
        open={asked !== null}
        title="Leave without saving?"
        confirm="Leave"
        danger
        onConfirm={leave}
        onClose={() => setAsked(null)}
      >
        <p>The {what} that you did not save is lost</p>
      </ConfirmDialog>
    ),
  };
}

/** The address in this app that a plain click on a link goes to. */
function plainLink(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return null;
  }
  const link = (event.target as Element).closest?.("a");
  if (!link?.href || link.target || link.download || link.origin !== location.origin) return null;
  return link.getAttribute("href")!.startsWith("#") ? null : link.href.slice(link.origin.length);
}
