import assert from "node:assert/strict";
import type { RedisConfig } from "../../api/platform/redis.ts";
import type { S3Config } from "../../api/platform/storage/s3.ts";
import { remoteDatabase } from "../helpers/database.ts";
import { png } from "../helpers/media.ts";
import { HAS_REDIS, withRedis } from "../helpers/redis.ts";
import { withS3 } from "../helpers/s3.ts";
import { openSchool, PASSWORD, type School } from "../helpers/school.ts";
import { freePort, HAS_SQLD, withSqld } from "../helpers/sqld.ts";

const root = new URL("../../", import.meta.url);

/** The flags of a task's last command, and the file that it runs. */
async function argsOf(task: string): Promise<string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  return tasks[task].command.split("deno run ").at(-1).split(" ");
}

async function run(args: string[], env: Record<string, string>): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...args],
    cwd: root,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  assert.ok(success, text);
  return text;
}

interface Hosted {
  url: string;
  /** What it had printed when it said that it is ready. */
  printed: string;
}

/** The bundle as a host runs it: no disk to write to, no native code, its address by the host. */
async function withBundle(
  env: Record<string, string>,
  test: (hosted: Hosted) => Promise<void>,
): Promise<void> {
  const preload = `Deno.cron = (name, schedule) => console.log("cron", name, schedule)`;
  const port = freePort();
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--allow-net", "--allow-env", "--allow-read"],
      `--preload=data:text/javascript,${encodeURIComponent(preload)}`,
      "api/dist/main.js",
    ],
    cwd: root,
    env: { NO_COLOR: "1", DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`, ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  let ended = false;
  process.status.then(() => ended = true);
  try {
    while (!printed.includes("Laurel is ready")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the bundle did not start: ${printed}`);
      printed += value;
    }
    await test({ url: `http://127.0.0.1:${port}`, printed });
    // As the host stops it.
    process.kill("SIGINT");
    assert.equal((await process.status).code, 0);
  } finally {
    // Where the test failed nobody has stopped it.
    if (!ended) process.kill("SIGKILL");
    await process.status;
    await reader.cancel();
  }
}

const hostedOn = (database: string, redis: RedisConfig, s3: S3Config) => ({
  TURSO_DATABASE_URL: database,
  JWT_SECRET: "0123456789abcdef0123456789abcdef",
  UPSTASH_REDIS_REST_URL: redis.url,
  UPSTASH_REDIS_REST_TOKEN: redis.token,
  S3_BUCKET: s3.bucket,
  AWS_REGION: s3.region,
  AWS_ENDPOINT_URL_S3: s3.endpoint!,
  AWS_ACCESS_KEY_ID: s3.access_key_id,
  AWS_SECRET_ACCESS_KEY: s3.secret_access_key,
  DENO_DEPLOY: "true",
  DENO_TIMELINE: "production",
});

Deno.test({
  name: "the bundle on hosted parts alone: the whole program, its files and its reports",
  ignore: !HAS_SQLD || !HAS_REDIS,
  fn: () =>
    withSqld((server) =>
      withRedis(({ config: redis }) =>
        withS3(async (s3) => {
          await run(await argsOf("bundle"), {});
          const remote = await remoteDatabase(server, new Date());
          const school = await openSchool({}, () => Promise.resolve(remote));
          try {
            const env = hostedOn(remote.proxy.url, redis, s3);
            const said = await run(await argsOf("migrate"), env);
            assert.match(said, /^The database is at this version$/m);
            const preview = await run(await argsOf("migrate"), {
              ...env,
              DENO_TIMELINE: "preview/1",
            });
            assert.match(preview, /left as it is/);
            await withBundle(env, (hosted) => usesEverything(hosted, school));
          } finally {
            await school.close();
          }
        })
      )
    ),
});

async function usesEverything({ url, printed }: Hosted, school: School): Promise<void> {
  assert.match(printed, /^cron housekeeping 17 \* \* \* \*$/m, "before it listens");

  const asks = (path: string, init?: RequestInit) =>
    fetch(url + path, { redirect: "manual", ...init });
  for (const path of ["/", "/students/1", "/docs"]) {
    const page = await asks(path);
    assert.deepEqual([page.status, page.headers.get("content-type")], [
      200,
      "text/html; charset=utf-8",
    ]);
    assert.match(await page.text(), /<script type="module"/);
  }

  // Every operation is found where the whole program has it, and nothing else is.
  const whole = (await school.request("GET", "/openapi.json")).body;
  const paths = Object.entries<Record<string, unknown>>(whole.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path }))
  );
  const other = [
    { method: "GET", path: "/api" },
    { method: "GET", path: "/api/students/1/nothing" },
    { method: "PUT", path: "/api/login" },
    { method: "GET", path: "/api/%ff" },
  ];
  for (const { method, path } of [...paths, ...other]) {
    const here = path.replaceAll(/\{\w+\}/g, "1");
    const answered = await asks(here, { method });
    const problem = await answered.text();
    const { status, body } = await school.request(method, here);
    const title = problem.startsWith("{") ? JSON.parse(problem).detail : undefined;
    assert.deepEqual([answered.status, title], [status, body?.detail], `${method} ${here}`);
  }
  assert.deepEqual(await (await asks("/openapi.json")).json(), whole);

  const { email } = school.admin;
  const json = { "content-type": "application/json" };
  const login = await asks("/api/login", {
    method: "POST",
    headers: json,
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  assert.equal(login.status, 200);
  assert.ok(login.headers.has("ratelimit-remaining"));
  const authorization = `Bearer ${(await login.json()).token}`;
  const send = async (
    method: string,
    path: string,
    body: BodyInit,
    type = json["content-type"],
  ) => {
    const headers = { authorization, "content-type": type };
    const response = await asks(path, { method, headers, body });
    const text = await response.text();
    assert.ok(response.ok, `${path}: ${text}`);
    return JSON.parse(text);
  };
  const { student_id } = await send(
    "POST",
    "/api/students",
    JSON.stringify({ name: "Zoë Łuczak" }),
  );
  await send("PUT", `/api/students/${student_id}/photo`, new Blob([png()]), "image/png");
  const { report_url } = await send(
    "POST",
    `/api/students/${student_id}/generate-report`,
    JSON.stringify({ type: "Progress" }),
  );
  const pdf = await asks(report_url, { headers: { authorization } });
  assert.equal(pdf.headers.get("content-type"), "application/pdf");
  assert.match((await pdf.text()).slice(0, 8), /^%PDF-1\./);
  const ready = await asks("/readyz");
  assert.deepEqual([ready.status, Object.keys((await ready.json()).parts)], [
    200,
    ["database", "storage", "redis"],
  ]);
}
