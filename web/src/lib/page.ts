import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { school } from "./session.ts";

// The first page loads as any page does: focus stays where the browser puts it.
let heading_wants_focus = false;
export const page_title = signal("");

/** The next page heading that appears takes the focus. */
export function expectHeading() {
  heading_wants_focus = true;
}

/** Called by the router after a move. */
export function announceRoute() {
  expectHeading();
  // A page that is there already (same component, another id) has no new heading to mount.
  queueMicrotask(focusHeading);
}

function focusHeading() {
  if (!heading_wants_focus) return;
  const heading = document.querySelector<HTMLElement>("main h1");
  if (!heading) return;
  heading_wants_focus = false;
  heading.focus({ preventScroll: true });
}

/** Names the document after the page, and gives the page's heading the focus once after a move. */
export function usePageTitle(title: string) {
  const ref = useRef<HTMLHeadingElement>(null);
  const school_name = school.value?.setup_needed ? "" : school.value?.school_name;
  useEffect(() => {
    page_title.value = title;
    document.title = [title, school_name || "Laurel"].filter(Boolean)
      .join(" · ");
  }, [title, school_name]);
  useEffect(focusHeading, []);
  return ref;
}
