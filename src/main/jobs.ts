import type { Job } from '#kernel/db/server'
import { removeErasedContents, scanWaiting, sweepUploads } from '#kernel/files/server'
import {
  climbLadder,
  refreshStaleCases,
  runReactions,
  takeCheckpoint,
  workMigrations,
} from '#kernel/ledgers/server'
import { CheckedList, sweepDuplicates, sweepImports, workImports } from '#kernel/registry/server'
import { sendDue, sweepNotices, writeDigests } from '#kernel/notices/server'
import { sweepOffline } from '#kernel/offline/server'
import { createSearchKeeper } from '#kernel/search/server'
import type { House } from './house.ts'

const secondMs = 1000
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** What was read this long ago leaves the inbox; the entry's own log keeps what happened. */
const readNoticesDays = 180

/** Seals all that has been written since the last checkpoint. */
export async function sealLog({ handle, keys, clock, checkpoints: folder }: House): Promise<void> {
  while (await takeCheckpoint({ handle, keys, clock, folder }));
}

/** Compares what came into the register with the rest of it, for so long at most that other work gets its turn. */
async function compareFor({ handle, clock }: House, spanMs: number): Promise<void> {
  const until = clock.now().getTime() + spanMs
  const deps = { db: handle.db, now: () => clock.now() }
  while ((await sweepDuplicates(deps)) > 0) if (clock.now().getTime() > until) return
}

/** Lists that nobody went on with stay a day, refused rows a week. */
function forgetLists({ handle, clock }: House): Promise<void> {
  const before = (days: number) => new Date(clock.now().getTime() - days * dayMs)
  return sweepImports(handle.db, before(1), before(7))
}

/** What sending notices out of the house needs. */
export function sendingOf({ handle, keys, clock, calendar, ownCalendars }: House) {
  return { db: handle.db, keys, now: () => clock.now(), calendar: () => calendar.current, ownCalendars }
}

/** The work that comes round by itself; one process at a time holds the lease on each. */
export function jobsOf(house: House): Job[] {
  const { handle, clock, engine } = house
  const registry = { db: handle.db, keys: house.keys, now: () => clock.now() }
  const checked = new CheckedList()
  const forgetBefore = () => new Date(clock.now().getTime() - readNoticesDays * dayMs)
  return [
    { name: 'ladder', everyMs: minuteMs, run: async () => void (await climbLadder(engine)) },
    { name: 'reactions', everyMs: secondMs, run: async () => void (await runReactions(engine)) },
    { name: 'migrations', everyMs: 1000, run: async () => void (await workMigrations(engine)) },
    { name: 'scans', everyMs: 10 * secondMs, run: () => scanWaiting(house.files) },
    { name: 'contents', everyMs: minuteMs, run: async () => void (await removeErasedContents(house.files)) },
    { name: 'offline', everyMs: dayMs, run: () => sweepOffline(handle.db, clock.now()) },
    { name: 'uploads', everyMs: 10 * minuteMs, run: () => sweepUploads(house.files) },
    { name: 'deliveries', everyMs: 2 * secondMs, run: () => sendDue(sendingOf(house)) },
    {
      name: 'digests',
      everyMs: 5 * minuteMs,
      run: () =>
        writeDigests({ db: handle.db, now: () => clock.now(), calendar: () => house.calendar.current }),
    },
    { name: 'notices', everyMs: dayMs, run: () => sweepNotices(handle.db, forgetBefore()) },
    {
      name: 'statistics',
      everyMs: minuteMs,
      run: async () => {
        while ((await refreshStaleCases(engine)) > 0);
      },
    },
    {
      name: 'imports',
      everyMs: secondMs,
      run: async () => void (await workImports({ ...registry, handle, checked })),
      close: () => checked.release(),
    },
    { name: 'import_files', everyMs: dayMs / 24, run: () => forgetLists(house) },
    {
      name: 'duplicates',
      everyMs: 2 * secondMs,
      run: () => compareFor(house, 10 * secondMs),
    },
    ...house.platforms.flatMap((platform) => platform.jobs?.(house) ?? []),
    { name: 'search', everyMs: secondMs, run: createSearchKeeper(handle.db) },
    { name: 'checkpoint', everyMs: minuteMs, run: () => sealLog(house) },
  ]
}
