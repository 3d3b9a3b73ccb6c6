import type { OpenAPIHono } from "@hono/zod-openapi";
import { assemble } from "./assemble.ts";
import type { Deps } from "./deps.ts";
import type { Env } from "./http/router.ts";

/** A feature that is not loaded yet: its name, the paths of its routes, and how to load it. */
export interface Unloaded {
  name: string;
  paths: string[];
  load(): Promise<OpenAPIHono<Env>>;
}

type Answer = Response | Promise<Response>;

/**
 * The program of the bundle: it answers as `createApp`'s does, and loads a feature when a
 * path of its own is asked for. An instance that has just been woken is quick to answer so.
 */
export function createAppByNeed(deps: Deps, unloaded: readonly Unloaded[]) {
  const features = unloaded.map(({ paths, ...rest }) => ({ ...rest, asked: matcher(paths) }));
  const apps = new Map<string, OpenAPIHono<Env>>();

  return {
    fetch(request: Request, info?: Deno.ServeHandlerInfo): Answer {
      const path = pathOf(request.url);
      // The document tells of every feature.
      const needed = path === "/openapi.json"
        ? features
        : features.filter(({ asked }) => asked.test(path));
      const names = needed.map(({ name }) => name).join();
      const app = apps.get(names);
      if (app) return app.fetch(request, info);
      return Promise.all(needed.map(({ load }) => load())).then((routers) => {
        const app = assemble(deps, routers);
        apps.set(names, app);
        return app.fetch(request, info);
      });
    },
  };
}

/** What stands between the authority and the query, as the router sees it. */
function pathOf(url: string): string {
  const { pathname } = new URL(url);
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

/** Matches what any of the paths does; a parameter, as `:student_id`, is any one segment. */
function matcher(paths: string[]): RegExp {
  const patterns = paths.map((path) =>
    path.split("/").map((segment) =>
      segment.startsWith(":") ? "[^/]+" : segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    ).join("/")
  );
  return new RegExp(`^(?:${patterns.join("|")})$`);
}
