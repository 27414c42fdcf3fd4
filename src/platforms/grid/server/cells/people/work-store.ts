import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'

export type OpenWork = { entryId: string; ledger: string; version: number; seq: number; dueAt: Date | null }

/**
 * What an account is to do for the cells: incidents that it is to verify, and key persons that it visits. A key person
 * of whom no cell is known goes with the community.
 */
export async function openWorkOf(
  tx: Tx,
  accountId: number,
  cells: readonly string[],
  codes: { incident: number; keyPerson: number },
): Promise<OpenWork[]> {
  const villages = [...new Set(cells.map((cell) => cell.slice(0, 12)))]
  const { rows } = await sql<OpenWork>`
    select e.id as "entryId", case e.ledger_id when ${codes.incident}::int then 'incident' else 'key_person' end as ledger,
      e.def_version as version, e.seq, task.due_at as "dueAt"
    from task join entry e on e.id = task.entry_id
    where task.account_id = ${accountId} and task.closed_seq is null
      and ((e.ledger_id = ${codes.incident} and task.kind = 'verify' and e.data->>'gridCell' = any(${[...cells]}::text[]))
        or (e.ledger_id = ${codes.keyPerson} and task.kind = 'visit' and (e.data->>'gridCell' = any(${[...cells]}::text[])
          or (e.data->>'gridCell' is null and e.village = any(${villages}::text[])))))
    order by e.id`.execute(tx)
  return rows
}
