import { Refusal, Stale } from "../../errors.ts";

/**
 * Reads and writes anew, up to three times, while others change what is being written.
 * Who sent no If-Match asked for no 412, least of all a phone that sends its register
 * twice; who sent one has it answered at the next look.
 */
export async function repeatOnChange<T>(attempt: () => Promise<T>, left = 2): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const changed = error instanceof Refusal && error.status === 412;
    if (!changed || error instanceof Stale || left === 0) throw error;
    return await repeatOnChange(attempt, left - 1);
  }
}
