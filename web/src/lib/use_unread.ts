import { useEffect } from "preact/hooks";
import { api, me, unread } from "./session.ts";

const EVERY_MS = 5 * 60_000;
const NOT_SOONER_MS = 60_000;

/** Keeps the count of unread notices fresh: every 5 minutes while seen, and when it is seen again. */
export function useUnread() {
  const user_id = me.value?.user_id;
  useEffect(() => {
    if (user_id === undefined) return;
    let asked_at = Date.now();

    async function ask() {
      if (document.hidden || Date.now() - asked_at < NOT_SOONER_MS) return;
      asked_at = Date.now();
      const result = await api.get<{ unread: number }>(
        `/api/notifications/${user_id}/unread`,
      );
      if (result.ok) unread.value = result.value.unread;
    }

    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [user_id]);
}
