import { etagOf } from "../access/etag.ts";
import type { WebFiles } from "../deps.ts";

const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  woff2: "font/woff2",
};

type File = NonNullable<Awaited<ReturnType<WebFiles["get"]>>>;

/** The built web app in a folder. Only what was there at the start is served; each file is read once. */
export async function folderOfWebFiles(folder: URL): Promise<WebFiles> {
  const paths = new Map<string, URL>();
  await collect(folder, "/", paths);
  const read = new Map<string, Promise<File>>();
  return {
    get(path) {
      const url = paths.get(path);
      if (!url) return Promise.resolve(null);
      let file = read.get(path);
      if (!file) read.set(path, file = load(url));
      return file.catch((error) => {
        read.delete(path);
        // The app was built anew since: what is gone is not there.
        if (error instanceof Deno.errors.NotFound) return null;
        throw error;
      });
    },
  };
}

async function collect(folder: URL, path: string, paths: Map<string, URL>): Promise<void> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory) {
      await collect(new URL(`${entry.name}/`, folder), `${path}${entry.name}/`, paths);
    } else paths.set(`${path}${entry.name}`, new URL(entry.name, folder));
  }
}

async function load(url: URL): Promise<File> {
  const body = await Deno.readFile(url);
  const extension = url.pathname.split(".").at(-1)!;
  return {
    body,
    type: TYPES[extension] ?? "application/octet-stream",
    etag: await etagOf(body),
  };
}
