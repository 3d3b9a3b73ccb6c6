import { signal } from "@preact/signals";

export interface ToastMessage {
  id: number;
  text: string;
}

const SHOWN_MS = 5000;
let last_id = 0;

export const toasts = signal<ToastMessage[]>([]);

/** A short word that something is done; read out by screen readers, gone after 5 s. Answers its id. */
export function toast(text: string): number {
  const id = ++last_id;
  toasts.value = [...toasts.value.slice(-2), { id, text }];
  setTimeout(() => dismissToast(id), SHOWN_MS);
  return id;
}

export function dismissToast(id: number) {
  toasts.value = toasts.value.filter((shown) => shown.id !== id);
}
