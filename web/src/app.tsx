import { Route, Router, useLocation } from "preact-iso/router";
import { useEffect } from "preact/hooks";
import { CrashGuard } from "./components/crash_guard.tsx";
import { ErrorPanel } from "./components/error_panel.tsx";
import { Toasts } from "./components/toasts.tsx";
import { NotFoundPage } from "./features/not_found/not_found_page.tsx";
import { FrontPage } from "./features/session/front_page.tsx";
import { SignInPage } from "./features/session/sign_in_page.tsx";
import type { Me } from "./lib/api_types.ts";
import { announceRoute, expectHeading } from "./lib/page.ts";
import { left_on_purpose, me, school, session_state, start, start_problem } from "./lib/session.ts";
import { orOffline } from "./offline_pages.tsx";
import { safeNext } from "./lib/url_state.ts";
import { PAGES, preloadPages, PUBLIC_PAGES } from "./routes.ts";
import { Shell } from "./shell.tsx";

export function App() {
  return (
    <>
      <Screen />
      <Toasts />
    </>
  );
}

function Screen() {
  if (start_problem.value) {
    return (
      <FrontPage title="Laurel could not start">
        <ErrorPanel problem={start_problem.value} onRetry={() => void start()} />
      </FrontPage>
    );
  }
  if (session_state.value === "starting" || !school.value) return null;
  if (session_state.value === "signed_in" && me.value) {
    return <SignedIn me={me.value} />;
  }
  return <SignedOut />;
}

// The address says which page; these say which of them this visitor has.

function SignedIn({ me }: { me: Me }) {
  const { path, query } = useLocation();
  const from_front = path === "/sign-in" || path === "/setup" || path === "/register";
  useEffect(() => preloadPages(me.role), [me.role]);
  if (from_front) return <Redirect to={safeNext(query.next)} />;
  if (path === "/invite") return <SignedOut />;
  const routes = PAGES
    .filter(({ roles }) => !roles || roles.includes(me.role))
    .map(({ path, page }) => <Route key={path} path={path} component={orOffline(path, page)} />);
  return (
    <Shell me={me}>
      <CrashGuard reset_on={path}>
        <Router onRouteChange={announceRoute}>
          {[...routes, <Route key="none" default component={NotFoundPage} />]}
        </Router>
      </CrashGuard>
    </Shell>
  );
}

function SignedOut() {
  const { url, path } = useLocation();
  const setup_needed = school.value!.setup_needed;
  if (setup_needed && path !== "/setup") return <Redirect to="/setup" />;
  if (!setup_needed && path === "/setup") return <Redirect to="/sign-in" />;
  const known = path === "/sign-in" || PUBLIC_PAGES.some((page) => page.path === path);
  if (!known) {
    const next = path === "/" || left_on_purpose.value ? "" : `?next=${encodeURIComponent(url)}`;
    return <Redirect to={`/sign-in${next}`} />;
  }
  const routes = PUBLIC_PAGES.map(({ path, page }) => (
    <Route key={path} path={path} component={page} />
  ));
  return (
    <Router onRouteChange={announceRoute}>
      {[...routes, <Route key="/sign-in" path="/sign-in" component={SignInPage} />]}
    </Router>
  );
}

function Redirect({ to }: { to: string }) {
  const { route } = useLocation();
  useEffect(() => {
    expectHeading();
    route(to, true);
  }, [to]);
  return null;
}
