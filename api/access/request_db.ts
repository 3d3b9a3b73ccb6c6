import { and, eq, exists, gt, sql, type SQLWrapper } from "drizzle-orm";
import type { Answer, Results } from "../../db/client.ts";
import { brokenConstraint } from "../../db/failures.ts";
import type { Meter } from "../../db/meter.ts";
import { build, insist, INSISTED, rows, type Select, select } from "../../db/query.ts";
import { audit_log, idempotency_keys, sessions, users } from "../../db/schema/mod.ts";
import type { Deps } from "../deps.ts";
import { changedMeanwhile, Refusal, signInFirst, Stale } from "../errors.ts";
import type { RedisMeter } from "../platform/redis.ts";
import { etagOf } from "./etag.ts";
import { type Kept, recall } from "./kept.ts";
import type { Actor } from "./scope.ts";

/** What a request brings that decides how its statements are run. */
export interface RequestFacts {
  request_id: string;
  if_match: string | null;
  /** `status` is what the operation answers when it succeeds. */
  idempotency: { key: string; request_hash: string; status: number } | null;
}

/** One line of the audit log; who, when and in which request are added. */
export interface AuditEntry {
  action: string;
  entity: string;
  entity_id: number | SQLWrapper | null;
  student_id?: number | SQLWrapper | null;
  /** `{field: [from, to]}`; leave out what is secret. */
  changes?: Record<string, [unknown, unknown]> | null;
  /** Who did it, where that is not the one who is signed in: a registration, a sign-in. */
  actor_user_id?: number | SQLWrapper | null;
}

export interface Write<T> {
  statements: readonly SQLWrapper[];
  /** At least a line for each thing changed, in the same transaction; `[]` says that nothing is. */
  audit: readonly AuditEntry[];
  /** What this request has read and changes: If-Match is held against it, and 412 if it has changed. */
  unchanged?: Select<unknown>;
  /** What else it has read and goes by, as whether the child is still on the roll: 412 if it has changed. */
  still?: readonly Select<unknown>[];
  /** What the operation answers: one row, read after the statements. It is kept for the Idempotency-Key. */
  answer?: Select<T>;
  /** The child that the answer speaks of, so that erasing the child finds what is kept of it. */
  student_id?: number | SQLWrapper;
}

/** The same POST was answered before: this is the answer. */
export class Replay extends Error {
  override name = "Replay";
  constructor(readonly status: number, readonly body: string) {
    super("this request was answered before");
  }
}

/**
 * The database as one request sees it. Its first read carries, in the same round
 * trip, the question whether the session still lives, and whether this POST was
 * answered before; every write carries its lines of the audit log.
 */
export class RequestDb {
  #checked = false;
  #read = new Map<Select<unknown>, Answer>();

  constructor(
    private readonly deps: Pick<Deps, "database" | "clock" | "caches">,
    private readonly actor: Actor | null,
    private readonly facts: RequestFacts,
    private readonly meter: Meter & RedisMeter,
  ) {}

  /** One round trip. @throws {Refusal} 401 when the session has ended */
  async read<const Q extends readonly Select<unknown>[]>(queries: Q): Promise<Results<Q>> {
    const checks = this.#checked ? [] : this.#checks();
    const all = [...checks.map(({ query }) => query), ...queries];
    const answers = all.length > 0 ? await this.deps.database.read(all, this.meter) : [];
    checks.forEach(({ judge }, i) => judge(answers[i].rows));
    this.#checked = true;
    const own = answers.slice(checks.length);
    queries.forEach((query, i) => this.#read.set(query, own[i]));
    return own.map((answer) => answer.rows) as unknown as Results<Q>;
  }

  /**
   * One round trip too: the rows of what is kept, which the database makes only where those
   * that the cache has no longer hold, then those of the queries.
   */
  async readKept<T, const Q extends readonly Select<unknown>[]>(
    kept: Kept<T>,
    queries: Q,
  ): Promise<[T[], ...Results<Q>]> {
    if (!this.actor) throw signInFirst();
    const now = this.deps.clock.now();
    const { query, rowsOf } = await recall(kept, {
      cache: this.deps.caches[kept.shared ? "shared" : "own"],
      user_id: this.actor.user_id,
      now,
      meter: this.meter,
    });
    const [answered, ...others] = await this.read([query, ...queries]);
    return [await rowsOf(answered), ...others] as unknown as [T[], ...Results<Q>];
  }

  /**
   * One transaction; the answer's row, or undefined where no answer was asked for.
   * @throws {Refusal} 412 when `unchanged` does not hold
   */
  async write<T = undefined>(write: Write<T>): Promise<T> {
    if (!this.#checked) await this.read([]);
    const { unchanged, still = [] } = write;
    if (unchanged) await this.expect(this.#seen(unchanged).rows[0]);
    const guards = [
      ...(this.actor ? [insist(exists(liveSession(this.actor, this.deps.clock.now())))] : []),
      ...[...(unchanged ? [unchanged] : []), ...still].map((query) => this.#same(query)),
    ];
    const statements: SQLWrapper[] = [...guards, ...write.statements];
    if (write.answer) statements.push(write.answer);
    if (write.audit.length > 0) statements.push(this.#audit(write.audit));
    if (write.answer && this.facts.idempotency) {
      statements.push(this.#keep(write.answer, write.student_id));
    }
    const answers = await this.#run(statements);
    const position = guards.length + write.statements.length;
    return (write.answer ? answers[position]!.rows[0] : undefined) as T;
  }

  /**
   * The statement that writes a line of the audit log for each row, for a write's `statements`:
   * of what only the batch itself finds out. The rows have `entity_id`, `student_id` and `changes`, as JSON.
   */
  auditEach(
    { action, entity, rows }: { action: string; entity: string; rows: SQLWrapper },
  ): SQLWrapper {
    return sql`insert into ${audit_log}
      (at, actor_user_id, request_id, action, entity, entity_id, student_id, changes)
      select ${this.deps.clock.now().toISOString()}, ${this.actor?.user_id ?? null},
        ${this.facts.request_id}, ${action}, ${entity}, entity_id, student_id, changes from (${rows})`;
  }

  async #run(statements: SQLWrapper[]): Promise<(Answer | null)[]> {
    try {
      return await this.deps.database.write(statements, this.meter);
    } catch (error) {
      const unmet = error instanceof Error && error.message.includes(INSISTED);
      if (!unmet && !brokenConstraint(error)) throw error;
      // Meanwhile the session may have ended, or the same request, sent twice at once, been answered.
      this.#checked = false;
      await this.read([]);
      throw unmet ? changedMeanwhile() : error;
    }
  }

  #checks(): { query: Select<unknown>; judge: (rows: unknown[]) => void }[] {
    const checks = [];
    if (this.actor) {
      checks.push({
        query: liveSession(this.actor, this.deps.clock.now()),
        judge: (rows: unknown[]) => {
          if (rows.length === 0) throw signInFirst();
        },
      });
    }
    if (this.facts.idempotency) {
      const { key, request_hash } = this.facts.idempotency;
      checks.push({
        query: select({
          request_hash: idempotency_keys.request_hash,
          status: idempotency_keys.status,
          response: idempotency_keys.response,
        }).from(idempotency_keys).where(
          and(eq(idempotency_keys.scope, this.#scope), eq(idempotency_keys.key, key)),
        ),
        judge: (rows: unknown[]) => {
          const [kept] = rows as { request_hash: string; status: number; response: string }[];
          if (!kept) return;
          if (kept.request_hash !== request_hash) {
            throw new Refusal(
              422,
              "This Idempotency-Key was used for another request. Use a new key for each new thing",
            );
          }
          throw new Replay(kept.status, JSON.stringify(JSON.parse(kept.response)[0]));
        },
      });
    }
    return checks;
  }

  /** Whether the request says what it has seen, so that `expect` asks for more than nothing. */
  get conditional(): boolean {
    return Boolean(this.facts.if_match) && this.facts.if_match !== "*";
  }

  /**
   * Holds If-Match against an answer that is made of what this request has read, where no
   * one query is it.
   * @throws {Refusal} 412 when it is another
   */
  async expect(answer: unknown): Promise<void> {
    if (!this.conditional) return;
    const { if_match } = this.facts;
    const current = await etagOf(JSON.stringify(answer));
    // A server that compresses what we answer marks our tag as weak; it is the same tag.
    const named = if_match!.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    if (!named.includes(current)) throw new Stale();
  }

  #same(query: Select<unknown>): SQLWrapper {
    return insist(sql`(${rows(query)}) = ${this.#seen(query).text}`);
  }

  #seen(query: Select<unknown>): Answer {
    const seen = this.#read.get(query);
    if (!seen) throw new Error("a write is held against a query that this request has read");
    return seen;
  }

  #audit(entries: readonly AuditEntry[]): SQLWrapper {
    return build.insert(audit_log).values(entries.map((entry) => ({
      at: this.deps.clock.now().toISOString(),
      actor_user_id: this.actor?.user_id ?? null,
      request_id: this.facts.request_id,
      ...entry,
    })) as (typeof audit_log.$inferInsert)[]);
  }

  #keep(answer: Select<unknown>, student_id: Write<unknown>["student_id"]): SQLWrapper {
    const { key, request_hash, status } = this.facts.idempotency!;
    return build.insert(idempotency_keys).values({
      scope: this.#scope,
      key,
      request_hash,
      status,
      response: sql`(${rows(answer)})`,
      student_id: student_id as number | undefined,
      created_at: this.deps.clock.now().toISOString(),
    });
  }

  get #scope(): string {
    return this.actor ? `user:${this.actor.user_id}` : "public";
  }
}

/** A row while the session lives and its user is active, in the role that the token says. */
function liveSession(actor: Actor, now: Date) {
  return select({ session_id: sessions.session_id }).from(sessions).where(and(
    eq(sessions.session_id, actor.session_id),
    eq(sessions.user_id, actor.user_id),
    gt(sessions.expires_at, now.toISOString()),
    exists(
      build.select({ one: sql`1` }).from(users).where(and(
        eq(users.user_id, actor.user_id),
        eq(users.role, actor.role),
        eq(users.status, "active"),
      )),
    ),
  ));
}
