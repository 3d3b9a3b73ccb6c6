import { createRouter } from "../../http/router.ts";
import { type Part, probeParts } from "./probe_parts.ts";

/**
 * For whoever keeps the server running: `/healthz` answers as long as the process does,
 * `/readyz` asks every part. Neither says anything of the school. Without Redis the program
 * does all that it does, on its own: that is "degraded", and no reason to take it out of service.
 */
export const health = createRouter();

health.get("/healthz", (c) => c.json({ status: "ok" }));

health.get("/readyz", async (c) => {
  const { needed, helpful } = await probeParts(c.var.deps);
  const parts = { ...needed, ...helpful };
  if (!areUp(needed)) {
    c.header("retry-after", "5");
    return c.json({ status: "not ready", parts }, 503);
  }
  return c.json({ status: areUp(helpful) ? "ready" : "degraded", parts });
});

const areUp = (parts: Record<string, Part>) =>
  Object.values(parts).every(({ state }) => state === "up");
