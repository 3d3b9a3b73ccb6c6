import { Refusal } from "../errors.ts";
import type { Limiter } from "../platform/limiter/limiter.ts";
import type { RedisMeter } from "../platform/redis.ts";
import { type LimitName, limits } from "./limits.ts";

/** Something limited, and whose uses of it are counted together. */
export interface LimitedUse {
  limit: LimitName;
  /** An account, an address, a user's id. */
  of: string | number;
}

/** How a limit stands, as an answer's headers tell it. */
export interface LimitShown {
  uses: number;
  remaining: number;
  /** Seconds until it is whole again, or until one who must wait may go on. */
  reset: number;
}

/** The limits as one request sees them. */
export class RequestLimits {
  #standing = new Map<string, LimitShown>();

  constructor(
    private readonly limiter: Limiter,
    /** Where the request comes from: for the limiter, and never for the log. */
    readonly address: string,
    private readonly meter: RedisMeter,
  ) {}

  /** Counts one use of each, in one round trip. @throws {Refusal} 429 when one must wait */
  async take(...uses: LimitedUse[]): Promise<void> {
    const standings = await this.limiter.take(
      uses.map((use) => ({ key: keyOf(use), rule: limits[use.limit].rule })),
      this.meter,
    );
    standings.forEach(({ wait, remaining, reset }, i) => {
      const { rule, detail } = limits[uses[i].limit];
      const seconds = Math.ceil((wait || reset) / 1000);
      this.#standing.set(keyOf(uses[i]), { uses: rule.uses, remaining, reset: seconds });
      if (wait > 0) throw new Refusal(429, detail, { retry_after: seconds });
    });
  }

  /** The guess was right: what was guessed wrong before it is forgotten. */
  async clear(use: LimitedUse): Promise<void> {
    this.#standing.delete(keyOf(use));
    await this.limiter.clear(keyOf(use), this.meter);
  }

  /** Of the limits that this request has used, the one that is nearest to its end. */
  get nearest(): LimitShown | undefined {
    return [...this.#standing.values()].sort((a, b) => a.remaining - b.remaining)[0];
  }
}

const keyOf = ({ limit, of }: LimitedUse) => `${limit} ${of}`;
