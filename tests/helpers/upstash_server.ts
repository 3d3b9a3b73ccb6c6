// A process of its own, for tests: Upstash's REST before the Redis at a socket. It prints its port.
import { createApp } from "@humanwhocodes/upstash-redis-server";

const [redisUrl, token] = Deno.args;
Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(port),
}, createApp({ redisUrl, token }).fetch);
