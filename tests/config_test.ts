import assert from "node:assert/strict";
import { ConfigError, readConfig, VARIABLES } from "../api/config.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const TURSO = { TURSO_DATABASE_URL: "libsql://school.turso.example", TURSO_AUTH_TOKEN: "t" };

Deno.test("with nothing set, everything has a default and stays on this machine", () => {
  assert.deepEqual({ ...readConfig({}), s3: null }, {
    ...readConfig({ PORT: "", HOST: "", DATA_DIR: "", TURSO_DATABASE_URL: "", S3_BUCKET: "" }),
    s3: null,
  });
  const { host, port, data_dir, turso, s3, jwt_secrets, self_registration, first_admin } =
    readConfig({});
  assert.deepEqual(
    { host, port, data_dir, turso, s3, jwt_secrets, self_registration, first_admin },
    {
      host: "127.0.0.1",
      port: 8000,
      data_dir: "./data",
      turso: null,
      s3: null,
      jwt_secrets: null,
      self_registration: true,
      first_admin: null,
    },
  );
});

Deno.test("a wrong setting, half of a pair, or a missing secret is refused by its name, and its value is not told", () => {
  const wrong: [Record<string, string>, string][] = [
    [{ PORT: "eighty" }, "PORT"],
    [{ PORT: "99999" }, "PORT"],
    [{ SELF_REGISTRATION: "maybe" }, "SELF_REGISTRATION"],
    [{ ADMIN_EMAIL: "nobody", ADMIN_PASSWORD: "x" }, "ADMIN_EMAIL"],
    [{ ADMIN_EMAIL: "a@b.example" }, "ADMIN_PASSWORD"],
    [{ ADMIN_PASSWORD: "hidden-value" }, "ADMIN_EMAIL"],
    [{ JWT_SECRET: "hidden-value" }, "JWT_SECRET"],
    [{ JWT_SECRET: KEY, JWT_SECRET_PREVIOUS: "hidden-value" }, "JWT_SECRET_PREVIOUS"],
    [{ ...TURSO }, "JWT_SECRET"],
    [{ TURSO_AUTH_TOKEN: "hidden-value", JWT_SECRET: KEY }, "TURSO_DATABASE_URL"],
    [{ TURSO_DATABASE_URL: TURSO.TURSO_DATABASE_URL, JWT_SECRET: KEY }, "TURSO_AUTH_TOKEN"],
    [{ TURSO_DATABASE_URL: "postgres://hidden-value", JWT_SECRET: KEY }, "TURSO_DATABASE_URL"],
    [{ UPSTASH_REDIS_REST_URL: "https://redis.example" }, "UPSTASH_REDIS_REST_TOKEN"],
    [{ UPSTASH_REDIS_REST_TOKEN: "hidden-value" }, "UPSTASH_REDIS_REST_URL"],
    [{ UPSTASH_REDIS_REST_URL: "redis://hidden-value:6379" }, "UPSTASH_REDIS_REST_URL"],
    [{ TRUST_PROXY: "hidden-value" }, "TRUST_PROXY"],
    [{ S3_BUCKET: "files" }, "AWS_REGION"],
    [{ AWS_SECRET_ACCESS_KEY: "hidden-value" }, "S3_BUCKET"],
  ];
  for (const [env, name] of wrong) {
    assert.throws(() => readConfig(env), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, new RegExp(name));
      assert.ok(!error.message.includes("hidden-value"), error.message);
      return true;
    });
  }
});

Deno.test("a hosted database takes its token and its keys, the newest first; one on this machine needs no token", () => {
  const hosted = readConfig({ ...TURSO, JWT_SECRET: KEY, JWT_SECRET_PREVIOUS: KEY.toUpperCase() });
  assert.deepEqual(hosted.turso, { url: TURSO.TURSO_DATABASE_URL, token: "t" });
  assert.deepEqual(hosted.jwt_secrets, [KEY, KEY.toUpperCase()]);
  const local = readConfig({ TURSO_DATABASE_URL: "http://127.0.0.1:8080", JWT_SECRET: KEY });
  assert.deepEqual(local.turso, { url: "http://127.0.0.1:8080", token: undefined });
});

Deno.test("Redis takes an address and a token; a proxy is trusted only where it is said", () => {
  const { redis, trust_proxy } = readConfig({});
  assert.deepEqual({ redis, trust_proxy }, { redis: null, trust_proxy: false });
  const hosted = readConfig({
    UPSTASH_REDIS_REST_URL: "https://redis.example",
    UPSTASH_REDIS_REST_TOKEN: "t",
    TRUST_PROXY: "on",
  });
  assert.deepEqual(hosted.redis, { url: "https://redis.example", token: "t" });
  assert.equal(hosted.trust_proxy, true);
});

Deno.test("on Deno Deploy, which keeps no files, it wants a server and a bucket; a preview is known as one", () => {
  const hosted = { ...TURSO, JWT_SECRET: KEY };
  const bucket = {
    S3_BUCKET: "files",
    AWS_REGION: "auto",
    AWS_ACCESS_KEY_ID: "k",
    AWS_SECRET_ACCESS_KEY: "s",
  };
  const DENO_DEPLOY = "true";
  assert.throws(() => readConfig({ DENO_DEPLOY, ...bucket }), /"TURSO_DATABASE_URL" is missing/);
  assert.throws(() => readConfig({ DENO_DEPLOY, ...hosted }), /"S3_BUCKET" is missing/);
  const timelines = { production: false, "preview/1": true, "git-branch/main": true };
  for (const [DENO_TIMELINE, preview] of Object.entries(timelines)) {
    const config = readConfig({ DENO_DEPLOY, DENO_TIMELINE, ...hosted, ...bucket });
    assert.equal(config.preview, preview, DENO_TIMELINE);
  }
  assert.equal(readConfig({}).preview, false);
});

Deno.test("every task that runs the server may read the settings that there are, and no others", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url)));
  for (const name of ["start", "demo", "migrate"]) {
    const names = /--allow-env=(\S+) --ignore-env/.exec(tasks[name].command)?.[1].split(",");
    assert.deepEqual(names?.sort(), VARIABLES.toSorted(), name);
  }
});
