import type { Database } from '#kernel/db/server'
import { sweepParts } from './item-store.ts'

const dayMs = 86_400_000
/** Parts of sealed photos with which nobody went on; their phone sends them again when it is asked. */
const partDays = 7

/** Run as a leased job. */
export async function sweepOffline(db: Database, now: Date): Promise<void> {
  await sweepParts(db, new Date(now.getTime() - partDays * dayMs))
}
