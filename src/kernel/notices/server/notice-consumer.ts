import type { Tx } from '#kernel/db/server'
import type { Consumer, LiveMessage, OutboxRow } from '#kernel/ledgers/server'
import { endKinds, ladderKinds, noticeFor, noticesOfTasks } from './action-notices.ts'
import { listHolders, listRegistrants } from './holder-store.ts'
import { type NewNotice, notify } from './notice-store.ts'

/** What the relay tells becomes lines in inboxes: new tasks, steps of the ladder, ends. */
export function noticeConsumer(now: () => Date): Consumer {
  return {
    name: 'notices',
    consume: async (tx, rows) => {
      const told = await notify(
        tx,
        [...noticesOfTasks(rows), ...(await noticesOfLadder(tx, rows)), ...(await noticesOfEnds(tx, rows))],
        now(),
      )
      const who = new Map(told.map((item) => [`${item.organisationId}/${item.accountId}`, item]))
      return [...who.values()].map((item): LiveMessage => ({ type: 'notice', ...item }))
    },
  }
}

async function noticesOfLadder(tx: Tx, rows: readonly OutboxRow[]): Promise<NewNotice[]> {
  const steps = rows.filter(({ kind }) => ladderKinds.has(kind))
  const holders = await listHolders(
    tx,
    steps.map((row) => row.entry_id),
  )
  return steps.flatMap((row) => {
    const kind = ladderKinds.get(row.kind)
    if (!kind) return []
    return holders
      .filter(({ entryId }) => entryId === row.entry_id)
      .map((holder) => noticeFor(row, holder, kind))
  })
}

async function noticesOfEnds(tx: Tx, rows: readonly OutboxRow[]): Promise<NewNotice[]> {
  const ends = rows.filter(({ kind }) => endKinds.has(kind))
  const registrants = await listRegistrants(
    tx,
    ends.map((row) => row.entry_id),
  )
  return ends.flatMap((row) => {
    const kind = endKinds.get(row.kind)
    const registrant = registrants.find(({ entryId }) => entryId === row.entry_id)
    return kind && registrant ? [noticeFor(row, registrant, kind)] : []
  })
}
