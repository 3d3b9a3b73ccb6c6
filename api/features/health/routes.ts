import { createRouter } from "../../http/router.ts";
import { probeParts } from "./probe_parts.ts";

/**
 * For whoever keeps the server running: `/healthz` answers as long as the process does,
 * `/readyz` asks every part. Neither says anything of the school.
 */
export const health = createRouter();

health.get("/healthz", (c) => c.json({ status: "ok" }));

health.get("/readyz", async (c) => {
  const parts = await probeParts(c.var.deps);
  const ready = Object.values(parts).every(({ state }) => state === "up");
  if (!ready) c.header("retry-after", "5");
  return c.json({ status: ready ? "ready" : "not ready", parts }, ready ? 200 : 503);
});
