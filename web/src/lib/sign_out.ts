import { signal } from "@preact/signals";
import type { Client } from "./client.ts";

// Says only that some session is still open at the server: not whose.
const NOTE = "laurel_sign_out_unfinished";

type Notes = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Sign-out that knows whether the server heard of it. Where it did not, the refresh cookie, which
 * no page can delete, is still good: that is noted, to be finished when the server answers again.
 */
export function createSignOut(client: Client, notes: () => Notes) {
  const unfinished = signal(false);

  /** Reads the note again: another tab may have left or finished it. */
  function look() {
    try {
      unfinished.value = notes().getItem(NOTE) !== null;
    } catch {
      // Storage is off in this browser: the note lasts as long as the page.
    }
  }

  function setUnfinished(value: boolean) {
    unfinished.value = value;
    try {
      if (value) notes().setItem(NOTE, "1");
      else notes().removeItem(NOTE);
    } catch {
      // As above.
    }
  }

  /** Ends the session at the server. Without a token the client first gets one for the cookie. */
  async function end() {
    const result = await client.post<void>("/api/logout");
    client.setSession(null);
    setUnfinished(!result.ok && result.problem.status !== 401);
  }

  return {
    unfinished,
    look,
    end,
    /** Ends what an earlier sign-out could not. Only while nobody is signed in or signing in. */
    async finish() {
      look();
      if (unfinished.value) await end();
    },
    /** Someone signed in: the cookie is theirs now, and their session stays. */
    forget: () => setUnfinished(false),
  };
}
