// A process of its own, for tests: an S3 server over the folder it is given. It prints its port.
import S3rver from "s3rver";

const [directory, bucket] = Deno.args;
const { port } = await new S3rver({
  directory,
  port: 0,
  address: "127.0.0.1",
  silent: true,
  configureBuckets: [{ name: bucket, configs: [] }],
}).run();
console.log(port);
