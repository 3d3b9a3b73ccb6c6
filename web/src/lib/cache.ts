interface Entry {
  value: unknown;
  etag: string | null;
}

// Enough for going back and forth between a few pages; a school's data must not pile up in a tab.
const KEPT = 40;
const entries = new Map<string, Entry>();

export function recall(key: string): Entry | undefined {
  return entries.get(key);
}

export function keep(key: string, entry: Entry) {
  entries.delete(key);
  entries.set(key, entry);
  if (entries.size > KEPT) entries.delete(entries.keys().next().value!);
}

/** After any write, and when the session changes: what was read may be wrong or not yours. */
export function forgetAll() {
  entries.clear();
}
