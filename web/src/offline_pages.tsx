import { useState } from "preact/hooks";
import { type LazyPage, lazyPage } from "./components/lazy_page.tsx";
import { is_staff, offline } from "./lib/session.ts";

const load = () => import("./features/offline/offline_home.tsx");
const HOME = lazyPage(load, (module) => module.OfflineHome);
const ANY = lazyPage(load, (module) => module.OfflinePage);
/** Takes its class from the device by itself. */
const REGISTER = "/classes/:id/register/:date";

const made = new Map<string, LazyPage>();

/**
 * The page, or what stands in its place for those who take registers when it is opened without the
 * network. What is on the screen when the network goes stays there.
 */
export function orOffline(path: string, Page: LazyPage): LazyPage {
  if (path === REGISTER) return Page;
  const Without = path === "/" ? HOME : ANY;
  function Either(props: Record<string, unknown>) {
    const without = is_staff.value && (offline.value || !navigator.onLine);
    const [opened_without] = useState(without);
    return opened_without && without ? <Without {...props} /> : <Page {...props} />;
  }
  if (!made.has(path)) made.set(path, Object.assign(Either, { preload: Page.preload }));
  return made.get(path)!;
}
