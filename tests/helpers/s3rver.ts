// A process of its own, for tests: an S3 server over the folder it is given. It prints its port.
import type { IncomingMessage } from "node:http";
import S3rver from "s3rver";
import { signedWith } from "./signed.ts";

/** Of Koa's, what is used here: the package brings no types. */
interface Context {
  req: IncomingMessage;
  status: number;
  type: string;
  body: string;
}

const [directory, bucket, secret] = Deno.args;
const server = new S3rver({
  directory,
  port: 0,
  address: "127.0.0.1",
  silent: true,
  configureBuckets: [{ name: bucket, configs: [] }],
});
// Of signatures of version 4 it looks at the key's name alone.
server.middleware.unshift(async (ctx: Context, next: () => Promise<void>) => {
  const named = ctx.req.headers.authorization?.includes("Credential=S3RVER/");
  if (!named || signedWith(secret, ctx.req)) return await next();
  ctx.status = 403;
  ctx.type = "application/xml";
  ctx.body = "<?xml version='1.0'?><Error><Code>SignatureDoesNotMatch</Code></Error>";
});
const { port } = await server.run();
console.log(port);
