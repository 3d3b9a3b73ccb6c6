import { useLocation } from "preact-iso/router";

/** The values of a page's search parameters; one that is absent has its default. */
export function readParams<T extends Record<string, string>>(
  search: string,
  defaults: T,
): T {
  const found = new URLSearchParams(search);
  const values: Record<string, string> = {};
  for (const [name, fallback] of Object.entries(defaults)) {
    values[name] = found.get(name) ?? fallback;
  }
  return values as T;
}

/**
 * The search part of the URL after `patch`, `""` or with its `?`. Defaults are left out, so that
 * one view has one address; any change but of the cursor itself goes back to the first page.
 */
export function writeParams<T extends Record<string, string>>(
  search: string,
  change: { defaults: T; patch: Partial<T> },
): string {
  const params = new URLSearchParams(search);
  const { defaults, patch } = change;
  if (!("cursor" in patch)) params.delete("cursor");
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined || value === defaults[name]) params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

export interface UrlState<T> {
  values: T;
  /** Goes to the page with these values; `replace` while someone is typing. */
  set(patch: Partial<T>, options?: { replace?: boolean }): void;
  /** The address with these values, for a link. */
  href(patch: Partial<T>): string;
}

/** Sort, search and page of a list, kept in the address. `defaults` names what is kept. */
export function useUrlState<T extends Record<string, string>>(
  defaults: T,
): UrlState<T> {
  const { url, path, route } = useLocation();
  const search = searchOf(url);
  function href(patch: Partial<T>) {
    return path + writeParams(search, { defaults, patch });
  }
  return {
    values: readParams(search, defaults),
    href,
    set(patch, { replace = false } = {}) {
      const next = href(patch);
      if (next !== path + search) route(next, replace);
    },
  };
}

function searchOf(url: string): string {
  const at = url.indexOf("?");
  return at === -1 ? "" : url.slice(at).split("#")[0];
}

/**
 * The path of an address within this app, as the browser would read it, or null: a tab or a line
 * break in it is dropped, so that `/\t/host` is another site.
 */
export function pathInApp(address: string | null | undefined): string | null {
  if (!address?.startsWith("/") || !URL.canParse(address, location.origin)) return null;
  const { origin, pathname, search, hash } = new URL(address, location.origin);
  // `/a/..//host` is of this origin, and yet its path is another site to whoever follows it.
  if (origin !== location.origin || pathname.startsWith("//")) return null;
  return pathname + search + hash;
}

/** A path of this app to go to after sign-in; anything else (another site, a scheme) is `/`. */
export function safeNext(next: string | null | undefined): string {
  const path = pathInApp(next);
  return path === null || path.startsWith("/sign-in") ? "/" : path;
}
