import { useEffect, useState } from "preact/hooks";
import { api } from "./session.ts";

/**
 * A file of the API, which needs the session's token; null until it is here, and where it can't
 * be had. Read anew when the version changes; until it comes, the one before stays.
 */
export function useFile(path: string | null, version: string): Blob | null {
  const [file, setFile] = useState<Blob | null>(null);
  useEffect(() => {
    if (path === null) {
      setFile(null);
      return;
    }
    const controller = new AbortController();
    void api.file(path, { signal: controller.signal }).then((result) => {
      if (!controller.signal.aborted) setFile(result.ok ? result.value : null);
    });
    return () => controller.abort();
  }, [path, version]);
  return file;
}

/** An address of the file within this page, for as long as the page has it. */
export function useObjectUrl(file: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file === null) {
      setUrl(null);
      return;
    }
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
