import assert from "node:assert/strict";
import { PASSWORD } from "../helpers/school.ts";
import { startServer, withFolder } from "../helpers/server.ts";

const OLD = "an old key of thirty-two bytes or so";
const NEW = "a new key of thirty-two bytes or more";

const kidOf = (token: string) =>
  JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(token.split(".")[0], {
    alphabet: "base64url",
  }))).kid;

Deno.test("a signing key is changed: what the old one signed holds while it is named, sessions go on throughout", () =>
  withFolder(async (folder) => {
    /** Runs the server with these keys, for as long as it is asked. */
    const withKeys = async (
      env: { JWT_SECRET: string; JWT_SECRET_PREVIOUS?: string },
      ask: (asking: {
        me: (token: string) => Promise<number>;
        login: () => Promise<{ token: string; cookie: string }>;
        refresh: (cookie: string) => Promise<{ token: string; cookie: string }>;
      }) => Promise<void>,
    ) => {
      const server = await startServer(folder, { env });
      const session = async (response: Response) => {
        assert.equal(response.status, 200);
        const cookie = response.headers.get("set-cookie")!.split(";")[0];
        return { token: (await response.json()).token as string, cookie };
      };
      try {
        await ask({
          async me(token) {
            const headers = { authorization: `Bearer ${token}` };
            const response = await fetch(`${server.url}/api/me`, { headers });
            await response.body?.cancel();
            return response.status;
          },
          login: async () =>
            session(
              await fetch(`${server.url}/api/login`, {
                method: "POST",
                headers: { "content-type": "application/json" },
                body: JSON.stringify({ email: "office@school.example", password: PASSWORD }),
              }),
            ),
          refresh: async (cookie) =>
            session(
              await fetch(`${server.url}/api/refresh`, { method: "POST", headers: { cookie } }),
            ),
        });
      } finally {
        assert.equal((await server.kill("SIGTERM")).code, 0);
      }
    };

    let old = { token: "", cookie: "" };
    await withKeys({ JWT_SECRET: OLD }, async ({ login, me }) => {
      old = await login();
      assert.equal(await me(old.token), 200);
    });

    let first = old;
    let refreshed = old;
    await withKeys({ JWT_SECRET: NEW, JWT_SECRET_PREVIOUS: OLD }, async (server) => {
      assert.equal(await server.me(old.token), 200, "what the old key signed");
      first = await server.login();
      assert.notEqual(kidOf(first.token), kidOf(old.token));
      refreshed = await server.refresh(old.cookie);
      assert.equal(kidOf(refreshed.token), kidOf(first.token));
      for (const { token } of [first, refreshed]) assert.equal(await server.me(token), 200);
    });

    await withKeys({ JWT_SECRET: NEW }, async (server) => {
      assert.equal(await server.me(old.token), 401, "the old key is gone");
      for (const { token } of [first, refreshed]) assert.equal(await server.me(token), 200);
      const again = await server.refresh(refreshed.cookie);
      assert.equal(await server.me(again.token), 200, "nobody had to sign in again");
    });
  }));
