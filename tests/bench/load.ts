import { PASSWORD } from "../helpers/school.ts";
import type { Operation, Subject } from "./operations.ts";

/** A server under load, and who asks it. */
export interface Target {
  url: string;
  subject: Subject;
  tokens: string[];
}

/** Signs in every account. */
export async function targetAt(url: string, subject: Subject): Promise<Target> {
  const tokens: string[] = [];
  for (const email of subject.emails) {
    const response = await fetch(`${url}/api/login`, {
      method: "POST",
      headers: { "content-type": "application/json", ...from(tokens.length) },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    tokens.push((await response.json()).token);
  }
  return { url, subject, tokens };
}

/** Each as if from a house of its own, so that no limit by address is met. */
const from = (n: number) => ({
  "x-forwarded-for": `10.${n >> 16 & 255}.${n >> 8 & 255}.${n & 255}`,
});

/** What went wrong, and how often: a machine that is busy with other things makes figures of no worth. */
export const failures = new Map<string, number>();

/** Requests of all targets together, so that none is like the one before it. */
let sent = 0;

/** What a while of an operation was like. */
export interface Slice {
  /** Median of the answers, in milliseconds. */
  latency: number;
  /** Answers a second, all clients together. */
  rate: number;
}

/** Lets so many clients do an operation over and over, for so many milliseconds. */
export async function slice(
  target: Target,
  operation: Operation,
  { clients, ms }: { clients: number; ms: number },
): Promise<Slice> {
  const times: number[] = [];
  const began = performance.now();
  const work = async (_: unknown, client: number) => {
    while (performance.now() - began < ms) {
      const at = performance.now();
      await ask(target, operation, client);
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  return { latency: median(times), rate: times.length / (performance.now() - began) * 1_000 };
}

async function ask(
  { url, subject, tokens }: Target,
  operation: Operation,
  client: number,
): Promise<void> {
  const n = sent++;
  const { path, body, method = body ? "POST" : "GET" } = operation.request(subject, { n, client });
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${tokens[n % tokens.length]}`,
      "content-type": "application/json",
      ...from(n),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  await response.text();
  if (response.ok) return;
  const failure = `${operation.name} answered ${response.status}`;
  failures.set(failure, (failures.get(failure) ?? 0) + 1);
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
