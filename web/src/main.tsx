import { render } from "preact";
import { LocationProvider } from "preact-iso/router";
import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./app.tsx";
import "./lib/history_guard.ts";
import { preloadAddress } from "./routes.ts";
import { followOtherTabs, start } from "./lib/session.ts";

preloadAddress(location.pathname);
void start();
followOtherTabs();

render(
  <LocationProvider scope={/^\/(?!api\/|docs|openapi\.json)/}>
    <App />
  </LocationProvider>,
  document.getElementById("app")!,
);
