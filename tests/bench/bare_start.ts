// The quickest that any server in Deno starts.
Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`ready: http://127.0.0.1:${port}`),
}, () => new Response("{}"));
