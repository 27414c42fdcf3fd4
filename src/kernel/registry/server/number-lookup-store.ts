import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { visibleTo } from './record-store.ts'

export const numberHoldersMax = 50

export type NumberHolder = { kind: 'person' | 'enterprise'; id: string }

/** Who within the actor's scope has a number, by its blind indexes. */
export async function holdersOf(
  tx: Tx,
  actor: Actor,
  of: { idNumber: Buffer | null; phone: Buffer | null; enterprisePhone: Buffer | null },
): Promise<NumberHolder[]> {
  const { rows } = await sql<NumberHolder>`
    select 'person' as kind, id from person
      where (id_number_index = ${of.idNumber} or phone_index = ${of.phone}) and ${visibleTo(actor, 'person')}
    union all select 'enterprise', id from enterprise
      where phone_index = ${of.enterprisePhone} and ${visibleTo(actor, 'enterprise')}
    limit ${numberHoldersMax}`.execute(tx)
  return rows
}
