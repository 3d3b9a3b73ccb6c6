import type { Problem } from "./problem.ts";
import { api } from "./session.ts";

// Long enough for a slow viewer to read it, and not for ever in this tab's memory.
const KEPT_MS = 10 * 60_000;

/**
 * Opens a file of the API in a tab of its own. It needs the session's token, which a plain link
 * does not carry; so it is fetched, and the tab, opened by the click itself, is sent to the copy.
 */
export async function openFile(path: string, name: string): Promise<Problem | null> {
  const tab = open("", "_blank");
  const file = await api.file(path);
  if (!file.ok) {
    tab?.close();
    return file.problem;
  }
  const url = temporaryUrl(file.value);
  if (tab) tab.location.replace(url);
  // A blocked pop-up: the file still comes, as a download.
  else save(url, name);
  return null;
}

export async function downloadFile(path: string, name: string): Promise<Problem | null> {
  const file = await api.file(path);
  if (!file.ok) return file.problem;
  save(temporaryUrl(file.value), name);
  return null;
}

function temporaryUrl(file: Blob): string {
  const url = URL.createObjectURL(file);
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  return url;
}

function save(url: string, name: string) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
