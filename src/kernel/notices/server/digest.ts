import type { DatabaseHandle } from '#kernel/db/server'
import { type Calendar, isWorkingDay, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import { importanceOf } from '#kernel/notices/model'
import { notify } from './notice-store.ts'
import { countForDigest } from './setting-store.ts'

type Deps = { db: DatabaseHandle['db']; now: () => Date; calendar: () => Calendar }

/** Half past eight: when the offices open. */
const morningMinutes = 8 * 60 + 30
const mondayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() === 1

/**
 * Writes the summaries of the day, once the morning has come: on working days, and on Mondays for the weekly ones.
 * The source bears the date, so that running it again tells nobody twice.
 */
export async function writeDigests({ db, now, calendar }: Deps): Promise<void> {
  const at = now()
  const date = shanghaiDate(at)
  if (at < shanghaiInstant(date, morningMinutes)) return
  const due = [
    ...(isWorkingDay(calendar(), date) ? (['daily'] as const) : []),
    ...(mondayOf(date) ? (['weekly'] as const) : []),
  ]
  for (const digest of due)
    await db.transaction().execute(async (tx) => {
      const rows = await countForDigest(tx, digest)
      const notices = rows.map(({ accountId, organisationId, ...params }) => ({
        organisationId,
        accountId,
        kind: 'digest' as const,
        ledger: null,
        entryId: null,
        params,
        importance: importanceOf.digest,
        sensitivity: 0,
        source: `digest/${digest}/${date}`,
        exceptAccountId: null,
      }))
      await notify(tx, notices, at)
    })
}
