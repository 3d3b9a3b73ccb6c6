import type { Context } from "hono";
import type { Env } from "./router.ts";

/**
 * Where a request comes from, as far as its limits count it as one: an IPv4 address, or
 * the /64 that one household has of IPv6. Only a proxy that the settings trust may say
 * it in X-Forwarded-For, and only in the last place: anyone can write the others.
 */
export function addressOf(c: Context<Env>): string {
  const { trust_proxy } = c.var.deps.config;
  const forwarded = trust_proxy && c.req.header("x-forwarded-for")?.split(",").at(-1);
  return (forwarded && network(forwarded)) || network(peerOf(c)) || "unknown";
}

/** Who is at the other end of the connection; `Deno.serve` hands it to the app. */
function peerOf(c: Context<Env>): string {
  const peer = (c.env as Partial<Deno.ServeHandlerInfo> | undefined)?.remoteAddr;
  return peer && "hostname" in peer ? peer.hostname : "";
}

/** Null for what is no address. A port behind it, as some proxies write, is not part of it. */
function network(text: string): string | null {
  const [, bracketed, plain] = /^\[([^\]]+)\](?::\d+)?$|^(.+)$/.exec(text.trim()) ?? [];
  const address = bracketed ?? plain?.replace(/^([\d.]+):\d+$/, "$1") ?? "";
  if (IPV4.test(address)) return address;
  const url = URL.parse(`http://[${address.replace(/%.*$/, "")}]`);
  if (!url || !/^[\da-f:.]+(%.*)?$/i.test(address)) return null;
  // The URL parser writes every IPv6 address in one way: lower case, "::" once.
  const { hostname } = url;
  const [head, tail] = hostname.slice(1, -1).split("::").map((part) => part.split(":"));
  const gap = Array(tail ? 8 - words(head) - words(tail) : 0).fill("0");
  const groups = [...head.filter(Boolean), ...gap, ...(tail ?? []).filter(Boolean)];
  if (groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff") return ipv4(groups.slice(6));
  return groups.slice(0, 4).join(":");
}

const BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);

const words = (part: string[]) => part.filter(Boolean).length;

/** An IPv4 address that came as IPv6, as `::ffff:192.0.2.1` does. */
function ipv4(groups: string[]): string {
  return groups.map((group) => parseInt(group, 16)).flatMap((n) => [n >> 8, n & 255]).join(".");
}
