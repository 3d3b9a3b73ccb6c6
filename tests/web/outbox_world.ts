import { memoryStore } from "../../web/src/features/offline/device_store.ts";
import { createOutbox, type Sent } from "../../web/src/features/offline/outbox.ts";
import {
  choose,
  type RegisterSheet,
  registerSheet,
} from "../../web/src/features/register/register_state.ts";
import type {
  AttendanceStatus,
  ClassRegister,
  ClassRegisterInput,
} from "../../web/src/lib/api_types.ts";
import { offlineProblem, type Problem, type Result } from "../../web/src/lib/problem.ts";
import { withEntry } from "../../web/src/lib/sheet.ts";

export const DATE = "2026-10-14";
type Status = AttendanceStatus | null;

/** A server with registers of three children, which says what happened to it. */
function serverOf() {
  const registers = new Map<string, Status[]>();
  const taken = new Set<string>();
  const versions = new Map<string, number>();
  const log: string[] = [];
  const server = {
    log,
    /** What becomes of the next requests: `lost` does what is asked and its answer never comes. */
    mode: "up" as "up" | "down" | "lost" | Problem,
    marks: (class_id: number) => registers.get(pathOf(class_id)) ?? [null, null, null],
    /** Someone else at another device takes the register, or the office only marks some of it. */
    mark(class_id: number, marks: Status[], { takes = true } = {}) {
      if (takes) taken.add(pathOf(class_id));
      registers.set(pathOf(class_id), marks);
      versions.set(pathOf(class_id), (versions.get(pathOf(class_id)) ?? 0) + 1);
    },
    register(class_id: number): ClassRegister {
      const marks = server.marks(class_id);
      const is_taken = taken.has(pathOf(class_id));
      return {
        class_id,
        date: DATE,
        status: is_taken ? "taken" : "not_taken",
        why: null,
        holiday: null,
        taken_at: is_taken ? "2026-10-14T09:00:00.000Z" : null,
        data: marks.map((status, at) => ({
          student_id: at + 1,
          name: `Child ${at + 1}`,
          student_number: null,
          attendance_id: null,
          status,
          minutes_late: null,
          reason: null,
        })),
      };
    },
    tag: (class_id: number) => `"${versions.get(pathOf(class_id)) ?? 0}"`,
  };

  function answer(path: string): Result<ClassRegister> {
    const class_id = Number(path.split("/")[3]);
    return { ok: true, value: server.register(class_id), etag: server.tag(class_id) };
  }

  function guarded(work: () => Result<ClassRegister>): Promise<Result<ClassRegister>> {
    const { mode } = server;
    if (mode === "down") return Promise.resolve({ ok: false, problem: offlineProblem() });
    if (typeof mode === "object") return Promise.resolve({ ok: false, problem: mode });
    const result = work();
    return Promise.resolve(mode === "lost" ? { ok: false, problem: offlineProblem() } : result);
  }

  const api = {
    get: (path: string) => guarded(() => answer(path)),
    put: (path: string, body: unknown, options: { if_match?: string | null } = {}) =>
      guarded(() => {
        const class_id = Number(path.split("/")[3]);
        if (options.if_match !== server.tag(class_id)) {
          log.push(`412 ${class_id}`);
          return { ok: false, problem: problem(412) };
        }
        const before = server.marks(class_id);
        const { marks } = body as ClassRegisterInput;
        const after = before.map((status, at) =>
          marks.find(({ student_id }) => student_id === at + 1)?.status ?? status
        );
        if (JSON.stringify(before) !== JSON.stringify(after) || !taken.has(pathOf(class_id))) {
          server.mark(class_id, after);
          log.push(`write ${class_id}`);
        }
        return answer(path);
      }),
  };
  return { server, api: api as unknown as Parameters<typeof createOutbox>[0]["api"] };
}

const pathOf = (class_id: number) => `/api/classes/${class_id}/attendance/${DATE}`;

export function problem(status: number, detail = ""): Problem {
  return { type: "about:blank", title: "No", status, detail, request_id: null };
}

/** A device in the room, with its tabs; `user` is who is signed in on it. */
export function setUp() {
  const { server, api } = serverOf();
  const store = memoryStore();
  const device = { user: 7 as number | null, online: true, now: 1000 };
  const sent: Sent[] = [];
  const waits: number[] = [];
  let ids = 0;
  let locked: Promise<void> = Promise.resolve();
  const tab = () =>
    createOutbox({
      store,
      api,
      user_id: () => device.user,
      maybeOnline: () => device.online,
      now: () => device.now++,
      uuid: () => `id-${++ids}`,
      alone: (work) => locked = locked.then(work),
      onChange() {},
      onWait: () => void waits.push(device.now),
      onSent: (one) => void sent.push(one),
    });

  /** A page that was opened now, with the children `absent` marked so. */
  function page(class_id: number, ...absent: number[]) {
    const sheet = absent.reduce(
      (now, id) => markOn(now, id, "Absent"),
      registerSheet(server.register(class_id)),
    );
    const etag = server.tag(class_id);
    return { user_id: 7, class_id, date: DATE, class_name: `Class ${class_id}`, sheet, etag };
  }
  const states = async () => (await tab().list()).map(({ class_id, state }) => [class_id, state]);
  return { server, api, device, store, sent, waits, tab, page, states };
}

export function markOn(sheet: RegisterSheet, student_id: number, choice: "Absent" | "Present") {
  return withEntry(sheet, { student_id, patch: choose(sheet.entries[student_id], choice) });
}
