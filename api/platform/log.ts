/** One JSON object a line. Never given a name, an address, a mark or a token. */
export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

export function jsonLog(clock: { now(): Date }, write: (line: string) => void): Log {
  const line = (level: string) => (event: string, fields: Record<string, unknown> = {}) =>
    write(JSON.stringify({ at: clock.now().toISOString(), level, event, ...fields }));
  return { info: line("info"), error: line("error") };
}
