import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { countOf, renderSerial, type Serial, type SerialCase, type SerialCount } from '../model/serials.ts'
import type { EntryState } from '../model/state.ts'

export type Wanted = { entryId: string; serial: Serial; of: SerialCase }
export type Drawn = { count: SerialCount; field: string; no: number; text: string }

export type IssuedRow = {
  ledger_id: number
  field: string
  text: string
  serial: string
  scope: string
  period: number
  no: number
  entry_id: string
  seq: number
}

const keyOf = ({ ledgerId, serial, scope, period }: SerialCount) =>
  [ledgerId, serial, scope, period].join('/')

/**
 * The next numbers for a batch, by entry, in the batch's order. Each count's row stays locked until the transaction
 * ends, so that a roll-back gives its numbers back; rows are locked in one order, so that two batches never wait for
 * each other.
 */
export async function drawSerials(tx: Tx, wanted: readonly Wanted[]): Promise<Map<string, Drawn>> {
  const drawn = new Map<string, Drawn>()
  if (wanted.length === 0) return drawn
  const counts = Map.groupBy(wanted, ({ serial, of }) => keyOf(countOf(serial, of)))
  for (const key of [...counts.keys()].sort()) {
    const together = counts.get(key) ?? []
    const [first] = together
    if (!first) continue
    const count = countOf(first.serial, first.of)
    const last = await advance(tx, count, together.length)
    together.forEach(({ entryId, serial, of }, index) => {
      const no = last - together.length + 1 + index
      drawn.set(entryId, { count, field: serial.field, no, text: renderSerial(serial, no, of) })
    })
  }
  return drawn
}

async function advance(tx: Tx, count: SerialCount, by: number): Promise<number> {
  const { ledgerId, serial, scope, period } = count
  const { rows } = await sql<{ last: number }>`
    insert into serial as s (ledger_id, serial, scope, period, last) values (${ledgerId}, ${serial}, ${scope}, ${period}, ${by})
    on conflict (ledger_id, serial, scope, period) do update set last = s.last + excluded.last
    returning s.last`.execute(tx)
  if (!rows[0]) throw new Error(`the count ${keyOf(count)} gave no number`)
  return rows[0].last
}

export function issuedRow({ count, field, no, text }: Drawn, { id, seq }: EntryState): IssuedRow {
  const { ledgerId, serial, scope, period } = count
  return { ledger_id: ledgerId, field, text, serial, scope, period, no, entry_id: id, seq }
}

/** A number that the field has had before: the pattern of an earlier definition made the same text. */
export function explainTaken(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code === '23505' && constraint === 'serial_issued_pkey')
    throw new AppError('ledgers.serial_taken', { status: 409, cause: error })
  throw error
}
